import { passiveEnough } from '../../../src/face/liveness/doubt.ts';
import type { PlayedAttempt } from './playAttempt.ts';
import type { Species } from './species.ts';

/** What all presentations of one species came to. */
export interface Tally {
  readonly species: Species;
  readonly presentations: number;
  /** Taken for the living holder without being asked to turn the head... */
  readonly accepted: number;
  /** ...and after being asked. */
  readonly acceptedAsked: number;
  /** Asked to turn the head. */
  readonly challenged: number;
  /** Everything else: the patient is offered another try, the PIN or staff. */
  readonly refused: number;
  /** Matched the reference, so that it was up to liveness to decide. */
  readonly matched: number;
  /** Of those on which the passive networks had an opinion, those they took for living. */
  readonly passive: { readonly asked: number; readonly live: number } | null;
  /** Until the decision, milliseconds: the middle one of those accepted; null where nobody was. */
  readonly medianMs: number | null;
}

/** Counts the outcomes of one species. */
export function tallyOf(species: Species, attempts: readonly PlayedAttempt[]): Tally {
  const accepted = attempts.filter(({ outcome }) => outcome.kind === 'match');
  const opinions = attempts.map(({ passive }) => passive).filter((each) => each !== null);
  const times = accepted.map(({ ms }) => ms).sort((a, b) => a - b);
  return {
    species,
    presentations: attempts.length,
    accepted: accepted.filter(({ asked }) => !asked).length,
    acceptedAsked: accepted.filter(({ asked }) => asked).length,
    challenged: attempts.filter(({ asked }) => asked).length,
    refused: attempts.length - accepted.length,
    matched: accepted.length + attempts.filter(({ outcome }) => outcome.kind === 'not-live').length,
    passive:
      opinions.length === 0
        ? null
        : { asked: opinions.length, live: opinions.filter((each) => each >= passiveEnough).length },
    medianMs: times[times.length >> 1] ?? null,
  };
}

/**
 * Of the presentations that matched, the share that liveness decided wrongly: attacks taken for living (APCER), living
 * people taken for attacks (BPCER). Null where none matched, or where there is nobody to imitate.
 */
export function classificationError({ species, matched, accepted, acceptedAsked }: Tally): number | null {
  if (matched === 0 || species.kind === 'stranger') return null;
  const taken = (accepted + acceptedAsked) / matched;
  return species.kind === 'live' ? 1 - taken : taken;
}
