import { createServer, type RequestListener } from 'node:http';

/** A server on loopback. */
export interface Served {
  readonly url: URL;
  close(): void;
}

/** Starts one that answers like this. */
export async function serveFiles(listener: RequestListener): Promise<Served> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('no port');
  return {
    url: new URL(`http://127.0.0.1:${address.port}`),
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Sends a file, from where it is asked to, and breaks off after so many bytes of it. */
export function cutAt(content: Uint8Array, most: number): RequestListener {
  return (request, response) => {
    const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
    if (from >= content.length) return void response.writeHead(416).end();
    const rest = content.subarray(from);
    if (from > 0) {
      response.statusCode = 206;
      response.setHeader('content-range', `bytes ${from}-${content.length - 1}/${content.length}`);
    }
    response.setHeader('content-length', rest.length);
    if (rest.length <= most) return void response.end(rest);
    response.write(rest.subarray(0, most));
    // Behind what was written, so that all of that arrives.
    return void response.socket?.end();
  };
}

/** Does something while the environment says so. */
export async function withEnvironment(values: Readonly<Record<string, string>>, work: () => Promise<void>) {
  const before = Object.keys(values).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, values);
  try {
    await work();
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
}
