import { setTimeout as delay } from 'node:timers/promises';
import { linkedAbort } from '../kernel/linkedAbort.ts';
import { Listeners } from '../kernel/listeners.ts';
import { ok, type Result } from '../problem/result.ts';
import { durationMs } from '../speech/sound.ts';
import type { Headphones, Heard, Outlet, SoundOut, SoundPlace } from '../speech/soundOut.ts';

/** Entries that are kept, newest last. */
const mostHeard = 10_000;

/** Something that was really heard. `text` of a sentence that was cut off ends where it was. */
export interface HeardRecord {
  /** When it began, ISO 8601. */
  readonly at: string;
  readonly kind: 'words' | 'signal';
  /** Empty with a signal. */
  readonly language: string;
  /** The words, or the signal's name. */
  readonly text: string;
  readonly outlet: Outlet;
  /** How long it was heard, milliseconds. */
  readonly ms: number;
}

/** A loudspeaker and headphones that remember what they played. */
export interface SimulatedSound extends SoundPlace {
  /** Oldest first. */
  heard(): readonly HeardRecord[];
  plug(plugged: boolean): void;
  close(): Promise<void>;
}

/**
 * Takes the samples where a device would, for as long as they last.
 *
 * @param hastened so many times faster than they would be heard
 */
export function createSimulatedSound({ hastened = 1 }: { readonly hastened?: number } = {}): SimulatedSound {
  const records: HeardRecord[] = [];
  const closing = new AbortController();
  const headphones = new PluggableHeadphones();

  const play: SoundOut['play'] = async (heard, outlet, signal) => {
    if (signal.aborted || closing.signal.aborted) return ok({ played: 0 });
    const at = new Date().toISOString();
    const whole = durationMs(heard.sound) / hastened;
    const started = performance.now();
    const until = linkedAbort([signal, closing.signal]);
    await delay(whole, undefined, { signal: until.signal }).catch(() => undefined);
    until.release();
    const isCut = signal.aborted || closing.signal.aborted;
    const played = isCut ? Math.min(1, (performance.now() - started) / whole) : 1;
    const record = recordOf(heard, played);
    if (record) records.push({ at, outlet, ms: Math.round(played * whole * hastened), ...record });
    if (records.length > mostHeard) records.shift();
    return ok({ played }) satisfies Result<{ readonly played: number }>;
  };

  return {
    out: { play, close: async () => closing.abort() },
    headphones,
    heard: () => records,
    plug: (plugged) => headphones.plug(plugged),
    async close() {
      closing.abort();
      await headphones.close();
    },
  };
}

/** Undefined where nothing of it was heard. */
function recordOf({ said }: Heard, played: number): Pick<HeardRecord, 'kind' | 'language' | 'text'> | undefined {
  if (said.kind === 'signal') return played > 0 ? { kind: 'signal', language: '', text: said.name } : undefined;
  if (played >= 1) return { kind: 'words', language: said.language, text: said.text };
  const heard = [...said.text].slice(0, Math.floor(played * said.text.length)).join('');
  return heard === '' ? undefined : { kind: 'words', language: said.language, text: `${heard}…` };
}

class PluggableHeadphones implements Headphones {
  private readonly listeners = new Listeners();
  private isPlugged = false;

  plugged(): boolean {
    return this.isPlugged;
  }

  onChange(listener: () => void): () => void {
    return this.listeners.add(listener);
  }

  plug(plugged: boolean): void {
    if (plugged === this.isPlugged) return;
    this.isPlugged = plugged;
    this.listeners.tell();
  }

  async close(): Promise<void> {
    this.listeners.clear();
  }
}
