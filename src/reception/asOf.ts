import type { Withholding } from './consents.ts';
import { withholding } from './mayBeViewed.ts';
import { receptionSchema } from './reception.ts';

/**
 * A reception as it may be delivered at `now` (milliseconds since the epoch): `mayBeViewed`, said to whoever receives
 * it. A consent is valid for 24 hours and a queue may hold it for days: what was agreed to longer ago than that leaves
 * with `expired: true`. Where nothing may be viewed whatever was agreed to (another person's record, no insurance), it
 * leaves as not agreed, with `withheld`; recorded it stays as the patient said it, for the version that settles the
 * matter. Everything else leaves byte for byte as it was recorded. A new buffer is returned only where something
 * changed; the caller zeroes both.
 */
export function asOf(body: Buffer, now: number): Buffer {
  const reception = parsed(body);
  if (!isObject(reception) || !Array.isArray(reception.consents)) return body;
  const known = receptionSchema.safeParse(reception);
  const withheld = known.success ? withholding(known.data) : undefined;
  let changed = false;
  const consents = reception.consents.map((answer: unknown) => {
    const mark = isAgreement(answer) && markOn(answer, withheld, now);
    if (!mark) return answer;
    changed = true;
    return { ...answer, ...mark };
  });
  return changed ? Buffer.from(JSON.stringify({ ...reception, consents }), 'utf8') : body;
}

/** A refusal needs no mark: nobody may look before it or after it. */
function isAgreement(answer: unknown): answer is Readonly<Record<string, unknown>> {
  return isObject(answer) && answer.agreed === true;
}

function markOn({ validUntil }: Readonly<Record<string, unknown>>, withheld: Withholding | undefined, now: number) {
  if (withheld) return { agreed: false, withheld };
  if (typeof validUntil !== 'string') return undefined;
  // Until, and not including, that moment. An end nobody can read is no licence to go on.
  return now < Date.parse(validUntil) ? undefined : { expired: true };
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
