import { ok, type Result } from '../problem/result.ts';
import type { SpeechEngines } from './engines/engines.ts';
import type { KeptSpeech } from './kept.ts';
import type { Speed, SpokenLanguage } from './languages.ts';
import type { Clause, Line } from './lines/line.ts';
import { inOne, type Sound } from './sound.ts';

/** Sound of so many samples is held in memory: five minutes at 48 kHz, 29 MB. */
const mostSamples = 300 * 48_000;

/** What is to be heard, and how. */
export interface Wish {
  readonly line: Clause & Pick<Line, 'pieces'>;
  readonly language: SpokenLanguage;
  readonly speed: Speed;
}

/** Sentences as sound: from memory, from disk where they are ours, or made now. */
export class Speaker {
  private readonly engines: SpeechEngines;
  private readonly kept: KeptSpeech | undefined;
  /** Most recently used last. */
  private readonly inMemory = new Map<string, { readonly sound: Sound; readonly of: Clause['of'] }>();
  private readonly making = new Map<string, Promise<Result<Sound>>>();
  private samples = 0;
  private readonly closing = new AbortController();

  /** @param kept undefined where nothing may be written */
  constructor(engines: SpeechEngines, kept: KeptSpeech | undefined) {
    this.engines = engines;
    this.kept = kept;
  }

  /** U-621 where it cannot be made. Asked twice for the same it is made once. */
  async sound(wish: Wish): Promise<Result<Sound>> {
    const key = this.keyOf(wish);
    const known = this.inMemory.get(key);
    if (known) {
      this.inMemory.delete(key);
      this.inMemory.set(key, known);
      return ok(known.sound);
    }
    const making = this.making.get(key) ?? this.fetch(key, wish).finally(() => this.making.delete(key));
    this.making.set(key, making);
    return making;
  }

  /** Makes one of our own sentences, or a number, ahead, so that it lies on disk. */
  async keepAhead(wish: Wish): Promise<Result<void>> {
    const key = this.keyOf(wish);
    if (!this.kept || wish.line.of === 'visit' || (await this.kept.find(key))) return ok(undefined);
    const made = await this.make(wish);
    if (made.ok) await this.kept.keep(key, made.value);
    return made.ok ? ok(undefined) : made;
  }

  /** Drops what was said of a visit. */
  forgetVisit(): void {
    for (const [key, { sound, of }] of this.inMemory) {
      if (of !== 'ours') this.drop(key, sound);
    }
  }

  close(): void {
    this.closing.abort();
    this.inMemory.clear();
  }

  private async fetch(key: string, wish: Wish): Promise<Result<Sound>> {
    const { of } = wish.line;
    const found = of === 'visit' ? undefined : await this.kept?.find(key);
    const made = found ? ok(found) : await this.make(wish);
    if (!made.ok) return made;
    if (!found && of === 'ours') await this.kept?.keep(key, made.value);
    this.hold(key, made.value, of);
    return made;
  }

  private make({ line, language, speed }: Wish): Promise<Result<Sound>> {
    if (line.pieces) return this.makeOfPieces(line.pieces, { language, speed });
    return this.engines[language].make(line.text, speed, this.closing.signal);
  }

  /** Side by side, and those that are known already not at all. */
  private async makeOfPieces(pieces: readonly Clause[], how: Omit<Wish, 'line'>): Promise<Result<Sound>> {
    const made = await Promise.all(pieces.map((line) => this.sound({ ...how, line })));
    const sounds: Sound[] = [];
    for (const each of made) {
      if (!each.ok) return each;
      sounds.push(each.value);
    }
    return ok(inOne(sounds.map((sound, at) => ({ sound, runsOn: runsOn(pieces[at]?.text ?? '') }))));
  }

  private hold(key: string, sound: Sound, of: Clause['of']): void {
    this.inMemory.set(key, { sound, of });
    this.samples += sound.samples.length;
    for (const [oldest, held] of this.inMemory) {
      if (this.samples <= mostSamples) break;
      this.drop(oldest, held.sound);
    }
  }

  private drop(key: string, sound: Sound): void {
    this.inMemory.delete(key);
    this.samples -= sound.samples.length;
  }

  private keyOf({ line, language, speed }: Wish): string {
    return [this.engines[language].voice, speed, line.text].join('\n');
  }
}

/** Whether the next piece is said in the same breath. */
function runsOn(text: string): boolean {
  return !/[、。]$/.test(text);
}
