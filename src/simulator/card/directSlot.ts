import type { DirectSlot } from '../../card/drivers/directReader.ts';
import type { CardContact } from '../../card/drivers/queuedChannel.ts';
import { Listeners } from '../../kernel/listeners.ts';
import { ok, type Result } from '../../problem/result.ts';
import type { FaultBoard } from '../faults.ts';
import type { Person } from '../people.ts';
import type { ChipKind } from './badChips/chipKind.ts';
import type { CardBox } from './cardBox.ts';
import { answerWithFaults } from './faultyCard.ts';
import { onReaderLoss } from './readerLoss.ts';
import type { CardSlot } from './slot.ts';
import type { VirtualCard } from './virtualCard.ts';
import { immediate, type Way, whenDue } from './way.ts';

/** The dock's slot with the virtual card in this process; `way` says how far away that feels. */
export function createDirectSlot(
  box: CardBox,
  faults: FaultBoard,
  way: Way = immediate,
  name = 'Virtual reader (direct)',
): CardSlot & DirectSlot {
  return new SlotInProcess(box, faults, way, name);
}

class SlotInProcess implements CardSlot, DirectSlot {
  readonly name: string;
  private readonly box: CardBox;
  private readonly faults: FaultBoard;
  private readonly way: Way;
  private readonly listeners = new Listeners();
  private readonly stopWatchingFaults: () => void;
  private lying: { readonly person: Person; readonly card: VirtualCard; readonly contact: CardContact } | undefined;
  private away = false;

  constructor(box: CardBox, faults: FaultBoard, way: Way, name: string) {
    this.name = name;
    this.box = box;
    this.faults = faults;
    this.way = way;
    this.stopWatchingFaults = onReaderLoss(faults, (lost) => {
      this.away = lost;
      this.listeners.tell();
    });
  }

  get present(): Person | undefined {
    return this.lying?.person;
  }

  get contact(): CardContact | undefined {
    return this.lying?.contact;
  }

  get attached(): boolean {
    return !this.away;
  }

  async insert(person: Person, chip?: ChipKind): Promise<Result<void>> {
    const card = await this.box.cardOf(person, chip);
    this.takeAway();
    card.powerOn();
    this.lying = { person, card, contact: this.contactTo(card) };
    this.listeners.tell();
    return ok(undefined);
  }

  async remove(): Promise<void> {
    this.takeAway();
  }

  async close(): Promise<void> {
    this.stopWatchingFaults();
    this.takeAway();
    this.listeners.clear();
  }

  onChange(listener: () => void): () => void {
    return this.listeners.add(listener);
  }

  private contactTo(card: VirtualCard): CardContact {
    return {
      atr: card.atr,
      exchange: async (command) => {
        const answer = answerWithFaults(card, this.faults, this.way, command);
        if (answer === 'mute') return new Promise(() => undefined);
        if (answer !== 'pulled') return whenDue(answer.due, () => answer.bytes);
        this.takeAway();
        return new Uint8Array(0);
      },
      powerOff: async () => card.powerOff(),
    };
  }

  private takeAway(): void {
    if (!this.lying) return;
    this.lying.card.powerOff();
    this.lying = undefined;
    this.listeners.tell();
  }
}
