import { setTimeout as delay } from 'node:timers/promises';
import { SerialQueue } from '../kernel/serialQueue.ts';
import { failed, ok, type Result } from '../problem/result.ts';
import { decodePicture } from './decodePicture.ts';
import type { FaceEngine, Look } from './engine.ts';
import type { RgbImage } from './image.ts';
import { SeenPictures } from './liveness/seenPictures.ts';
import type { ChosenProfile } from './models/chooseProfile.ts';
import type { FaceNetworks } from './networks/faceNetworks.ts';
import { openFaceNetworks } from './networks/openFaceNetworks.ts';
import { readPicture } from './readPicture.ts';
import { type LastWork, rinse } from './rinse.ts';
import { FaceTrack } from './track.ts';
import { verdictOf } from './verdict.ts';

/**
 * How long what the libraries hold waits, ms. Every core works on taking it away, and what became of the visit is drawn
 * in just that moment: the patient's frame first.
 */
const frameFirstMs = 120;

/** Loads the networks of a profile into this thread. For the worker, the command line and tests. U-214. */
export async function openInProcessEngine(chosen: ChosenProfile): Promise<Result<FaceEngine>> {
  const networks = await openFaceNetworks(chosen);
  return networks.ok ? ok(new InProcessEngine(networks.value)) : networks;
}

class InProcessEngine implements FaceEngine {
  readonly profile;
  private readonly networks: FaceNetworks;
  private readonly track: FaceTrack;
  private readonly seen = new SeenPictures();
  private reference: Float32Array | undefined;
  private lastWork: LastWork | undefined;
  private readonly queue = new SerialQueue();

  constructor(networks: FaceNetworks) {
    this.networks = networks;
    this.profile = networks.profile;
    this.track = new FaceTrack((a, b) => verdictOf(networks.score(a, b), networks.scale) !== 'no-match');
  }

  enrol(photo: Uint8Array): Promise<Result<void>> {
    return this.queue.run(async () => {
      await this.drop();
      const decoded = await decodePicture(photo).finally(() => photo.fill(0));
      if (!decoded.ok) return decoded;
      const image = decoded.value;
      try {
        const [face] = await this.networks.find(image, 'photo');
        if (!face) return failed('U-212', 'no face in the photo');
        this.lastWork = { width: image.width, height: image.height, face };
        this.reference = await this.networks.embed(image, face);
        return ok(undefined);
      } finally {
        image.data.fill(0);
      }
    });
  }

  look(jpeg: Uint8Array): Promise<Result<Look>> {
    return this.queue.run(async () => {
      if (!this.reference) return failed('U-214', 'no reference face to compare with');
      if (this.seen.hasFile(jpeg)) return ok({ kind: 'seen-before' });
      const decoded = await decodePicture(jpeg);
      if (!decoded.ok) return ok({ kind: 'no-picture' });
      try {
        return ok(await this.lookAt(decoded.value, this.reference));
      } finally {
        decoded.value.data.fill(0);
      }
    });
  }

  forget(): Promise<void> {
    return this.queue.run(() => this.drop(frameFirstMs));
  }

  close(): Promise<void> {
    return this.queue.run(async () => {
      await this.drop();
      await this.networks.close();
    });
  }

  private async lookAt(image: RgbImage, reference: Float32Array): Promise<Look> {
    const reading = await readPicture(this.networks, image);
    if (reading.kind !== 'face') {
      this.track.miss();
      return reading;
    }
    const { face, measures, passive } = reading;
    if (this.seen.hasFace(image, face.box)) return { kind: 'seen-before' };
    this.lastWork = { width: image.width, height: image.height, face };
    const embedding = await this.networks.embed(image, face);
    const score = this.networks.score(reference, embedding);
    return { kind: 'face', score, track: this.track.follow(face.box, embedding), measures, passive };
  }

  /** Everything that came from a person: our own arrays at once, the libraries' memory after `waitMs`. */
  private async drop(waitMs = 0): Promise<void> {
    this.reference?.fill(0);
    this.reference = undefined;
    this.track.forget();
    this.seen.clear();
    const { lastWork } = this;
    this.lastWork = undefined;
    if (!lastWork) return;
    if (waitMs > 0) await delay(waitMs);
    await rinse(this.networks, lastWork);
  }
}
