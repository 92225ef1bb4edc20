import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SerialConsole } from './console.ts';
import { diskWords, machineWords, processorHere } from './processor.ts';
import { Qmp } from './qmp.ts';

export interface MachineOptions {
  /** A folder of its own: sockets, firmware variables, TPM. What is in it is the machine's memory across power cuts. */
  readonly folder: string;
  /** Raw disk image; written to. */
  readonly disk: string;
  /** Raw image of a USB stick that is plugged in from the start. */
  readonly stick?: string;
  readonly hasTpm?: boolean;
  /** A port on this side, behind which the machine's desk is. */
  readonly deskPort?: number;
}

/** Where the desk is on every kiosk, unless its configuration says otherwise. */
const deskInside = 8_443;
/** Where Debian puts the firmware of virtual machines: with Secure Boot, and its empty variables (setup mode). */
const firmware = '/usr/share/OVMF/OVMF_CODE_4M.secboot.fd';
const emptyVariables = '/usr/share/OVMF/OVMF_VARS_4M.fd';
/** Upright, as the kiosk's screen is. */
export const screenSize = { width: 1080, height: 1920 } as const;
const socketWithinMs = 60_000;

/** A virtual kiosk: firmware with Secure Boot, TPM, upright touch screen, two USB sockets. */
export class Machine {
  readonly qmp: Qmp;
  readonly line: SerialConsole;
  private readonly child: ChildProcess;
  private readonly folder: string;
  /** Resolves when it is off, whoever switched it off. */
  readonly off: Promise<void>;

  private constructor(parts: {
    qmp: Qmp;
    line: SerialConsole;
    child: ChildProcess;
    folder: string;
    off: Promise<void>;
  }) {
    this.qmp = parts.qmp;
    this.line = parts.line;
    this.child = parts.child;
    this.folder = parts.folder;
    this.off = parts.off;
  }

  /** Switches it on. */
  static async start(options: MachineOptions): Promise<Machine> {
    const { folder } = options;
    mkdirSync(join(folder, 'tpm'), { recursive: true });
    for (const name of sockets) rmSync(join(folder, name), { force: true });
    const variables = join(folder, 'variables.fd');
    if (!existsSync(variables)) copyFileSync(emptyVariables, variables);
    if (options.hasTpm !== false) await startTpm(folder);
    const child = spawn('qemu-system-x86_64', wordsFor(options), {
      stdio: ['ignore', 'ignore', openSync(join(folder, 'qemu.log'), 'a')],
    });
    const off = new Promise<void>((resolve) => child.once('close', () => resolve()));
    const path = (name: string) => join(folder, name);
    await Promise.race([appears(path('qmp.sock')), off.then(() => Promise.reject(new Error('QEMU ended at once')))]);
    const [qmp, line] = await Promise.all([Qmp.connect(path('qmp.sock')), SerialConsole.connect(path('serial.sock'))]);
    return new Machine({ qmp, line, child, folder, off });
  }

  /** The socket behind which a test device is plugged in. */
  usb(place: 'reader' | 'camera'): string {
    return join(this.folder, `${place}.sock`);
  }

  /** Plugs a USB stick in, while the machine runs. @param image raw; read only */
  async plugStick(image: string): Promise<void> {
    const file = { driver: 'file', filename: image, 'read-only': true, 'auto-read-only': false };
    await this.qmp.ask('blockdev-add', { 'node-name': 'stick', driver: 'raw', 'read-only': true, file });
    await this.qmp.ask('device_add', { driver: 'usb-storage', id: 'stick', drive: 'stick', bus: 'xhci.0' });
  }

  /** Pulls it out again. */
  async pullStick(): Promise<void> {
    const gone = new Promise<void>((resolve) => {
      const stop = this.qmp.onEvent(({ event, data }) => {
        if (event !== 'DEVICE_DELETED' || data?.device !== 'stick') return;
        stop();
        resolve();
      });
    });
    await this.qmp.ask('device_del', { id: 'stick' });
    await gone;
    await this.qmp.ask('blockdev-del', { 'node-name': 'stick' });
  }

  /** What stands on the screen, as a PNG. */
  async picture(file: string): Promise<void> {
    await this.qmp.ask('screendump', { filename: file, format: 'png' });
  }

  /** As when the plug is pulled: nothing is written any more. */
  async cutPower(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.off;
    this.close();
  }

  /** As when the power button is pressed. */
  async pressPowerButton(): Promise<void> {
    await this.qmp.ask('system_powerdown');
  }

  close(): void {
    this.qmp.close();
    this.line.close();
  }
}

const sockets = ['qmp.sock', 'serial.sock', 'reader.sock', 'camera.sock'] as const;

/** Everything on QEMU's command line. */
export function wordsFor(
  { folder, disk, stick, hasTpm, deskPort }: MachineOptions,
  processor = processorHere(),
): readonly string[] {
  const at = (name: string) => join(folder, name);
  const socket = (id: string, name: string) => ['-chardev', `socket,id=${id},path=${at(name)},server=on,wait=off`];
  const usbSocket = (id: string) => [...socket(id, `${id}.sock`), '-device', `usb-redir,chardev=${id},bus=xhci.0`];
  return [
    ...['-name', 'uketsuke', ...machineWords(processor)],
    ...['-uuid', numberOf(folder), '-m', '4G', '-display', 'none', '-monitor', 'none'],
    ...['-global', 'driver=cfi.pflash01,property=secure,value=on', '-global', 'ICH9-LPC.disable_s3=1'],
    ...['-drive', `if=pflash,unit=0,format=raw,readonly=on,file=${firmware}`],
    ...['-drive', `if=pflash,unit=1,format=raw,file=${at('variables.fd')}`],
    ...['-drive', `if=none,id=disk,file=${disk},format=raw,cache=writeback,discard=unmap${diskWords(processor)}`],
    ...['-device', 'virtio-blk-pci,drive=disk,bootindex=0'],
    ...(hasTpm === false
      ? []
      : [
          ...['-chardev', `socket,id=tpm,path=${at('tpm.sock')}`],
          ...['-tpmdev', 'emulator,id=tpm0,chardev=tpm', '-device', 'tpm-crb,tpmdev=tpm0'],
        ]),
    ...['-device', `virtio-vga,xres=${screenSize.width},yres=${screenSize.height}`],
    ...[
      '-device',
      // A port for each: the firmware looks at no stick behind a hub, which would be put in where ports run out.
      'qemu-xhci,id=xhci,p2=8,p3=8',
      '-device',
      'usb-tablet,bus=xhci.0',
      ...usbSocket('reader'),
      ...usbSocket('camera'),
    ],
    ...(stick === undefined
      ? []
      : [
          ...['-drive', `if=none,id=stick,file=${stick},format=raw,readonly=on`],
          ...['-device', 'usb-storage,drive=stick,bus=xhci.0,removable=on,bootindex=1'],
        ]),
    ...['-netdev', `user,id=net${deskPort === undefined ? '' : `,hostfwd=tcp:127.0.0.1:${deskPort}-:${deskInside}`}`],
    ...['-device', 'virtio-net-pci,netdev=net,romfile=', '-device', 'virtio-rng-pci'],
    ...['-action', 'watchdog=reset'],
    ...[
      '-chardev',
      `socket,id=serial,path=${at('serial.sock')},server=on,wait=off,logfile=${at('serial.log')},logappend=on`,
    ],
    ...['-serial', 'chardev:serial', '-qmp', `unix:${at('qmp.sock')},server=on,wait=off`],
  ];
}

/** The number that its maker gave it, by which the system knows it again: a machine's own, from its first start on. */
function numberOf(folder: string): string {
  const file = join(folder, 'number');
  if (!existsSync(file)) writeFileSync(file, randomUUID());
  return readFileSync(file, 'utf8');
}

/** Its state lies in the machine's folder, and outlives a power cut as a real one's does. */
async function startTpm(folder: string): Promise<void> {
  const socket = join(folder, 'tpm.sock');
  rmSync(socket, { force: true });
  spawn(
    'swtpm',
    [
      ...['socket', '--tpm2', '--tpmstate', `dir=${join(folder, 'tpm')}`],
      ...['--ctrl', `type=unixio,path=${socket}`, '--terminate'],
    ],
    { stdio: 'ignore' },
  );
  await appears(socket);
}

async function appears(path: string): Promise<void> {
  const end = performance.now() + socketWithinMs;
  while (!existsSync(path)) {
    if (performance.now() > end) throw new Error(`${path} did not appear`);
    await sleep(100);
  }
  // Made, and a moment later listened to.
  await sleep(200);
}
