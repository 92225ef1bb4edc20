import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  type EntryName,
  type EntryWords,
  entryName,
  entryText,
  isBootable,
  kernelPath,
  mostTries,
  otherSlot,
  parseEntryName,
  parseEntryText,
  type Slot,
  slots,
} from './bootEntries.ts';
import { copyToEsp, removeFromEsp, renameOnEsp, writeOnEsp } from './espFiles.ts';

/** What a slot's boot partition brings: the signed kernel, and how it is to be called. */
export interface NewKernel {
  readonly title: string;
  readonly version: string;
  /** Its bytes, piece by piece; undefined at the end. */
  readonly read: () => Uint8Array | undefined;
}

/** The boot entries on the ESP: which system is started next, and which of them is good. */
export class BootLoader {
  private readonly esp: string;

  /** @param esp where the ESP is mounted */
  constructor(esp: string) {
    this.esp = esp;
  }

  /** The slot that is started next; undefined where none can be. */
  get primary(): Slot | undefined {
    const startable = slots.flatMap((slot) => {
      const entry = this.entryOf(slot);
      return entry && isBootable(entry) && this.hasKernel(slot) ? [slot] : [];
    });
    return startable.find((slot) => this.wordsOf(slot)?.isFirst) ?? startable[0];
  }

  isGood(slot: Slot): boolean {
    const entry = this.entryOf(slot);
    return entry !== undefined && isBootable(entry) && this.hasKernel(slot);
  }

  /** How often it may still be started; undefined where nobody counts. */
  triesLeft(slot: Slot): number | undefined {
    return this.entryOf(slot)?.tries?.left;
  }

  /** It runs well: nothing is counted any more. */
  markGood(slot: Slot): void {
    this.rename(slot, undefined);
  }

  /** It must not be started. */
  markBad(slot: Slot): void {
    this.rename(slot, { left: 0, done: mostTries });
  }

  /**
   * Makes a slot the one that is started next, on trial. At every moment the ESP holds a system that can be started: the
   * kernel is copied whole before its entry appears, and the other slot's entry is not touched before that.
   */
  tryNext(slot: Slot, kernel: NewKernel): void {
    this.removeEntries(slot);
    mkdirSync(join(this.esp, dirname(kernelPath(slot))), { recursive: true });
    copyToEsp(kernel.read, join(this.esp, kernelPath(slot)));
    const { title, version } = kernel;
    const trial = entryName({ slot, tries: { left: mostTries, done: 0 } });
    writeOnEsp(join(this.folder, trial), entryText(slot, { title, version, isFirst: true }));
    this.putSecond(otherSlot(slot));
  }

  /** Makes a slot whose kernel is in place already the one that is started next; it counts as it did. */
  prefer(slot: Slot): void {
    const [name, words] = [this.fileOf(slot), this.wordsOf(slot)];
    if (name === undefined || words === undefined) return;
    writeOnEsp(join(this.folder, name), entryText(slot, { ...words, isFirst: true }));
    this.putSecond(otherSlot(slot));
  }

  hasKernel(slot: Slot): boolean {
    return existsSync(join(this.esp, kernelPath(slot)));
  }

  private get folder(): string {
    return join(this.esp, 'loader', 'entries');
  }

  private putSecond(slot: Slot): void {
    const [name, words] = [this.fileOf(slot), this.wordsOf(slot)];
    if (name !== undefined && words?.isFirst) {
      writeOnEsp(join(this.folder, name), entryText(slot, { ...words, isFirst: false }));
    }
  }

  private rename(slot: Slot, tries: EntryName['tries']): void {
    const name = this.fileOf(slot);
    if (name !== undefined) renameOnEsp(join(this.folder, name), join(this.folder, entryName({ slot, tries })));
  }

  private removeEntries(slot: Slot): void {
    for (const name of this.names(slot)) removeFromEsp(join(this.folder, name));
  }

  private entryOf(slot: Slot): EntryName | undefined {
    const name = this.fileOf(slot);
    return name === undefined ? undefined : parseEntryName(name);
  }

  private wordsOf(slot: Slot): EntryWords | undefined {
    const name = this.fileOf(slot);
    return name === undefined ? undefined : parseEntryText(readFileSync(join(this.folder, name), 'utf8'));
  }

  private fileOf(slot: Slot): string | undefined {
    return this.names(slot)[0];
  }

  private names(slot: Slot): readonly string[] {
    if (!existsSync(this.folder)) return [];
    return readdirSync(this.folder)
      .filter((name) => parseEntryName(name)?.slot === slot)
      .sort();
  }
}
