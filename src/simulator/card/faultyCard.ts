import type { FaultBoard } from '../faults.ts';
import type { VirtualCard } from './virtualCard.ts';
import { sendOver, type TimedAnswer, type Way } from './way.ts';

/** What a driving licence or a transit card says to everything it is asked: no such file. */
const anotherCard = Uint8Array.of(0x6a, 0x82);

/** A status word that no card knows, and bytes before it: what a disturbed radio field can leave of an answer. */
const garbage = Uint8Array.of(0xde, 0xad, 0xbe, 0xef, 0x00, 0x00);

/** What the reader gets for one command: an answer, none for ever, or a card that is no longer there. */
export type FaultyAnswer = TimedAnswer | 'mute' | 'pulled';

/** Lets the armed faults strike between the reader and the card, one look at the board for each command. */
export function answerWithFaults(
  card: VirtualCard,
  faults: FaultBoard,
  way: Way,
  command: Uint8Array,
  since = performance.now(),
): FaultyAnswer {
  // Every countdown hears of every command, also of one that another fault takes.
  const [pulled, mute, disturbed] = (['pull', 'mute', 'garbage'] as const).map((kind) => {
    const now = faults.strikes('card', kind);
    return faults.strikes('card', `${kind}-at`) || now;
  });
  if (pulled) return 'pulled';
  if (mute) return 'mute';
  if (disturbed) return { bytes: garbage, due: since };
  if (faults.strikes('card', 'another')) return { bytes: anotherCard, due: since };
  return sendOver(way, card, command, since);
}
