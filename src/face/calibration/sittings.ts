import type { Frame } from '../../camera/camera.ts';
import { ok, type Result } from '../../problem/result.ts';
import { decodePicture } from '../decodePicture.ts';
import type { RgbImage } from '../image.ts';
import { SeenPictures } from '../liveness/seenPictures.ts';
import type { FaceNetworks } from '../networks/faceNetworks.ts';
import { type FaceFlaw, flawOf } from '../quality/flaw.ts';
import { readPicture } from '../readPicture.ts';
import { type LastWork, rinse } from '../rinse.ts';

/** Why a picture was not compared: a flaw of the face, or no face that could have one. */
export type NotJudged = FaceFlaw | 'no-picture' | 'no-face' | 'dark' | 'several' | 'seen-before';

/** Once before the camera. */
export interface Sitting {
  /** Of the pictures that the kiosk would judge. Biometric data: {@link Sittings.forget} zeroes it. */
  readonly embeddings: readonly Float32Array[];
  /** What became of every other picture. */
  readonly notJudged: readonly NotJudged[];
}

/** When a sitting is over. */
export interface SittingLimits {
  /** Pictures that are kept as numbers. */
  readonly pictures: number;
  /** Time between two pictures that are looked at, milliseconds: neighbours show the same. */
  readonly everyMs: number;
}

/**
 * What people look like in one sitting after the other, as numbers in the memory of this process. Pictures are judged
 * as in a visit, and zeroed as soon as they have been looked at; the numbers live until {@link forget}.
 */
export class Sittings {
  private readonly networks: FaceNetworks;
  private readonly limits: SittingLimits;
  private readonly seen = new SeenPictures();
  private readonly kept: Float32Array[] = [];
  private lastWork: LastWork | undefined;

  constructor(networks: FaceNetworks, limits: SittingLimits) {
    this.networks = networks;
    this.limits = limits;
  }

  /** Looks until it has pictures enough, or `frames` ends. U-211 where the camera fails. */
  async take(frames: AsyncIterable<Result<Frame>>): Promise<Result<Sitting>> {
    const embeddings: Float32Array[] = [];
    const notJudged: NotJudged[] = [];
    let next = 0;
    for await (const frame of frames) {
      if (!frame.ok) return frame;
      const { jpeg } = frame.value;
      try {
        const now = performance.now();
        if (now < next) continue;
        next = now + this.limits.everyMs;
        const found = await this.lookAt(jpeg);
        if (typeof found === 'string') notJudged.push(found);
        else embeddings.push(found);
      } finally {
        jpeg.fill(0);
      }
      if (embeddings.length >= this.limits.pictures) break;
    }
    return ok({ embeddings, notJudged });
  }

  /** Zeroes everything that came from a person, in the networks' own memory too. */
  async forget(): Promise<void> {
    for (const embedding of this.kept.splice(0)) embedding.fill(0);
    this.seen.clear();
    const { lastWork } = this;
    this.lastWork = undefined;
    if (lastWork) await rinse(this.networks, lastWork);
  }

  private async lookAt(jpeg: Uint8Array): Promise<Float32Array | NotJudged> {
    if (this.seen.hasFile(jpeg)) return 'seen-before';
    const decoded = await decodePicture(jpeg);
    if (!decoded.ok) return 'no-picture';
    try {
      return await this.embed(decoded.value);
    } finally {
      decoded.value.data.fill(0);
    }
  }

  private async embed(image: RgbImage): Promise<Float32Array | NotJudged> {
    const reading = await readPicture(this.networks, image);
    if (reading.kind !== 'face') return reading.kind;
    const { face, measures } = reading;
    this.lastWork = { width: image.width, height: image.height, face };
    if (this.seen.hasFace(image, face.box)) return 'seen-before';
    const flaw = flawOf(measures);
    if (flaw) return flaw;
    const embedding = await this.networks.embed(image, face);
    this.kept.push(embedding);
    return embedding;
  }
}
