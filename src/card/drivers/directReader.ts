import type { CardReader, ReaderEvent, ReaderTraits } from '../reader.ts';
import { type CardContact, QueuedChannel } from './queuedChannel.ts';

/** A place for a card inside this process. Whoever offers one says when what lies there changes. */
export interface DirectSlot {
  readonly name: string;
  /** False while the reader itself is gone. */
  readonly attached: boolean;
  /** The card that lies there; powered on by being looked at. A card put back counts as another contact. */
  readonly contact: CardContact | undefined;
  /** Calls `listener` after each change of `attached` or `contact`; returns the way to stop that. */
  onChange(listener: () => void): () => void;
}

/** A {@link CardReader} over a slot in this process: no PC/SC, no radio, the same behaviour seen from above. */
export function createDirectReader(slot: DirectSlot): CardReader {
  return new DirectReader(slot);
}

class DirectReader implements CardReader {
  private readonly slot: DirectSlot;
  private readonly traits: ReaderTraits;
  private report: (event: ReaderEvent) => void = () => undefined;
  private stop: () => void = () => undefined;
  private attached: boolean | undefined;
  private placed: { readonly contact: CardContact; readonly channel: QueuedChannel } | undefined;

  constructor(slot: DirectSlot) {
    this.slot = slot;
    this.traits = { name: slot.name, extendedLength: 'unknown' };
  }

  async watch(listener: (event: ReaderEvent) => void): Promise<void> {
    this.report = listener;
    this.stop = this.slot.onChange(() => this.look());
    this.look();
  }

  async close(): Promise<void> {
    this.stop();
    this.report = () => undefined;
    await this.placed?.channel.powerOff();
    this.placed = undefined;
  }

  private look(): void {
    const { attached, contact } = this.slot;
    if (attached !== this.attached) {
      this.attached = attached;
      if (attached) this.report({ type: 'reader.ready', reader: this.slot.name });
      else this.loseReader();
    }
    if (!attached || contact === this.placed?.contact) return;
    if (this.placed) {
      this.placed.channel.leave({ code: 'U-103' });
      this.report({ type: 'card.removed' });
    }
    this.placed = contact && { contact, channel: new QueuedChannel(contact, this.traits) };
    if (this.placed) this.report({ type: 'card.placed', card: this.placed.channel });
  }

  private loseReader(): void {
    const problem = { code: 'U-104', detail: `${this.slot.name} is gone` } as const;
    this.placed?.channel.leave(problem);
    this.placed = undefined;
    this.report({ type: 'reader.lost', problem });
  }
}
