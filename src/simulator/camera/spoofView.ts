import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { FaceGuidance } from '../../face/guidance.ts';
import { drawHeld, type Hold } from './heldUp.ts';
import { eyeHolesIn, paperOf, tabletOf } from './props.ts';
import { loadFrame, type RawPicture } from './rawPicture.ts';
import type { SpoofKind } from './scene.ts';
import { expose } from './sensor.ts';
import { sway } from './sway.ts';
import type { CameraView } from './view.ts';

export interface SpoofOptions {
  readonly kind: SpoofKind;
  /** Pictures of whoever's face is held up. */
  readonly folder: string;
  readonly room: RawPicture;
  /** The person behind the cut-out, whose eyes look through it. */
  readonly behind: () => Promise<CameraView>;
}

/** What the recording on the tablet shows, again and again: a look each way, as one would film it beforehand. */
const recording = [
  'frame-1',
  'frame-3',
  'frame-5',
  'frame-4',
  'frame-2',
  'turn-left-1',
  'turn-left-2',
  'turn-left-2',
  'turn-left-1',
  'frame-1',
  'frame-2',
  'frame-4',
  'frame-6',
  'frame-3',
  'turn-right-1',
  'turn-right-2',
  'turn-right-2',
  'turn-right-1',
];
const recordedMs = 300;
/** How far whoever holds it up tilts it when the screen asks for a turn of the head, radians. */
const tilt = 0.6;

/** Somebody holding up a face that is not theirs. */
export async function openSpoof(options: SpoofOptions): Promise<CameraView> {
  const { kind, folder, room, behind } = options;
  const names = kind === 'video' ? recording : ['frame-2'];
  const shown = new Map<string, RawPicture>();
  for (const name of new Set(names)) {
    const file = join(folder, `${name}.jpg`);
    if (!existsSync(file)) continue;
    const frame = await loadFrame(file);
    shown.set(name, kind === 'paper' || kind === 'cut-out' ? await paperOf(frame) : await tabletOf(frame));
  }
  const things = names.map((name) => shown.get(name)).filter((thing) => thing !== undefined);
  return new SpoofView(things, room, kind === 'cut-out' ? await behind() : undefined);
}

class SpoofView implements CameraView {
  private readonly things: readonly RawPicture[];
  private readonly room: RawPicture;
  private readonly behind: CameraView | undefined;
  private readonly holes: Uint8Array | undefined;
  private asked: FaceGuidance = 'look-here';

  constructor(things: readonly RawPicture[], room: RawPicture, behind: CameraView | undefined) {
    this.things = things;
    this.room = room;
    this.behind = behind;
    const [first] = things;
    this.holes = behind && first ? eyeHolesIn(first) : undefined;
  }

  obey(guidance: FaceGuidance): void {
    this.asked = guidance;
  }

  async picture(at: number): Promise<RawPicture> {
    const thing = this.things[Math.floor(at / recordedMs) % Math.max(1, this.things.length)];
    const behind = this.behind ? await this.behind.picture(at) : this.room;
    if (!thing) return expose(behind);
    return expose(drawHeld(thing, this.holdAt(at), behind, this.holes));
  }

  /** In hands, which are never still. */
  private holdAt(at: number): Hold {
    const turned = this.asked === 'turn-left' ? tilt : this.asked === 'turn-right' ? -tilt : 0;
    return {
      x: 320 + 5 * sway(at, 2_300, 0),
      y: 250 + 4 * sway(at, 1_900, 1),
      scale: 1 + 0.02 * sway(at, 3_300, 2),
      yaw: turned + 0.05 * sway(at, 2_900, 3),
      pitch: 0.04 * sway(at, 2_600, 4),
      roll: 0.03 * sway(at, 3_700, 5),
    };
  }
}
