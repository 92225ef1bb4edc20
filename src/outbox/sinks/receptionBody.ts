import { type Reception, receptionSchema } from '../../reception/reception.ts';

/** The reception in a parcel's body; undefined where it is none, which no receiver will ever take. */
export function receptionIn(body: Uint8Array): Reception | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body);
    return receptionSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
