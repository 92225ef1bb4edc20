import { withoutOthers } from './link/withoutOthers.ts';
import { withoutStrangers } from './link/withoutStrangers.ts';
import type { Reception } from './reception.ts';
import { withoutPlace } from './undisclosed.ts';

/**
 * What of a reception may be kept and passed on, whoever made it: taken out before it is sealed, so that no sink, no
 * backup and no thief of the disk ever has it. The very same object where there is nothing to take out.
 *
 * - After a mismatch nothing of the answer: it is about somebody else, subsidies and patient number included.
 * - Of an answer about nobody, or about several, no person it carries all the same.
 * - Not the address of who is not to be found (不開示, DV and the like), neither the answer's nor the card's [ours].
 * - Only certificates that the patient wants to use.
 */
export function leastData(reception: Reception): Reception {
  return reception.link.kind === 'mismatch'
    ? withoutOthers(withoutPlace(reception))
    : withoutUnused(withoutStrangers(withoutPlace(reception)));
}

function withoutUnused(reception: Reception): Reception {
  const { subsidies } = reception;
  if (subsidies.answer === 'used' || subsidies.certificates.length === 0) return reception;
  return { ...reception, subsidies: { ...subsidies, certificates: [] } };
}
