import { createHash } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { UsbCamera } from '../../device/prove/usb/camera.ts';
import { UsbCardReader } from '../../device/prove/usb/cardReader.ts';
import {
  encodePacket,
  hello,
  PacketCutter,
  packetType,
  type RedirPacket,
} from '../../device/prove/usb/redirPackets.ts';
import { payloadLength } from '../../device/prove/usb/uvc.ts';
import { createCardBox } from '../../src/simulator/card/cardBox.ts';
import { loadPeople } from '../../src/simulator/people.ts';
import { projectRoot } from '../../src/system/paths.ts';
import { listenAsMachine, type OtherEnd } from '../support/device/lineServer.ts';

let machine: OtherEnd;
let packets: RedirPacket[];
let wake: () => void;
beforeEach(async () => {
  machine = await listenAsMachine();
  packets = [];
  wake = () => undefined;
});
afterEach(() => machine.close());

/** QEMU's side of the wire: hello, and a record of what comes. */
async function host() {
  const socket = await machine.peer;
  const cutter = new PacketCutter();
  socket.on('data', (bytes) => {
    packets.push(...cutter.take(bytes));
    wake();
  });
  socket.write(encodePacket(hello('the host'), false));
  const send = (type: number, id: number, body: readonly number[] | Buffer) =>
    socket.write(encodePacket({ type, id: BigInt(id), body: Buffer.from(body) }, true));
  const next = async (type: number): Promise<RedirPacket> => {
    for (;;) {
      const place = packets.findIndex((each) => each.type === type);
      if (place >= 0) return packets.splice(place, 1)[0] as RedirPacket;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  let id = 10;
  const control = async (type: number, request: number, value: number, index: number, length: number) => {
    const body = Buffer.from([0x80, request, type, 0, 0, 0, 0, 0, 0, 0]);
    body.writeUInt16LE(value, 4);
    body.writeUInt16LE(index, 6);
    body.writeUInt16LE(length, 8);
    send(packetType.control, id++, body);
    const answer = (await next(packetType.control)).body;
    return { status: answer[3], data: answer.subarray(10) };
  };
  const read = async (endpoint: number, longest: number): Promise<Buffer> => {
    const head = Buffer.alloc(10);
    head[0] = endpoint;
    head.writeUInt16LE(longest & 0xffff, 2);
    head.writeUInt16LE(longest >>> 16, 8);
    send(packetType.bulk, id++, head);
    return (await next(packetType.bulk)).body.subarray(10);
  };
  const write = async (endpoint: number, data: Buffer): Promise<void> => {
    const head = Buffer.alloc(10);
    head[0] = endpoint;
    head.writeUInt16LE(data.length, 2);
    send(packetType.bulk, id++, Buffer.concat([head, data]));
    await next(packetType.bulk);
  };
  return { send, next, control, read, write };
}

let sequence = 0;
async function ccid(wire: Awaited<ReturnType<typeof host>>, type: number, data: Uint8Array = new Uint8Array(0)) {
  const head = Buffer.from([type, 0, 0, 0, 0, 0, sequence++ & 0xff, 0, 0, 0]);
  head.writeUInt32LE(data.length, 1);
  await wire.write(0x01, Buffer.concat([head, data]));
  const answer = await wire.read(0x82, 65_554);
  expect(answer.readUInt8(6)).toBe(head.readUInt8(6));
  return { status: answer.readUInt8(7), error: answer.readUInt8(8), data: answer.subarray(10) };
}

test('a reader is plugged in, tells of a card, and the virtual card answers through it', async () => {
  const root = projectRoot();
  const person = loadPeople(root)[0];
  if (!person) throw new Error('nobody');
  const card = await (await createCardBox(root, () => new Date())).cardOf(person);
  const reader = new UsbCardReader();
  await reader.device.plug(machine.path);
  const wire = await host();
  const connected = (await wire.next(packetType.deviceConnect)).body;
  expect([connected.readUInt16LE(4), connected.readUInt16LE(6)]).toEqual([0x054c, 0x0dc9]);

  const configuration = (await wire.control(0x80, 6, 0x0200, 0, 255)).data;
  expect(configuration.readUInt16LE(2)).toBe(configuration.length);
  expect((await wire.control(0x80, 6, 0x0302, 0x0409, 255)).data.subarray(2).toString('utf16le')).toMatch(/RC-S300/);
  expect((await wire.control(0x80, 6, 0x0f00, 0, 255)).status).toBe(4);

  wire.send(packetType.startInterrupt, 1, [0x83]);
  const tells = async () => (await wire.next(packetType.interrupt)).body.subarray(4).toString('hex');
  expect(await tells()).toBe('5002');
  expect(await ccid(wire, 0x62)).toMatchObject({ status: 0x42, error: 0xfe });
  reader.insert(card);
  expect(await tells()).toBe('5003');
  const on = await ccid(wire, 0x62);
  expect([on.status, on.data.toString('hex')]).toEqual([0, Buffer.from(card.atr).toString('hex')]);
  const selectJpki = Buffer.from('00a4040c0ad392f000260100000001', 'hex');
  expect((await ccid(wire, 0x6f, selectJpki)).data.toString('hex')).toBe('9000');
  expect(reader.commands).toBe(1);
  reader.remove();
  expect(await tells()).toBe('5002');
  expect((await ccid(wire, 0x65)).status).toBe(2);
  reader.device.pull();
});

test('a camera gives the pictures that are held before it, whole, in payloads with their heads', async () => {
  // One longer than a payload, one that fills the last read to the brim.
  const pictures = [jpeg(150_000, 1), jpeg(payloadLength - 2, 2), jpeg(10, 3)];
  const camera = new UsbCamera();
  camera.show(pictures);
  await camera.device.plug(machine.path);
  const wire = await host();
  await wire.next(packetType.deviceConnect);
  const length = (await wire.control(0xa1, 0x85, 0x0100, 1, 2)).data.readUInt16LE(0);
  const probe = (await wire.control(0xa1, 0x81, 0x0100, 1, length)).data;
  expect([probe.length, probe.readUInt32LE(22)]).toEqual([length, payloadLength]);
  expect((await wire.control(0xa1, 0x81, 0x0100, 0, 26)).status).toBe(4);

  for (const [place, picture] of pictures.entries()) {
    const { bytes, frameId } = await wholePicture(wire);
    expect([place, digest(bytes)]).toEqual([place, digest(picture)]);
    expect(frameId).toBe(place % 2 === 0 ? 1 : 0);
  }
  expect(camera.frames).toBe(3);
  camera.device.pull();
});

async function wholePicture(wire: Awaited<ReturnType<typeof host>>): Promise<{ bytes: Buffer; frameId: number }> {
  const parts: Buffer[] = [];
  for (;;) {
    const payload: Buffer[] = [];
    // A payload is over with a short read, or when it is as long as was agreed.
    for (let bytes = 0; bytes < payloadLength; ) {
      const piece = await wire.read(0x81, payloadLength);
      payload.push(piece);
      bytes += piece.length;
      if (piece.length < payloadLength) break;
    }
    const whole = Buffer.concat(payload);
    if (whole.length === 0) continue;
    const [head = 0, flags = 0] = whole;
    parts.push(whole.subarray(head));
    if ((flags & 2) !== 0) return { bytes: Buffer.concat(parts), frameId: flags & 1 };
  }
}

function jpeg(length: number, seed: number): Buffer {
  return Buffer.from(Array.from({ length }, (_, place) => (place * seed * 31 + seed) & 0xff));
}

function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
