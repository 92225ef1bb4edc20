import { createHash } from 'node:crypto';
import { mayBeDecoded, openPicture } from './boundedPicture.ts';
import type { Frame } from './camera.ts';
import { isWholeJpeg } from './jpeg.ts';
import { kioskPicture } from './pictureLimits.ts';

/** The picture is looked at through this grid: sensor noise is averaged away, a lamp or a face is not. */
const grid = { width: 32, height: 24 } as const;
/** A field this bright, of 255, has light in it. The lens is covered where no field has. */
const darkestUseful = 32;
/** Two equal pictures may be chance where few are taken; so many in a row are not. */
const fewestSame = 5;

export interface JudgeLimits {
  /** How long all may be black, milliseconds. `Infinity`: for ever. */
  readonly blackMs: number;
  /** How long the picture may be the same to the byte, milliseconds. `Infinity`: for ever, as a picture file is. */
  readonly frozenMs: number;
  /** Between two looks into the picture, milliseconds: each costs a decoding. */
  readonly lookEveryMs: number;
}

/** `fine`: shown on, though it may be one of several that add up to a fault. */
export type PictureVerdict = 'fine' | 'torn' | 'black' | 'frozen';

/** Judges the pictures of one camera by what they are. Keeps nothing of them but a hash. */
export class PictureJudge {
  private readonly limits: JudgeLimits;
  private lookedAt = Number.NEGATIVE_INFINITY;
  private blackSince: number | undefined;
  private same: { readonly hash: string; readonly since: number; count: number } | undefined;

  constructor(limits: JudgeLimits) {
    this.limits = limits;
  }

  /** `now` in milliseconds of any clock that does not jump. */
  async judge({ jpeg, isMended = false }: Pick<Frame, 'jpeg' | 'isMended'>, now: number): Promise<PictureVerdict> {
    // One too large goes nowhere: the screen's browser would have to decode it as well.
    if (!isWholeJpeg(jpeg) || !mayBeDecoded(jpeg)) return 'torn';
    // Whether one without an end was cut short is seen in none but itself.
    if (isMended || now - this.lookedAt >= this.limits.lookEveryMs) {
      const brightest = await brightestField(jpeg, isMended);
      // `lookedAt` stays: after a picture that cannot be decoded, each is looked into until one can.
      if (brightest === undefined) return 'torn';
      this.lookedAt = now;
      if (brightest >= darkestUseful) this.blackSince = undefined;
      else this.blackSince ??= now;
    }
    const frozen = this.isFrozen(jpeg, now);
    // A covered lens may well give equal pictures; what staff must do is uncover it.
    if (this.blackSince === undefined) return frozen ? 'frozen' : 'fine';
    return now - this.blackSince >= this.limits.blackMs ? 'black' : 'fine';
  }

  private isFrozen(jpeg: Uint8Array, now: number): boolean {
    const hash = createHash('sha256').update(jpeg).digest('base64');
    if (this.same?.hash !== hash) this.same = { hash, since: now, count: 0 };
    this.same.count += 1;
    return this.same.count >= fewestSame && now - this.same.since >= this.limits.frozenMs;
  }
}

/** The brightest field of the grid, 0–255; undefined where the picture cannot be decoded. */
async function brightestField(jpeg: Uint8Array, isMended: boolean): Promise<number | undefined> {
  try {
    const fields = await openPicture(jpeg, kioskPicture, isMended ? 'nothing' : 'sloppy')
      ?.resize({ ...grid, fit: 'fill' })
      .greyscale()
      .raw()
      .toBuffer();
    if (!fields) return undefined;
    const brightest = fields.reduce((most, field) => Math.max(most, field), 0);
    fields.fill(0);
    return brightest;
  } catch {
    return undefined;
  }
}
