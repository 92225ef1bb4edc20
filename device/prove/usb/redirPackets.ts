/**
 * The usbredir protocol, version 0.7, as far as a device behind QEMU's `usb-redir` needs it: packets of a header (type,
 * length, id) and a body, little endian. Source: usb-redirection-protocol.md of the project `usbredir`.
 */
export const packetType = {
  hello: 0,
  deviceConnect: 1,
  reset: 3,
  interfaceInfo: 4,
  endpointInfo: 5,
  setConfiguration: 6,
  getConfiguration: 7,
  configurationStatus: 8,
  setAlternate: 9,
  getAlternate: 10,
  alternateStatus: 11,
  startInterrupt: 15,
  stopInterrupt: 16,
  interruptStatus: 17,
  cancel: 21,
  control: 100,
  bulk: 101,
  interrupt: 103,
} as const;

/** What an answer to a transfer says of how it went. */
export const transferStatus = { done: 0, cancelled: 1, stalled: 4 } as const;

/** A packet, without its length. */
export interface RedirPacket {
  readonly type: number;
  readonly id: bigint;
  readonly body: Buffer;
}

const capability = { deviceVersion: 1, packetSizes: 4, wideIds: 5, wideBulkLength: 6 } as const;
const ownCapabilities = Object.values(capability).reduce((mask, bit) => mask | (1 << bit), 0);

/** Both sides say hello before anything is agreed: ids are narrow in it. */
const narrowHeader = 12;
const wideHeader = 16;
const nameLength = 64;
/** No packet of a test device is longer; a length beyond it is a stream that lost its place. */
const longestBody = 16 * 1024 * 1024;

/** The first packet of either side: who speaks, and what it can do. */
export function hello(name: string): RedirPacket {
  const body = Buffer.alloc(nameLength + 4);
  body.write(name.slice(0, nameLength - 1), 'latin1');
  body.writeUInt32LE(ownCapabilities, nameLength);
  return { type: packetType.hello, id: 0n, body };
}

/** @param wideIds once both sides have said hello */
export function encodePacket({ type, id, body }: RedirPacket, wideIds: boolean): Buffer {
  const header = Buffer.alloc(wideIds ? wideHeader : narrowHeader);
  header.writeUInt32LE(type, 0);
  header.writeUInt32LE(body.length, 4);
  if (wideIds) header.writeBigUInt64LE(id, 8);
  else header.writeUInt32LE(Number(id), 8);
  return Buffer.concat([header, body]);
}

/** Cuts what comes off a socket into packets; keeps what is not whole yet. */
export class PacketCutter {
  private pending = Buffer.alloc(0);
  /** The peer's hello has come: what follows carries wide ids, since both sides can. */
  private heardHello = false;

  /** The packets that are whole now, in order. Throws where the peer cannot do what we rely on. */
  take(bytes: Uint8Array): RedirPacket[] {
    this.pending = Buffer.concat([this.pending, bytes]);
    const packets: RedirPacket[] = [];
    for (let packet = this.next(); packet; packet = this.next()) packets.push(packet);
    return packets;
  }

  private next(): RedirPacket | undefined {
    const headerLength = this.heardHello ? wideHeader : narrowHeader;
    if (this.pending.length < headerLength) return undefined;
    const length = this.pending.readUInt32LE(4);
    if (length > longestBody) throw new Error(`usbredir: a packet of ${length} bytes`);
    if (this.pending.length < headerLength + length) return undefined;
    const packet = {
      type: this.pending.readUInt32LE(0),
      id: this.heardHello ? this.pending.readBigUInt64LE(8) : BigInt(this.pending.readUInt32LE(8)),
      body: Buffer.from(this.pending.subarray(headerLength, headerLength + length)),
    };
    this.pending = this.pending.subarray(headerLength + length);
    if (packet.type === packetType.hello) this.hear(packet.body);
    return packet;
  }

  private hear(body: Buffer): void {
    const theirs = body.length >= nameLength + 4 ? body.readUInt32LE(nameLength) : 0;
    const missing = ownCapabilities & ~theirs;
    if (missing !== 0) throw new Error(`usbredir: the other side lacks capabilities ${missing.toString(2)}`);
    this.heardHello = true;
  }
}
