import { Listeners } from '../kernel/listeners.ts';
import type { WeeklyHours } from '../kernel/weeklyHours.ts';
import { failed, ok, type Problem, type Result } from '../problem/result.ts';
import { isAllowed, untilAllowed } from './allowedHours.ts';
import { installUpdate } from './installUpdate.ts';
import type { Updater } from './updater.ts';

/** How far this kiosk is with an update. */
export type UpdateStanding =
  | { readonly kind: 'none' }
  | { readonly kind: 'verifying' }
  /** Believed; nothing is written yet. */
  | { readonly kind: 'waiting'; readonly version: string; readonly for: 'hours' | 'patient' }
  /** Nobody is served meanwhile. `percent` 0 to 100. */
  | { readonly kind: 'installing'; readonly version: string; readonly percent: number }
  /** The next start takes it. */
  | { readonly kind: 'installed'; readonly version: string }
  | { readonly kind: 'failed'; readonly problem: Problem };

export interface UpdatesPorts {
  readonly updater: Updater;
  readonly permitOlder: () => Result<() => void>;
  /** The version of the image that runs; undefined where it is none, and something else updates this machine. */
  readonly running: string | undefined;
  readonly hours: readonly WeeklyHours[];
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Waits until nobody is served, and lets nobody begin from then on; returns the way back. U-729 called off. */
  readonly hold: (signal: AbortSignal) => Promise<Result<() => void>>;
}

/** What is to be installed. */
export interface UpdateWish {
  /** A file or an https address. */
  readonly source: string;
  readonly allowOlder: boolean;
  /** Called when it is over, whichever way. */
  readonly done?: () => void;
}

/** The updates of a running kiosk: one at a time, begun by somebody, followed by whoever looks. */
export class Updates {
  private readonly ports: UpdatesPorts;
  private readonly listeners = new Listeners();
  private current: UpdateStanding = { kind: 'none' };
  private calledOff: AbortController | undefined;

  constructor(ports: UpdatesPorts) {
    this.ports = ports;
  }

  get standing(): UpdateStanding {
    return this.current;
  }

  /** Whether this machine takes updates in this way at all. */
  get isOurs(): boolean {
    return this.ports.running !== undefined;
  }

  /** Calls `listener` after every change of {@link standing}; returns the way to stop that. */
  onChange(listener: () => void): () => void {
    return this.listeners.add(listener);
  }

  /** Begins, where nothing is going on; how it ends is seen. Errors: U-725 not in this way; U-730 one is going on. */
  begin(wish: UpdateWish): Result<void> {
    const { running } = this.ports;
    if (running === undefined) return failed('U-725', 'this machine was not started from an Uketsuke image');
    if (this.calledOff) return failed('U-730');
    const calledOff = new AbortController();
    this.calledOff = calledOff;
    this.becomes({ kind: 'verifying' });
    void this.installed(wish, running, calledOff.signal)
      .catch(
        (error: unknown): Result<string> => failed('U-724', error instanceof Error ? error.message : String(error)),
      )
      .then((ended) => {
        this.calledOff = undefined;
        wish.done?.();
        this.becomes(standingAfter(ended));
      });
    return ok(undefined);
  }

  /** Nothing comes of the one that waits. Errors: U-730 it is being written already, or there is none. */
  callOff(): Result<void> {
    if (this.current.kind !== 'waiting') return failed('U-730');
    this.calledOff?.abort();
    return ok(undefined);
  }

  /** The kiosk ends: what waits is called off. */
  close(): void {
    this.calledOff?.abort();
    this.listeners.clear();
  }

  private async installed(wish: UpdateWish, running: string, signal: AbortSignal): Promise<Result<string>> {
    const { updater, permitOlder, hours, now } = this.ports;
    let version = '';
    let release = (): void => undefined;
    const options = {
      ...{ source: wish.source, allowOlder: wish.allowOlder, running },
      onVerified: (offer: { readonly version: string }) => {
        version = offer.version;
        this.becomes({ kind: 'waiting', version, for: isAllowed(hours, now()) ? 'patient' : 'hours' });
      },
      onProgress: ({ percent }: { readonly percent: number }) => this.becomes({ kind: 'installing', version, percent }),
    };
    const ports = {
      ...{ updater, permitOlder },
      untilAllowed: () => untilAllowed(hours, now, signal),
      untilFree: async (): Promise<Result<void>> => {
        this.becomes({ kind: 'waiting', version, for: 'patient' });
        const held = await this.ports.hold(signal);
        if (!held.ok) return held;
        release = held.value;
        this.becomes({ kind: 'installing', version, percent: 0 });
        return ok(undefined);
      },
    };
    try {
      const ended = await installUpdate(options, ports);
      return ended.ok ? ok(ended.value.version) : ended;
    } finally {
      release();
    }
  }

  private becomes(standing: UpdateStanding): void {
    this.current = standing;
    this.listeners.tell();
  }
}

function standingAfter(ended: Result<string>): UpdateStanding {
  if (ended.ok) return { kind: 'installed', version: ended.value };
  return ended.problem.code === 'U-729' ? { kind: 'none' } : { kind: 'failed', problem: ended.problem };
}
