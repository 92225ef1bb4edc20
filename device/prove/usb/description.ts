import { u16 } from './bytes.ts';
import { packetType, type RedirPacket } from './redirPackets.ts';

/** What a USB device says it is. */
export interface UsbDescription {
  readonly vendor: number;
  readonly product: number;
  /** Class, subclass and protocol; zeros where each interface says its own. */
  readonly deviceClass: readonly [number, number, number];
  readonly interfaces: readonly UsbInterface[];
  readonly endpoints: readonly UsbEndpoint[];
  /** Everything after the nine bytes of the configuration descriptor's head. */
  readonly configuration: readonly number[];
  /** Maker, product, serial number. */
  readonly strings: readonly [string, string, string];
}

export interface UsbInterface {
  readonly number: number;
  readonly class: number;
  readonly subclass: number;
  readonly protocol: number;
}

export interface UsbEndpoint {
  /** With bit 7 where it goes to the host. */
  readonly address: number;
  readonly type: 'bulk' | 'interrupt';
  readonly interface: number;
  readonly packetSize: number;
  readonly interval: number;
}

const highSpeed = 2;
const most = 32;
const typeNumber = { control: 0, bulk: 2, interrupt: 3, none: 255 } as const;
const controlPacketSize = 64;
const deviceVersion = 0x0100;

/** The packets that plug a device in: its interfaces, its endpoints, and that it is there. */
export function announcement(device: UsbDescription): RedirPacket[] {
  return [
    { type: packetType.interfaceInfo, id: 0n, body: interfaceInfo(device.interfaces) },
    { type: packetType.endpointInfo, id: 0n, body: endpointInfo(device.endpoints) },
    { type: packetType.deviceConnect, id: 0n, body: connect(device) },
  ];
}

function interfaceInfo(interfaces: readonly UsbInterface[]): Buffer {
  const body = Buffer.alloc(4 + 4 * most);
  body.writeUInt32LE(interfaces.length, 0);
  interfaces.forEach((each, place) => {
    body[4 + place] = each.number;
    body[4 + most + place] = each.class;
    body[4 + 2 * most + place] = each.subclass;
    body[4 + 3 * most + place] = each.protocol;
  });
  return body;
}

/** Endpoints stand in order of their number, those to the host in the upper half. */
function endpointInfo(endpoints: readonly UsbEndpoint[]): Buffer {
  const packetSizes = 3 * most;
  const body = Buffer.alloc(packetSizes + 2 * most);
  body.fill(typeNumber.none, 0, most);
  for (const place of [0, most / 2]) {
    body[place] = typeNumber.control;
    body.writeUInt16LE(controlPacketSize, packetSizes + 2 * place);
  }
  for (const each of endpoints) {
    const place = ((each.address & 0x80) >> 3) | (each.address & 0x0f);
    body[place] = typeNumber[each.type];
    body[most + place] = each.interval;
    body[2 * most + place] = each.interface;
    body.writeUInt16LE(each.packetSize, packetSizes + 2 * place);
  }
  return body;
}

function connect({ deviceClass, vendor, product }: UsbDescription): Buffer {
  return Buffer.from([highSpeed, ...deviceClass, ...u16(vendor), ...u16(product), ...u16(deviceVersion)]);
}

const descriptorKind = { device: 1, configuration: 2, string: 3 } as const;
const englishOfUsa = 0x0409;

/** The descriptor that `GET_DESCRIPTOR` asks for; undefined for one the device does not have. */
export function descriptorOf(device: UsbDescription, value: number): Buffer | undefined {
  const [kind, index] = [value >>> 8, value & 0xff];
  switch (kind) {
    case descriptorKind.device:
      return deviceDescriptor(device);
    case descriptorKind.configuration:
      return configurationDescriptor(device);
    case descriptorKind.string:
      return stringDescriptor(device, index);
    default:
      return undefined;
  }
}

function deviceDescriptor({ deviceClass, vendor, product }: UsbDescription): Buffer {
  const numbers = [...u16(vendor), ...u16(product), ...u16(deviceVersion)];
  const indexOfStrings = [1, 2, 3];
  const head = [18, descriptorKind.device, ...u16(0x0200), ...deviceClass, controlPacketSize];
  return Buffer.from([...head, ...numbers, ...indexOfStrings, 1]);
}

function configurationDescriptor({ configuration, interfaces }: UsbDescription): Buffer {
  const busPowered = 0x80;
  const mostCurrent = 250;
  const head = [9, descriptorKind.configuration, ...u16(9 + configuration.length), interfaces.length, 1, 0];
  return Buffer.from([...head, busPowered, mostCurrent, ...configuration]);
}

function stringDescriptor({ strings }: UsbDescription, index: number): Buffer | undefined {
  if (index === 0) return Buffer.from([4, descriptorKind.string, ...u16(englishOfUsa)]);
  const text = strings[index - 1];
  if (text === undefined) return undefined;
  const letters = Buffer.from(text, 'utf16le');
  return Buffer.concat([Buffer.from([2 + letters.length, descriptorKind.string]), letters]);
}
