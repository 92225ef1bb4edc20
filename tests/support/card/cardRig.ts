import { createHash } from 'node:crypto';
import { createDirectReader } from '../../../src/card/drivers/directReader.ts';
import { createPcscReader } from '../../../src/card/drivers/pcscReader.ts';
import { createPlacedCard, type PlacedCardParts } from '../../../src/card/myNumberCard.ts';
import type { PlacedCard } from '../../../src/card/placedCard.ts';
import type { CardChannel, CardReader, ReaderEvent } from '../../../src/card/reader.ts';
import { unwrap } from '../../../src/problem/result.ts';
import { createCardBox } from '../../../src/simulator/card/cardBox.ts';
import { demoFaceIssuers, demoTrustAnchors } from '../../../src/simulator/card/demoPki.ts';
import { createDirectSlot } from '../../../src/simulator/card/directSlot.ts';
import { slotNumberB } from '../../../src/simulator/card/numberB.ts';
import type { CardSlot } from '../../../src/simulator/card/slot.ts';
import { createVpcdSlot, vpcdReaderName } from '../../../src/simulator/card/vpcdSlot.ts';
import { FaultBoard } from '../../../src/simulator/faults.ts';
import { loadPeople, type Person } from '../../../src/simulator/people.ts';
import { projectRoot } from '../../../src/system/paths.ts';

export const root = projectRoot();
const people = loadPeople(root);

/** A fixture person by id. */
export function person(id: string): Person {
  const found = people.find((each) => each.id === id);
  if (!found) throw new Error(`no fixture person ${id}`);
  return found;
}

/** 15 KB that stand for the photo of a person: no decoder is part of these tests. */
export function photoOf({ id }: Person): Uint8Array {
  const blocks = Array.from({ length: 480 }, (_, index) => createHash('sha256').update(`${id} ${index}`).digest());
  return Buffer.concat(blocks);
}

/** A slot, and readers that look at it. */
export interface CardRig {
  readonly slot: CardSlot;
  readonly faults: FaultBoard;
  openReader(): Promise<WatchedReader>;
  placed(channel: CardChannel, change?: Partial<Omit<PlacedCardParts, 'channel'>>): PlacedCard;
  close(): Promise<void>;
}

/** Remembers what a reader reports, and waits for what it has not reported yet. */
export class WatchedReader {
  readonly events: ReaderEvent[] = [];
  private readonly reader: CardReader;
  private readonly wakers = new Set<() => void>();
  private seen = 0;

  constructor(reader: CardReader) {
    this.reader = reader;
  }

  watch(): Promise<void> {
    return this.reader.watch((event) => {
      this.events.push(event);
      for (const wake of this.wakers) wake();
    });
  }

  /** The next event of this type that nobody has waited for; those before it are skipped. */
  async next<T extends ReaderEvent['type']>(type: T, limitMs = 10_000): Promise<Extract<ReaderEvent, { type: T }>> {
    const deadline = AbortSignal.timeout(limitMs);
    for (;;) {
      while (this.seen < this.events.length) {
        const event = this.events[this.seen++];
        if (event && isOf(event, type)) return event;
      }
      await new Promise<void>((resolve, reject) => {
        const wake = () => {
          this.wakers.delete(wake);
          resolve();
        };
        this.wakers.add(wake);
        deadline.addEventListener('abort', () =>
          reject(new Error(`no ${type}; there were ${this.events.map((each) => each.type).join(', ')}`)),
        );
      });
    }
  }

  close(): Promise<void> {
    return this.reader.close();
  }
}

export async function directRig(): Promise<CardRig> {
  const faults = new FaultBoard();
  const slot = createDirectSlot(await createCardBox(root, () => new Date(), photoOf), faults);
  return rigOf(slot, faults, async () => createDirectReader(slot));
}

/** Needs a running pcscd with vpcd. */
export async function pcscRig(): Promise<CardRig> {
  const faults = new FaultBoard();
  const box = await createCardBox(root, () => new Date(), photoOf);
  const slot = unwrap(await createVpcdSlot({ box, faults }));
  return rigOf(slot, faults, async () => unwrap(await createPcscReader({ namePattern: vpcdReaderName })));
}

async function rigOf(slot: CardSlot, faults: FaultBoard, open: () => Promise<CardReader>): Promise<CardRig> {
  const anchors = await demoTrustAnchors(root, new Date());
  const opened: WatchedReader[] = [];
  return {
    slot,
    faults,
    async openReader() {
      const reader = new WatchedReader(await open());
      opened.push(reader);
      await reader.watch();
      return reader;
    },
    placed: (channel, change = {}) =>
      createPlacedCard({
        channel,
        trustAnchors: anchors,
        faceIssuers: demoFaceIssuers(root),
        numberB: slotNumberB(slot),
        now: () => new Date(),
        ...change,
      }),
    async close() {
      for (const reader of opened) await reader.close();
      await slot.close();
    },
  };
}

function isOf<T extends ReaderEvent['type']>(event: ReaderEvent, type: T): event is Extract<ReaderEvent, { type: T }> {
  return event.type === type;
}

/** Lets `meddle` see each command before it goes out. */
export function tapped(channel: CardChannel, meddle: (command: Uint8Array) => void): CardChannel {
  return {
    atr: channel.atr,
    reader: channel.reader,
    powerOff: () => channel.powerOff(),
    transmit(command, options) {
      meddle(command);
      return channel.transmit(command, options);
    },
  };
}

/** A signal that never aborts. */
export const unhurried = new AbortController().signal;

/** A PIN or number as bytes of their own. */
export function digits(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, 'latin1'));
}
