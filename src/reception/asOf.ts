/**
 * A reception as it may be delivered at `now` (milliseconds since the epoch). A consent is valid for 24 hours and a
 * queue may hold it for days: what was agreed to longer ago than that leaves with `expired: true`. Everything else
 * leaves byte for byte as it was recorded. A new buffer is returned only where something expired; the caller zeroes
 * both.
 */
export function asOf(body: Buffer, now: number): Buffer {
  const reception = parsed(body);
  if (!isObject(reception) || !Array.isArray(reception.consents)) return body;
  let expired = false;
  const consents = reception.consents.map((answer: unknown) => {
    if (!hasExpired(answer, now)) return answer;
    expired = true;
    return { ...answer, expired: true };
  });
  return expired ? Buffer.from(JSON.stringify({ ...reception, consents }), 'utf8') : body;
}

/** A refusal does not expire: nobody may look before it or after it. */
function hasExpired(answer: unknown, now: number): answer is Record<string, unknown> {
  return (
    isObject(answer) &&
    answer.agreed === true &&
    typeof answer.validUntil === 'string' &&
    // Until, and not including, that moment. An end nobody can read is no licence to go on.
    !(now < Date.parse(answer.validUntil))
  );
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    // What is no reception is for the sink to refuse.
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
