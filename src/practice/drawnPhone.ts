import type { PhoneToken } from '../card/phoneToken.ts';
import { ok } from '../problem/result.ts';
import { drawnIdentity, drawnProof } from './drawnCard.ts';
import { takesTime } from './takesTime.ts';

/** A phone is held there for about two seconds. */
const holdingMs = 1_600;

/**
 * A phone that is only drawn, of either kind. Any four digits are its PIN.
 *
 * @param onLifted told once it has said everything, and the hand takes it away again
 */
export function drawnPhone(onLifted: () => void): PhoneToken {
  return {
    async prove({ pin }, signal) {
      pin?.fill(0);
      await takesTime(holdingMs, signal);
      onLifted();
      return ok({ kind: 'proven', identity: drawnIdentity, proof: drawnProof() });
    },
    release: async () => undefined,
  };
}
