import {
  closeSync,
  constants,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { Allowance, type AllowanceLimits } from '../kernel/allowance.ts';
import { second } from '../kernel/durations.ts';

/** How much a file of lines may take of the disk, and of the program's time. */
export interface FileBounds {
  /** A file this long is put aside as `.1`, what was `.1` becomes `.2`. Bytes. */
  readonly maxBytes: number;
  /** How many are kept beside the one that is written. */
  readonly kept: number;
  /** A disk that took longer for one line is left alone for {@link pauseMs}. Milliseconds. */
  readonly patienceMs: number;
  /** How soon a disk that refused, or was slow, is tried again; and a file that others moved is noticed. ms. */
  readonly pauseMs: number;
  /** Lines beyond these are dropped and counted: nobody gets rid of yesterday's by writing without end. */
  readonly lines: AllowanceLimits;
}

/** Of everything together 40 MiB: some weeks of a busy kiosk. A visit is some fifty lines. */
export const fileBounds: FileBounds = {
  maxBytes: 8 * 1024 * 1024,
  kept: 4,
  patienceMs: 50,
  pauseMs: second,
  lines: { burst: 5_000, perSecond: 20 },
};

export interface BoundedFileOptions {
  readonly file: string;
  /** The line, with its end, that says how many are missing where it stands. */
  readonly sayDropped: (count: number) => string;
  /** Told what the disk says when it begins to refuse, and undefined when it takes lines again. */
  readonly onTrouble?: (trouble: string | undefined) => void;
  readonly bounds?: FileBounds;
}

/**
 * A file of lines that never throws and keeps nobody waiting: what the disk does not take is dropped and counted, and
 * said in the file itself once it can be written again. It grows to a bound and is then put aside, and it is opened
 * anew where others moved or deleted it; one that they emptied goes on. Lines lie in the system's cache when {@link write} returns: they outlast
 * the process, not a power cut.
 */
export class BoundedFile {
  private readonly options: BoundedFileOptions;
  private readonly bounds: FileBounds;
  private descriptor: number | undefined;
  private readonly allowance: Allowance;
  private size = 0;
  private dropped = 0;
  private lookedAt = Number.NEGATIVE_INFINITY;
  private pausedUntil = Number.NEGATIVE_INFINITY;
  private isTroubled = false;

  constructor(options: BoundedFileOptions) {
    this.options = options;
    this.bounds = options.bounds ?? fileBounds;
    this.allowance = new Allowance(this.bounds.lines);
  }

  /** Takes one line, with its end. */
  write(line: string): void {
    const began = performance.now();
    const missing = this.dropped;
    const text = missing > 0 ? this.options.sayDropped(missing) + line : line;
    if (began < this.pausedUntil || !this.allowance.take() || !this.takes(text)) {
      this.dropped += 1;
      return;
    }
    this.dropped -= missing;
    const now = performance.now();
    if (now - began > this.bounds.patienceMs) this.pausedUntil = now + this.bounds.pauseMs;
    if (this.isTroubled) this.tell(undefined);
  }

  /** Looks at the next line whether the file is still the one of this name. */
  reopen(): void {
    this.lookedAt = Number.NEGATIVE_INFINITY;
    this.pausedUntil = Number.NEGATIVE_INFINITY;
  }

  close(): void {
    const descriptor = this.descriptor;
    this.descriptor = undefined;
    if (descriptor !== undefined) this.try(() => closeSync(descriptor));
  }

  private takes(text: string): boolean {
    return this.try(() => {
      const bytes = Buffer.from(text, 'utf8');
      const descriptor = this.opened(bytes.length);
      const written = writeSync(descriptor, bytes);
      if (written < bytes.length) {
        // Half a line is no line. Others may have emptied the file meanwhile: what counts is where it ends now.
        ftruncateSync(descriptor, Math.max(0, fstatSync(descriptor).size - written));
        throw new Error('no room for a whole line');
      }
      this.size += written;
    });
  }

  /** The file, with room for so many bytes more. Throws what the disk says. */
  private opened(more: number): number {
    const now = performance.now();
    const isLookedAt = now - this.lookedAt < this.bounds.pauseMs;
    if (this.descriptor !== undefined && !isLookedAt && !isNamed(this.descriptor, this.options.file)) this.close();
    const descriptor = this.descriptor ?? this.open();
    if (!isLookedAt) {
      this.lookedAt = now;
      this.size = fstatSync(descriptor).size;
    }
    if (this.size === 0 || this.size + more <= this.bounds.maxBytes) return descriptor;
    return this.rotate(descriptor);
  }

  private open(): number {
    const { file } = this.options;
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    // Nobody's link is followed, and nobody's pipe is waited for.
    const { O_APPEND, O_CREAT, O_WRONLY, O_NONBLOCK, O_NOFOLLOW } = constants;
    const descriptor = openSync(file, O_APPEND | O_CREAT | O_WRONLY | O_NONBLOCK | O_NOFOLLOW, 0o600);
    this.descriptor = descriptor;
    this.size = fstatSync(descriptor).size;
    return descriptor;
  }

  private rotate(descriptor: number): number {
    const { kept } = this.bounds;
    const name = (at: number): string => (at === 0 ? this.options.file : `${this.options.file}.${at}`);
    try {
      rmSync(name(kept), { force: true });
      for (let at = kept - 1; at >= 0; at -= 1) {
        if (statSync(name(at), { throwIfNoEntry: false })) renameSync(name(at), name(at + 1));
      }
    } catch {
      // What cannot be put aside begins anew: a bound that gives way is none.
      ftruncateSync(descriptor);
      this.size = 0;
      return descriptor;
    }
    this.close();
    return this.open();
  }

  /** Whether it went well; what the disk says is remembered, never thrown. */
  private try(work: () => void): boolean {
    try {
      work();
      return true;
    } catch (error) {
      this.pausedUntil = performance.now() + this.bounds.pauseMs;
      if (!this.isTroubled) this.tell(error instanceof Error ? error.message : String(error));
      return false;
    }
  }

  private tell(trouble: string | undefined): void {
    this.isTroubled = trouble !== undefined;
    this.options.onTrouble?.(trouble);
  }
}

function isNamed(descriptor: number, file: string): boolean {
  const [ours, named] = [fstatSync(descriptor), statSync(file, { throwIfNoEntry: false })];
  return named !== undefined && named.ino === ours.ino && named.dev === ours.dev;
}
