import type { FaultBoard } from '../faults.ts';
import type { VirtualCard } from './virtualCard.ts';

/** A status word that no card knows, and bytes before it: what a disturbed radio field can leave of an answer. */
const garbage = Uint8Array.of(0xde, 0xad, 0xbe, 0xef, 0x00, 0x00);

/** What the reader gets for one command: an answer, none for ever, or a card that is no longer there. */
export type FaultyAnswer = Uint8Array | 'mute' | 'pulled';

/** Lets the armed faults strike between the reader and the card, one look at the board for each command. */
export function answerWithFaults(card: VirtualCard, faults: FaultBoard, command: Uint8Array): FaultyAnswer {
  if (faults.strikes('card', 'pull')) return 'pulled';
  if (faults.strikes('card', 'mute')) return 'mute';
  if (faults.strikes('card', 'garbage')) return garbage;
  return card.process(command);
}
