import { u16, u32 } from './bytes.ts';
import { answerTo, type CardInReader, ReaderSlot, slotChange } from './ccid.ts';
import type { UsbDescription } from './description.ts';
import { UsbDevice } from './usbDevice.ts';

const interruptIn = 0x83;
const bulkOut = 0x01;
const bulkIn = 0x82;
const smartCardClass = 0x0b;

/** Extended APDU level, as contactless readers have it; automatic clock, voltage and parameters. */
const features = 0x000404fe;
const longestMessage = 65_554;
const clockKhz = 3_580;
const ccidDescriptor = [
  ...[54, 0x21, ...u16(0x0110), 0, 7, ...u32(3)],
  ...[...u32(clockKhz), ...u32(clockKhz), 0, ...u32(9_600), ...u32(115_200), 0],
  ...[...u32(254), ...u32(0), ...u32(0), ...u32(features), ...u32(longestMessage)],
  ...[0xff, 0xff, ...u16(0), 0, 1],
];

const endpoints = [
  { address: interruptIn, type: 'interrupt', interface: 0, packetSize: 8, interval: 8 },
  { address: bulkOut, type: 'bulk', interface: 0, packetSize: 512, interval: 0 },
  { address: bulkIn, type: 'bulk', interface: 0, packetSize: 512, interval: 0 },
] as const;

/** The names and numbers of a reader that clinics buy, so that the driver takes its usual way. */
const description: UsbDescription = {
  vendor: 0x054c,
  product: 0x0dc9,
  deviceClass: [0, 0, 0],
  interfaces: [{ number: 0, class: smartCardClass, subclass: 0, protocol: 0 }],
  endpoints,
  configuration: [
    ...[9, 4, 0, 0, endpoints.length, smartCardClass, 0, 0, 0],
    ...ccidDescriptor,
    ...endpoints.flatMap(({ address, type, packetSize, interval }) => {
      return [7, 5, address, type === 'interrupt' ? 3 : 2, ...u16(packetSize), interval];
    }),
  ],
  strings: ['SONY', 'FeliCa RC-S300/P', '0123456'],
};

/** A contactless card reader on the machine's USB, into which a test lays cards. */
export class UsbCardReader {
  private readonly slot = new ReaderSlot();
  private readonly answers: Buffer[] = [];
  readonly device: UsbDevice;

  constructor() {
    this.device = new UsbDevice({
      description,
      onInterruptsWanted: () => this.tell(),
      onBulkWanted: () => this.flush(),
      onBulkOut: (message) => {
        this.answers.push(answerTo(message, this.slot));
        this.flush();
      },
      onForget: () => {
        this.answers.length = 0;
        this.slot.powerOff();
      },
    });
  }

  /** Commands a card has answered since the reader was made. */
  get commands(): number {
    return this.slot.commands;
  }

  insert(card: CardInReader): void {
    this.slot.insert(card);
    this.tell();
  }

  remove(): void {
    this.slot.remove();
    this.tell();
  }

  private tell(): void {
    this.device.interrupt(slotChange(this.slot));
  }

  private flush(): void {
    for (let next = this.answers[0]; next; next = this.answers[0]) {
      const answer = next;
      if (!this.device.answerBulkIn(() => answer)) return;
      this.answers.shift();
    }
  }
}
