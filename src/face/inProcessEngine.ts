import { failed, ok, type Result } from '../problem/result.ts';
import type { FaceEngine, Look } from './engine.ts';
import { decodePicture, isBlack, type RgbImage } from './image.ts';
import type { ChosenProfile } from './models/chooseProfile.ts';
import type { FaceNetworks, FoundFace } from './networks/faceNetworks.ts';
import { openFaceNetworks } from './networks/openFaceNetworks.ts';

/** A face at least this wide, as a share of the widest, stands at the kiosk too; smaller ones wait behind. */
const companionWidth = 0.6;

/** Loads the networks of a profile into this thread. For the worker, the command line and tests. U-214. */
export async function openInProcessEngine(chosen: ChosenProfile): Promise<Result<FaceEngine>> {
  const networks = await openFaceNetworks(chosen);
  return networks.ok ? ok(new InProcessEngine(networks.value)) : networks;
}

class InProcessEngine implements FaceEngine {
  readonly profile;
  private readonly networks: FaceNetworks;
  private reference: Float32Array | undefined;
  private last: Promise<unknown> = Promise.resolve();

  constructor(networks: FaceNetworks) {
    this.networks = networks;
    this.profile = networks.profile;
  }

  enrol(photo: Uint8Array): Promise<Result<void>> {
    return this.inTurn(async () => {
      this.dropReference();
      const decoded = await decodePicture(photo).finally(() => photo.fill(0));
      if (!decoded.ok) return decoded;
      const image = decoded.value;
      try {
        const [face] = await this.networks.find(image, 'photo');
        if (!face) return failed('U-212', 'no face in the photo');
        this.reference = await this.networks.embed(image, face);
        return ok(undefined);
      } finally {
        image.data.fill(0);
      }
    });
  }

  look(jpeg: Uint8Array): Promise<Result<Look>> {
    return this.inTurn(async () => {
      if (!this.reference) return failed('U-214', 'no reference face to compare with');
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
    return this.inTurn(async () => this.dropReference());
  }

  close(): Promise<void> {
    return this.inTurn(async () => {
      this.dropReference();
      await this.networks.close();
    });
  }

  private async lookAt(image: RgbImage, reference: Float32Array): Promise<Look> {
    if (isBlack(image)) return { kind: 'no-picture' };
    const faces = await this.networks.find(image, 'live');
    const [face] = faces;
    if (!face) return { kind: 'no-face' };
    if (hasCompany(face, faces)) return { kind: 'several' };
    const embedding = await this.networks.embed(image, face);
    const score = this.networks.score(reference, embedding);
    embedding.fill(0);
    return { kind: 'face', share: face.box.height / image.height, score };
  }

  private dropReference(): void {
    this.reference?.fill(0);
    this.reference = undefined;
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.last.then(work);
    this.last = done.catch(() => undefined);
    return done;
  }
}

function hasCompany(nearest: FoundFace, faces: readonly FoundFace[]): boolean {
  return faces.some((face) => face !== nearest && face.box.width >= companionWidth * nearest.box.width);
}
