import { setTimeout as delay } from 'node:timers/promises';
import type { Camera, Frame } from '../../camera/camera.ts';
import { failed, ok, type Result } from '../../problem/result.ts';
import type { FaultBoard } from '../faults.ts';
import type { Scene, SceneCamera } from '../world.ts';
import { blackPicture, picturesOf } from './scenes.ts';

/** Time between two pictures: 10 a second, as a plain webcam in a dim room gives. */
const betweenPicturesMs = 100;

export interface SimulatedCameraOptions {
  /** Project root: where the fixture people and scenes lie. */
  readonly root: string;
  readonly faults: FaultBoard;
}

/** A camera whose view the dock chooses. The simulator replaces the device; what comes out are JPEG files as ever. */
export function createSimulatedCamera(options: SimulatedCameraOptions): Camera & SceneCamera {
  return new SimulatedCamera(options);
}

class SimulatedCamera implements Camera, SceneCamera {
  readonly name = 'simulated camera';
  private readonly root: string;
  private readonly faults: FaultBoard;
  private shown: Scene = { none: true };
  private readonly closing = new AbortController();

  constructor({ root, faults }: SimulatedCameraOptions) {
    this.root = root;
    this.faults = faults;
  }

  show(scene: Scene): void {
    this.shown = scene;
  }

  scene(): Scene {
    return this.shown;
  }

  async *stream(signal: AbortSignal): AsyncIterable<Result<Frame>> {
    let scene: Scene | undefined;
    let pictures: readonly Uint8Array[] = [];
    let last: Uint8Array | undefined;
    for (let sequence = 1; !signal.aborted && !this.closing.signal.aborted; sequence += 1) {
      if (this.faults.strikes('camera', 'dead')) {
        yield failed('U-211', 'the simulated camera is dead');
        return;
      }
      if (scene !== this.shown) {
        scene = this.shown;
        pictures = await picturesOf(scene, this.root);
      }
      const jpeg = await this.pictureNow(pictures, sequence, last);
      last = jpeg;
      yield ok({ jpeg: Uint8Array.from(jpeg), sequence, takenAt: Date.now() });
      await delay(betweenPicturesMs, undefined, { signal }).catch(() => undefined);
    }
  }

  async close(): Promise<void> {
    this.closing.abort();
  }

  private async pictureNow(
    pictures: readonly Uint8Array[],
    sequence: number,
    last: Uint8Array | undefined,
  ): Promise<Uint8Array> {
    if (this.faults.strikes('camera', 'black')) return blackPicture();
    if (last && this.faults.strikes('camera', 'frozen')) return last;
    return backAndForth(pictures, sequence) ?? blackPicture();
  }
}

/** 1 2 3 … n … 3 2 1 2 …: the person sways instead of jumping. */
function backAndForth(pictures: readonly Uint8Array[], sequence: number): Uint8Array | undefined {
  const turn = Math.max(1, 2 * (pictures.length - 1));
  const at = (sequence - 1) % turn;
  return pictures[at < pictures.length ? at : turn - at];
}
