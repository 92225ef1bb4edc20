import { Listeners } from '../kernel/listeners.ts';
import type { Problem } from '../problem/result.ts';
import { type Earcon, earcon } from './earcons.ts';
import type { Speed, SpokenLanguage } from './languages.ts';
import type { Line } from './lines/line.ts';
import { type Sound, softened } from './sound.ts';
import type { Heard, Outlet, SoundOut } from './soundOut.ts';
import type { Speaker } from './speaker.ts';

/** One thing to be heard: a sentence, or a signal. */
export type Item =
  | { readonly line: Line; readonly language: SpokenLanguage; readonly speed: Speed; readonly manner: Manner }
  | { readonly signal: Earcon; readonly manner: Manner };

/** How and where it is heard. */
export interface Manner {
  readonly outlet: Outlet;
  /** Decibels, 0 or less. */
  readonly gain: number;
}

/** So many sentences are made while one is heard. */
const madeAhead = 2;

/** What is waiting to be heard, one after the other. What is put in front, or cut off, is heard or silent at once. */
export class Voice {
  private readonly speaker: Speaker;
  private readonly out: SoundOut;
  private readonly onTrouble: (problem: Problem) => void;
  private readonly idleListeners = new Listeners();
  private waiting: readonly Item[] = [];
  private now: { readonly item: Item; readonly cut: AbortController } | undefined;
  private closed = false;

  constructor(speaker: Speaker, out: SoundOut, onTrouble: (problem: Problem) => void) {
    this.speaker = speaker;
    this.out = out;
    this.onTrouble = onTrouble;
  }

  /** Silent at once; nothing is left. */
  hush(): void {
    this.waiting = [];
    this.now?.cut.abort();
  }

  /** Says these after whatever is waiting. */
  add(items: readonly Item[]): void {
    this.waiting = [...this.waiting, ...items];
    this.makeAhead();
    this.goOn();
  }

  /**
   * Says these at once. What they cut off is begun again after them, and what was waiting follows, as far as `isStillTrue`.
   */
  interrupt(items: readonly Item[], isStillTrue: (item: Item) => boolean): void {
    const cutOff = this.now ? [this.now.item] : [];
    this.waiting = [...items, ...[...cutOff, ...this.waiting].filter(isStillTrue)];
    this.makeAhead();
    if (this.now) this.now.cut.abort();
    else this.goOn();
  }

  /** Whether the sentence under this key is being said, or waits to be. */
  isToSay(key: string): boolean {
    const items = this.now ? [this.now.item, ...this.waiting] : this.waiting;
    return items.some((item) => 'line' in item && item.line.key === key);
  }

  /** What waits to be heard. */
  get queue(): readonly Item[] {
    return this.waiting;
  }

  /** Says these next, and nothing else of what was waiting. What is being said is heard to its end, if it `isStillTrue`. */
  follow(items: readonly Item[], isStillTrue: (item: Item) => boolean): void {
    this.waiting = items;
    this.makeAhead();
    if (!this.now) this.goOn();
    else if (!isStillTrue(this.now.item)) this.now.cut.abort();
  }

  /** Whether nothing is heard and nothing waits. */
  get isIdle(): boolean {
    return !this.now && this.waiting.length === 0;
  }

  /** Calls `listener` whenever everything has been said; returns the way to stop that. */
  onIdle(listener: () => void): () => void {
    return this.idleListeners.add(listener);
  }

  close(): void {
    this.closed = true;
    this.hush();
  }

  private goOn(): void {
    if (this.now || this.closed) return;
    const [item, ...rest] = this.waiting;
    if (!item) {
      this.idleListeners.tell();
      return;
    }
    this.waiting = rest;
    const now = { item, cut: new AbortController() };
    this.now = now;
    void this.play(item, now.cut.signal).finally(() => {
      this.now = undefined;
      this.goOn();
    });
  }

  private async play(item: Item, signal: AbortSignal): Promise<void> {
    const sound = await this.soundOf(item);
    if (!sound || signal.aborted) return;
    this.makeAhead();
    const { outlet, gain } = item.manner;
    const played = await this.out.play({ sound: softened(sound, gain), said: saidBy(item) }, outlet, signal);
    if (played.ok) return;
    this.onTrouble(played.problem);
    // Nobody hears the rest either; the next view tries again.
    this.waiting = [];
  }

  private async soundOf(item: Item): Promise<Sound | undefined> {
    if ('signal' in item) return earcon(item.signal);
    const made = await this.speaker.sound(item);
    if (!made.ok) this.onTrouble(made.problem);
    return made.ok ? made.value : undefined;
  }

  private makeAhead(): void {
    for (const item of this.waiting.slice(0, madeAhead)) if ('line' in item) void this.speaker.sound(item);
  }
}

function saidBy(item: Item): Heard['said'] {
  if ('signal' in item) return { kind: 'signal', name: item.signal };
  return { kind: 'words', language: item.language, text: item.line.text };
}
