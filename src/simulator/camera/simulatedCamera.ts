import { setTimeout as delay } from 'node:timers/promises';
import type { Camera, Frame } from '../../camera/camera.ts';
import type { FaceGuidance } from '../../face/guidance.ts';
import { failed, ok, type Result } from '../../problem/result.ts';
import type { FaultBoard } from '../faults.ts';
import { asJpeg, blank } from './rawPicture.ts';
import type { CameraScene, HeadPlace, SceneCamera } from './scene.ts';
import { openScene } from './scenes.ts';
import type { CameraView } from './view.ts';

export interface SimulatedCameraOptions {
  /** Project root: where the fixture people and scenes lie. */
  readonly root: string;
  readonly faults: FaultBoard;
  /** As many as it can where drawing takes longer; 10, as a plain webcam in a dim room gives, where absent. */
  readonly picturesPerSecond?: number;
}

/** A camera whose view the dock chooses. The simulator replaces the device; what comes out are JPEG files as ever. */
export function createSimulatedCamera(options: SimulatedCameraOptions): Camera & SceneCamera {
  return new SimulatedCamera(options);
}

/** A scene that has begun; its clock starts when it is first looked at. */
interface Staged {
  readonly scene: CameraScene;
  readonly view: CameraView;
  readonly since: number;
}

class SimulatedCamera implements Camera, SceneCamera {
  readonly name = 'simulated camera';
  private readonly root: string;
  private readonly faults: FaultBoard;
  /** Milliseconds. */
  private readonly betweenPictures: number;
  private shown: CameraScene = { none: true };
  private staged: Staged | undefined;
  private readonly closing = new AbortController();

  constructor({ root, faults, picturesPerSecond = 10 }: SimulatedCameraOptions) {
    this.root = root;
    this.faults = faults;
    this.betweenPictures = 1_000 / picturesPerSecond;
  }

  show(scene: CameraScene): void {
    // Who moves the head is still the same person, with everything that they were asked before.
    const { staged } = this;
    if (staged?.view.move && isSamePerson(staged.scene, scene)) {
      staged.view.move(scene.at, performance.now() - staged.since);
      this.staged = { ...staged, scene };
    }
    this.shown = scene;
  }

  scene(): CameraScene {
    return this.shown;
  }

  obey(guidance: FaceGuidance): void {
    const { staged } = this;
    staged?.view.obey(guidance, performance.now() - staged.since);
  }

  async *stream(signal: AbortSignal): AsyncIterable<Result<Frame>> {
    let last: Uint8Array | undefined;
    for (let sequence = 1; !signal.aborted && !this.closing.signal.aborted; sequence += 1) {
      const started = performance.now();
      if (this.faults.strikes('camera', 'dead')) {
        yield failed('U-211', 'the simulated camera is dead');
        return;
      }
      const jpeg = await this.pictureNow(last);
      last = jpeg;
      yield ok({ jpeg: Uint8Array.from(jpeg), sequence, takenAt: Date.now() });
      const wait = Math.max(0, this.betweenPictures - (performance.now() - started));
      await delay(wait, undefined, { signal }).catch(() => undefined);
    }
  }

  async close(): Promise<void> {
    this.closing.abort();
  }

  private async pictureNow(last: Uint8Array | undefined): Promise<Uint8Array> {
    if (this.faults.strikes('camera', 'black')) return asJpeg(blank(0));
    if (last && this.faults.strikes('camera', 'frozen')) return last;
    const { view, since } = await this.stage();
    return asJpeg(await view.picture(performance.now() - since));
  }

  private async stage(): Promise<Staged> {
    const scene = this.shown;
    if (this.staged?.scene === scene) return this.staged;
    const view = await openScene(scene, this.root);
    this.staged = { scene, view, since: performance.now() };
    return this.staged;
  }
}

/** The same person, placed anew. */
function isSamePerson(
  before: CameraScene,
  now: CameraScene,
): now is Extract<CameraScene, { person: string }> & { readonly at: HeadPlace } {
  return 'person' in before && 'person' in now && before.person === now.person && now.at !== undefined && !now.script;
}
