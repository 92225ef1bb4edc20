import { failed, ok, type Result } from '../problem/result.ts';
import { cardFaceFile } from './cardFace.ts';
import { isOtherNotation } from './numberBNotation.ts';
import type { NumberBSource } from './placedCard.ts';
import type { CardChannel } from './reader.ts';
import { textInputFile } from './textInput.ts';
import { readSecretState, type Secret, verifySecret } from './verify.ts';

/**
 * 照合番号B has ten tries for the life of the card, and a municipal office must unlock it. With fewer than this left
 * it is somebody else's turn to find out why.
 */
export const fewestNumberBTries = 5;

/** 照合番号B may be misread; it is not tried more often than this for one placed card. */
const mostAttempts = 2;

/** The applications that 照合番号B opens, each with a counter of its own. */
const numberBFile = { cardFace: cardFaceFile.numberB, textInput: textInputFile.numberB } as const;

/**
 * 照合番号B of one placed card: asks for it once, opens both 券面 applications with it, and forgets it when both are
 * open, when the card does not take it, or with {@link clear}.
 */
export class NumberB {
  private readonly channel: CardChannel;
  private readonly source: NumberBSource;
  private known: Uint8Array | undefined;
  /** The last one that the card has refused, so that it is not asked again under another name. */
  private refused: Uint8Array | undefined;
  private attempts = 0;
  /** What it has opened stays open until the card loses power. */
  private readonly opened = new Map<keyof typeof numberBFile, Secret>();

  constructor(channel: CardChannel, source: NumberBSource) {
    this.channel = channel;
    this.source = source;
  }

  /** Whether what the number opens is open, or anybody can tell it. */
  async isKnown(signal: AbortSignal): Promise<boolean> {
    return this.opened.size === Object.keys(numberBFile).length || (await this.learn(signal)) !== undefined;
  }

  /**
   * Opens `application`, which must be the current one. Spends a try when the number is wrong. U-212 where it does not
   * open; U-203 where nobody knows whether the try was counted.
   */
  async open(application: keyof typeof numberBFile, signal: AbortSignal): Promise<Result<void>> {
    if (this.opened.has(application)) return ok(undefined);
    const value = await this.learn(signal);
    if (!value) return failed('U-215');
    if (this.refused && isOtherNotation(this.refused, value)) {
      this.forget();
      return failed('U-212', 'the same birth date in the other notation is a guess, and is not tried');
    }
    const secret = await this.secretOf(application, signal);
    const outcome = secret.ok ? await verifySecret(this.channel, secret.value, value, signal) : secret;
    if (secret.ok && outcome.ok && outcome.value.kind === 'verified') {
      this.opened.set(application, secret.value);
      if (this.opened.size === Object.keys(numberBFile).length) this.clear();
      return ok(undefined);
    }
    this.refused?.fill(0);
    this.refused = Uint8Array.from(value);
    this.forget();
    if (!outcome.ok) return outcome;
    return failed(
      'U-212',
      `照合番号B is wrong, ${outcome.value.kind === 'refused' ? outcome.value.triesLeft : 0} tries left`,
    );
  }

  /** Forgets everything: the card is open, or gone. */
  clear(): void {
    this.refused?.fill(0);
    this.refused = undefined;
    this.forget();
  }

  private forget(): void {
    this.known?.fill(0);
    this.known = undefined;
  }

  private async learn(signal: AbortSignal): Promise<Uint8Array | undefined> {
    this.known ??= await this.source.readNumberB(signal);
    return this.known;
  }

  /** How to name the number in this application, once it is safe to try it. */
  private async secretOf(application: keyof typeof numberBFile, signal: AbortSignal): Promise<Result<Secret>> {
    const file = numberBFile[application];
    const [accepted] = this.opened.values();
    // What the other application has just accepted cannot be wrong here, so its counter is not asked for.
    if (accepted) return ok({ ...accepted, file });
    if (this.attempts >= mostAttempts) return failed('U-212', '照合番号B was tried often enough');
    this.attempts += 1;
    const state = await readSecretState(this.channel, file, signal);
    if (!state.ok) return state;
    if (!state.value) return failed('U-212', 'the card knows no 照合番号B');
    const { secret, triesLeft } = state.value;
    if (triesLeft === 'open' || triesLeft >= fewestNumberBTries) return ok(secret);
    return failed('U-212', `照合番号B has ${triesLeft} tries left; it is not tried below ${fewestNumberBTries}`);
  }
}
