import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Slot } from '../onboard/bootEntries.ts';
import type { ExpectedScreen } from './double.ts';
import { seesScreen } from './kiosk.ts';
import { Machine } from './machine/machine.ts';
import { UsbCardReader } from './usb/cardReader.ts';

/** Which system a start took, as the machine says on its serial line. */
export interface Started {
  readonly slot: Slot;
  readonly version: string;
  readonly isOnTrial: boolean;
}

/** A disk and the machine around it, switched on and off, cut off and started again: its memory outlives that. */
export class TriedKiosk {
  readonly folder: string;
  readonly disk: string;
  readonly reader = new UsbCardReader();
  private readonly idle: ExpectedScreen;
  private readonly deskPort: number;
  private running: Machine | undefined;

  constructor(folder: string, parts: { readonly idle: ExpectedScreen; readonly deskPort: number }) {
    this.folder = folder;
    this.disk = join(folder, 'disk.img');
    this.idle = parts.idle;
    this.deskPort = parts.deskPort;
    mkdirSync(folder, { recursive: true });
  }

  /** The same machine once more: what follows happens to the copy. */
  copyTo(folder: string): TriedKiosk {
    if (this.running) throw new Error('a machine that runs is not copied');
    rmSync(folder, { recursive: true, force: true });
    const { idle, deskPort } = this;
    const copy = new TriedKiosk(folder, { idle, deskPort });
    for (const name of ['disk.img', 'variables.fd', 'number', 'tpm'])
      execFileSync('cp', ['-a', '--sparse=always', join(this.folder, name), folder]);
    return copy;
  }

  get isOn(): boolean {
    return this.running !== undefined;
  }

  get machine(): Machine {
    if (!this.running) throw new Error('the machine is off');
    return this.running;
  }

  /** @param stick raw image of a USB stick that is plugged in from the start, and may be started from */
  async switchOn(stick?: string): Promise<void> {
    await this.cutPower();
    const { folder, disk, deskPort } = this;
    this.running = await Machine.start({ folder, disk, deskPort, ...(stick !== undefined && { stick }) });
    await this.reader.device.plug(this.running.usb('reader'));
  }

  /** As when the plug is pulled. */
  async cutPower(): Promise<void> {
    this.reader.device.pull();
    await this.running?.cutPower();
    this.running = undefined;
  }

  /** By the power button, as a person does; nothing where it is off. */
  async switchOff(): Promise<void> {
    await this.running?.pressPowerButton();
    await this.running?.off;
    await this.cutPower();
  }

  /** Waits for the last start that the line tells of after `since`. */
  async started(limitMs: number, since = 0): Promise<Started> {
    const { line } = this.machine;
    await line.until(startLine, limitMs, since);
    const last = [...line.said.slice(since).matchAll(new RegExp(startLine, 'g'))].at(-1);
    const [, slot, version = '', stands] = last ?? [];
    return { slot: slot === 'b' ? 'b' : 'a', version, isOnTrial: stands?.startsWith('on trial') ?? false };
  }

  /** Waits until a patient may come: the free screen is seen. Returns which system that is. */
  async serves(limitMs: number, picture: string): Promise<Started> {
    const end = performance.now() + limitMs;
    await this.started(limitMs);
    await seesScreen(this.machine, this.idle, picture, end - performance.now());
    return this.started(1_000);
  }

  /** Waits until the system that runs has been marked good. */
  async isGood(limitMs: number, since = 0): Promise<void> {
    await this.machine.line.until(/uketsuke: slot [ab], version \S+, is good/, limitMs, since);
  }
}

const startLine = /uketsuke: slot ([ab]), version (\S+), (proven|on trial[^\n]*)/;
