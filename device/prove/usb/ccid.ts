import { u32 } from './bytes.ts';

/** What lies in the reader: the product's own virtual card is one. */
export interface CardInReader {
  readonly atr: Uint8Array;
  powerOn(): void;
  powerOff(): void;
  process(command: Uint8Array): Uint8Array;
}

/** The one slot of a reader: whether something lies in it, and whether it has power. */
export class ReaderSlot {
  private card: CardInReader | undefined;
  private powered = false;
  /** Commands a card has answered. */
  commands = 0;

  get isOccupied(): boolean {
    return this.card !== undefined;
  }

  /** As CCID counts: 0 present and powered, 1 present, 2 absent. */
  get state(): number {
    if (!this.card) return 2;
    return this.powered ? 0 : 1;
  }

  insert(card: CardInReader): void {
    this.remove();
    this.card = card;
  }

  remove(): void {
    this.powerOff();
    this.card = undefined;
  }

  /** The answer to reset; undefined where nothing lies there. */
  powerOn(): Uint8Array | undefined {
    if (!this.card) return undefined;
    this.powered = true;
    this.card.powerOn();
    return this.card.atr;
  }

  powerOff(): void {
    if (this.powered) this.card?.powerOff();
    this.powered = false;
  }

  exchange(command: Uint8Array): Uint8Array | undefined {
    if (!this.card || !this.powered) return undefined;
    this.commands += 1;
    return this.card.process(command);
  }
}

/** Messages of CCID 1.1 (chapter 6): from the computer, and back. */
const asked = {
  setParameters: 0x61,
  powerOn: 0x62,
  powerOff: 0x63,
  slotStatus: 0x65,
  getParameters: 0x6c,
  resetParameters: 0x6d,
  exchange: 0x6f,
} as const;
const answered = { data: 0x80, slotStatus: 0x81, parameters: 0x82 } as const;

const headLength = 10;
const commandFailed = 0x40;
const mute = 0xfe;
const notSupported = 0;
const protocolT1 = 1;
/** Usual T=1 parameters: a contactless reader has none of its own, the driver asks all the same. */
const t1Parameters = [0x11, 0x10, 0, 0x45, 0, 0xfe, 0];

/** A reader's answer to one message of the computer. @param message whole, head and data */
export function answerTo(message: Buffer, slot: ReaderSlot): Buffer {
  const [type, number, sequence] = [message.readUInt8(0), message.readUInt8(5), message.readUInt8(6)];
  const data = message.subarray(headLength, headLength + message.readUInt32LE(1));
  const say = (kind: number, bytes: Uint8Array = new Uint8Array(0), last = 0, status = slot.state, error = 0) =>
    Buffer.concat([Buffer.from([kind, ...u32(bytes.length), number, sequence, status, error, last]), bytes]);
  const orMute = (bytes: Uint8Array | undefined) =>
    bytes ? say(answered.data, bytes) : say(answered.data, undefined, 0, slot.state | commandFailed, mute);
  switch (type) {
    case asked.slotStatus:
      return say(answered.slotStatus);
    case asked.powerOn:
      return orMute(slot.powerOn());
    case asked.powerOff:
      slot.powerOff();
      return say(answered.slotStatus);
    case asked.exchange:
      return orMute(slot.exchange(data));
    case asked.setParameters:
    case asked.getParameters:
    case asked.resetParameters:
      return say(answered.parameters, Uint8Array.from(t1Parameters), protocolT1);
    default:
      return say(answered.slotStatus, undefined, 0, slot.state | commandFailed, notSupported);
  }
}

/** What the interrupt endpoint tells when a card comes or goes. */
export function slotChange(slot: ReaderSlot): Buffer {
  const notifySlotChange = 0x50;
  const changed = 2;
  return Buffer.from([notifySlotChange, changed | (slot.isOccupied ? 1 : 0)]);
}
