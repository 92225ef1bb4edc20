import type { Result } from '../problem/result.ts';
import type { SpokenLanguage } from './languages.ts';
import type { Sound } from './sound.ts';

/** Where a sound is heard: in the whole room, or by whoever wears the headphones. */
export type Outlet = 'room' | 'ear';

/** A sound on its way out, and what it is: words, or a signal by its name. */
export interface Heard {
  readonly sound: Sound;
  readonly said:
    | { readonly kind: 'words'; readonly language: SpokenLanguage; readonly text: string }
    | { readonly kind: 'signal'; readonly name: string };
}

/** Port: one thing after the other is heard. */
export interface SoundOut {
  /**
   * Plays to the end, or until `signal` aborts: then it is silent at once. `played` is the share that was heard, 0 to 1.
   * U-622 where the device does not take it. One at a time: the caller waits for the last to settle.
   */
  play(heard: Heard, outlet: Outlet, signal: AbortSignal): Promise<Result<{ readonly played: number }>>;
  close(): Promise<void>;
}

/** Port: whether somebody listens alone. */
export interface Headphones {
  /** As far as is known now. Whoever cannot tell says no. */
  plugged(): boolean;
  /** Calls `listener` after each change; returns the way to stop that. */
  onChange(listener: () => void): () => void;
  close(): Promise<void>;
}

/** What speaks, and who hears it. */
export interface SoundPlace {
  readonly out: SoundOut;
  readonly headphones: Headphones;
}
