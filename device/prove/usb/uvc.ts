import { u16, u32 } from './bytes.ts';
import type { UsbDescription } from './description.ts';

/** Pictures of one size at one speed, as MJPEG. */
export const picture = { width: 640, height: 480, longest: 256 * 1024 } as const;
/** In units of 100 ns, as UVC counts: ten pictures a second. */
export const frameInterval = 1_000_000;
export const framesPerSecond = 10_000_000 / frameInterval;
/** Bytes from one payload header to the next, the header included. */
export const payloadLength = 64 * 1024;

const videoClass = 0x0e;
const control = { subclass: 1, interface: 0 } as const;
const streaming = { subclass: 2, interface: 1 } as const;
const videoIn = 0x81;
const classInterface = 0x24;

const terminals = [
  // A camera (terminal 1) that goes out over USB (terminal 2).
  ...[18, classInterface, 2, 1, ...u16(0x0201), 0, 0, ...u16(0), ...u16(0), ...u16(0), 3, 0, 0, 0],
  ...[9, classInterface, 3, 2, ...u16(0x0101), 0, 1, 0],
];
const controlInterface = [
  ...[9, 4, control.interface, 0, 0, videoClass, control.subclass, 0, 0],
  ...[13, classInterface, 1, ...u16(0x0100), ...u16(13 + terminals.length), ...u32(48_000_000), 1, streaming.interface],
  ...terminals,
];
const bitsPerSecond = picture.width * picture.height * 8 * framesPerSecond;
const formats = [
  ...[11, classInterface, 6, 1, 1, 1, 1, 0, 0, 0, 0],
  ...[30, classInterface, 7, 1, 0, ...u16(picture.width), ...u16(picture.height)],
  ...[...u32(bitsPerSecond), ...u32(bitsPerSecond), ...u32(picture.longest)],
  ...[...u32(frameInterval), 1, ...u32(frameInterval)],
  ...[6, classInterface, 0x0d, 1, 1, 4],
];
const streamingInterface = [
  ...[9, 4, streaming.interface, 0, 1, videoClass, streaming.subclass, 0, 0],
  ...[14, classInterface, 1, 1, ...u16(14 + formats.length), videoIn, 0, 2, 0, 0, 0, 1, 0],
  ...formats,
  ...[7, 5, videoIn, 2, ...u16(512), 0],
];
const association = [8, 0x0b, control.interface, 2, videoClass, 3, 0, 2];

export const cameraDescription: UsbDescription = {
  vendor: 0x046d,
  product: 0x0825,
  deviceClass: [0xef, 2, 1],
  interfaces: [
    { number: control.interface, class: videoClass, subclass: control.subclass, protocol: 0 },
    { number: streaming.interface, class: videoClass, subclass: streaming.subclass, protocol: 0 },
  ],
  endpoints: [{ address: videoIn, type: 'bulk', interface: streaming.interface, packetSize: 512, interval: 0 }],
  configuration: [...association, ...controlInterface, ...streamingInterface],
  strings: ['Uketsuke', 'Drawn people camera', 'CAM1'],
};

const request = { setCurrent: 0x01, getLength: 0x85, getInfo: 0x86 } as const;

/** Answers what a driver asks of the streaming interface: there is one way only, whatever it proposes. */
export function answerToStreaming(asked: { readonly request: number; readonly index: number }): Buffer | undefined {
  if ((asked.index & 0xff) !== streaming.interface) return undefined;
  const probe = [
    ...[...u16(1), 1, 1, ...u32(frameInterval), ...u16(0), ...u16(0), ...u16(0), ...u16(0), ...u16(0)],
    ...[...u32(picture.longest), ...u32(payloadLength)],
  ];
  switch (asked.request) {
    case request.setCurrent:
      return Buffer.alloc(0);
    case request.getLength:
      return Buffer.from(u16(probe.length));
    case request.getInfo:
      return Buffer.from([3]);
    default:
      return Buffer.from(probe);
  }
}

const headLength = 2;
const headFlags = { frameId: 0x01, endOfFrame: 0x02, endOfHeader: 0x80 } as const;

/** A picture cut into payloads, each with its head, as reads of any length ask for it. */
export class PictureInPayloads {
  private left: Buffer;
  private readonly frameId: 0 | 1;
  private room = 0;
  private isFirst = true;

  /** @param frameId turns with every picture */
  constructor(jpeg: Uint8Array, frameId: 0 | 1) {
    this.left = Buffer.from(jpeg);
    this.frameId = frameId;
  }

  /** The next bytes; undefined when all were given. A read shorter than was asked for ends the payload. */
  read(longest: number): Buffer | undefined {
    if (this.left.length === 0 && !this.isFirst) return undefined;
    const parts: Buffer[] = [];
    let space = longest;
    if (this.room === 0) {
      this.room = payloadLength - headLength;
      const ends = this.left.length <= this.room ? headFlags.endOfFrame : 0;
      parts.push(Buffer.from([headLength, headFlags.endOfHeader | ends | this.frameId]));
      space -= headLength;
      this.isFirst = false;
    }
    const piece = this.left.subarray(0, Math.min(space, this.room));
    this.left = this.left.subarray(piece.length);
    this.room -= piece.length;
    return Buffer.concat([...parts, piece]);
  }

  /** Whether a read of that length would be told that the picture ends with it. */
  get isGiven(): boolean {
    return this.left.length === 0 && !this.isFirst;
  }
}
