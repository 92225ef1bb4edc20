/** What arrives in pieces; null where nothing does. */
interface Answer {
  readonly body: AsyncIterable<Uint8Array> | null;
}

/** The body of `response`; undefined, and the connection dropped, as soon as it exceeds `capBytes`. */
export async function readCapped(response: Answer, capBytes: number): Promise<Uint8Array | undefined> {
  if (!response.body) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body) {
    length += chunk.length;
    // Leaving the loop cancels the stream.
    if (length > capBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, length);
}
