import { connect, type Socket } from 'node:net';
import { u16 } from './bytes.ts';
import { announcement, descriptorOf, type UsbDescription } from './description.ts';
import { encodePacket, hello, PacketCutter, packetType, type RedirPacket, transferStatus } from './redirPackets.ts';

/** A control request that the standard requests do not cover. */
export interface ControlRequest {
  readonly request: number;
  readonly type: number;
  readonly value: number;
  readonly index: number;
  readonly length: number;
  readonly data: Buffer;
}

/** What a kind of device does, beyond being one. */
export interface UsbFunction {
  readonly description: UsbDescription;
  /** Answers a class or vendor request; undefined stalls it. */
  readonly onRequest?: (request: ControlRequest) => Buffer | undefined;
  /** Bytes came for an endpoint. */
  readonly onBulkOut?: (data: Buffer) => void;
  /** The host waits for bytes: they are given by {@link UsbDevice.answerBulkIn}. */
  readonly onBulkWanted?: () => void;
  /** The host listens to the interrupt endpoint from now on. */
  readonly onInterruptsWanted?: () => void;
  /** The device was pulled out or reset: what it was in the middle of is over. */
  readonly onForget?: () => void;
}

interface WaitingRead {
  readonly endpoint: number;
  readonly longest: number;
}

const bulkHead = 10;
const toHost = 0x80;
const standardRequest = { getStatus: 0, getDescriptor: 6 } as const;

/**
 * A USB device played from outside the machine under test: the image is what a clinic gets, nothing of this is in it.
 * Connecting the socket plugs it in, closing it pulls it out.
 */
export class UsbDevice {
  private readonly does: UsbFunction;
  private socket: Socket | undefined;
  private cutter = new PacketCutter();
  private readonly reads = new Map<bigint, WaitingRead>();
  private interruptEndpoint: number | undefined;
  private interruptId = 0n;

  constructor(does: UsbFunction) {
    this.does = does;
  }

  get isPlugged(): boolean {
    return this.socket !== undefined;
  }

  /** @param path the socket of the machine's `usb-redir` */
  plug(path: string): Promise<void> {
    const socket = connect({ path });
    this.socket = socket;
    this.cutter = new PacketCutter();
    socket.on('data', (bytes) => {
      for (const packet of this.cutter.take(bytes)) this.answer(packet);
    });
    return new Promise((resolve, reject) => {
      socket.once('error', reject);
      socket.once('connect', () => {
        socket.off('error', reject);
        // The machine is switched off, or we pull: both are an end.
        socket.on('error', () => undefined);
        socket.write(encodePacket(hello('uketsuke test device'), false));
        resolve();
      });
      socket.once('close', () => {
        if (this.socket === socket) this.pull();
      });
    });
  }

  pull(): void {
    this.socket?.destroy();
    this.socket = undefined;
    this.forget();
  }

  /** Gives the oldest waiting read what `take` makes of its length; false where nobody waits. */
  answerBulkIn(take: (longest: number) => Buffer): boolean {
    const [first] = this.reads;
    if (first === undefined) return false;
    const [id, read] = first;
    this.reads.delete(id);
    this.sendBulk(id, read, transferStatus.done, take(read.longest));
    return true;
  }

  /** Tells the host something by interrupt, if it listens. */
  interrupt(data: Uint8Array): void {
    if (this.interruptEndpoint === undefined) return;
    const head = Buffer.from([this.interruptEndpoint, transferStatus.done, ...u16(data.length)]);
    this.send({ type: packetType.interrupt, id: this.interruptId++, body: Buffer.concat([head, data]) });
  }

  private forget(): void {
    this.reads.clear();
    this.interruptEndpoint = undefined;
    this.does.onForget?.();
  }

  private send(packet: RedirPacket): void {
    this.socket?.write(encodePacket(packet, true));
  }

  private answer(packet: RedirPacket): void {
    const { type, id, body } = packet;
    const [first = 0, second = 0] = body;
    const say = (answer: number, ...bytes: readonly number[]) =>
      this.send({ type: answer, id, body: Buffer.from(bytes) });
    switch (type) {
      case packetType.hello:
        for (const each of announcement(this.does.description)) this.send(each);
        break;
      case packetType.reset:
        this.forget();
        break;
      case packetType.setConfiguration:
        say(packetType.configurationStatus, 0, first);
        break;
      case packetType.getConfiguration:
        say(packetType.configurationStatus, 0, 1);
        break;
      case packetType.setAlternate:
        say(packetType.alternateStatus, 0, first, second);
        break;
      case packetType.getAlternate:
        say(packetType.alternateStatus, 0, first, 0);
        break;
      case packetType.startInterrupt:
        this.interruptEndpoint = first;
        say(packetType.interruptStatus, 0, first);
        this.does.onInterruptsWanted?.();
        break;
      case packetType.stopInterrupt:
        this.interruptEndpoint = undefined;
        say(packetType.interruptStatus, 0, first);
        break;
      case packetType.cancel:
        this.cancel(id);
        break;
      case packetType.control:
        this.control(id, body);
        break;
      case packetType.bulk:
        this.bulk(id, body);
        break;
    }
  }

  private cancel(id: bigint): void {
    const read = this.reads.get(id);
    if (!read) return;
    this.reads.delete(id);
    this.sendBulk(id, read, transferStatus.cancelled, Buffer.alloc(0));
  }

  private control(id: bigint, body: Buffer): void {
    const request: ControlRequest = {
      request: body.readUInt8(1),
      type: body.readUInt8(2),
      value: body.readUInt16LE(4),
      index: body.readUInt16LE(6),
      length: body.readUInt16LE(8),
      data: body.subarray(bulkHead),
    };
    const answer = this.answerTo(request);
    const isRead = (request.type & toHost) !== 0;
    const data = answer !== undefined && isRead ? answer.subarray(0, request.length) : Buffer.alloc(0);
    const head = Buffer.from(body.subarray(0, bulkHead));
    head[3] = answer === undefined ? transferStatus.stalled : transferStatus.done;
    head.writeUInt16LE(isRead ? data.length : answer === undefined ? 0 : request.length, 8);
    this.send({ type: packetType.control, id, body: Buffer.concat([head, data]) });
  }

  private answerTo(request: ControlRequest): Buffer | undefined {
    const isStandard = (request.type & 0x60) === 0;
    if (!isStandard) return this.does.onRequest?.(request);
    if ((request.type & toHost) === 0) return Buffer.alloc(0);
    if (request.request === standardRequest.getDescriptor) return descriptorOf(this.does.description, request.value);
    return request.request === standardRequest.getStatus ? Buffer.alloc(2) : undefined;
  }

  private bulk(id: bigint, body: Buffer): void {
    const endpoint = body.readUInt8(0);
    if ((endpoint & toHost) !== 0) {
      this.reads.set(id, { endpoint, longest: body.readUInt16LE(2) + body.readUInt16LE(8) * 0x10000 });
      this.does.onBulkWanted?.();
      return;
    }
    const head = Buffer.from(body.subarray(0, bulkHead));
    head[1] = transferStatus.done;
    this.send({ type: packetType.bulk, id, body: head });
    this.does.onBulkOut?.(body.subarray(bulkHead));
  }

  private sendBulk(id: bigint, { endpoint }: WaitingRead, status: number, data: Buffer): void {
    const noStream = [0, 0, 0, 0];
    const head = [endpoint, status, ...u16(data.length), ...noStream, ...u16(data.length >>> 16)];
    this.send({ type: packetType.bulk, id, body: Buffer.concat([Buffer.from(head), data]) });
  }
}
