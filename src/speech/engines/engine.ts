import type { Result } from '../../problem/result.ts';
import type { Speed } from '../languages.ts';
import type { Sound } from '../sound.ts';

/** Port: makes speech of text, on this device. */
export interface SpeechEngine {
  /** What the sound depends on beside text and speed: engine, voice, readings. Kept sound of another is not this one's. */
  readonly voice: string;
  /** U-621 where it cannot be made; also when `signal` aborts. */
  make(text: string, speed: Speed, signal: AbortSignal): Promise<Result<Sound>>;
}
