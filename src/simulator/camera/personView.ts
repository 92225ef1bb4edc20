import { existsSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import type { FaceGuidance } from '../../face/guidance.ts';
import type { ScriptStep } from './acts.ts';
import { PlayedPatient, type Stance } from './patient.ts';
import { frameSize, loadFrame, type RawPicture } from './rawPicture.ts';
import { expose } from './sensor.ts';
import { sway } from './sway.ts';
import type { CameraView } from './view.ts';

const framesOfPerson = [1, 2, 3, 4, 5, 6].map((number) => `frame-${number}`);
/** How long one of the person's pictures stands for them before the next. */
const frameMs = 240;
/** Enlarged a little, so that there is picture beyond the edge to sway into. */
const margin = 1.06;
/** Breath and balance: shift in pixels, change of size. */
const body = { shift: 5, size: 0.012 } as const;

/** A person before the camera, from the pictures in their folder. Who has no pictures of turning cannot turn. */
export async function openPerson(folder: string, script: readonly ScriptStep[], room: RawPicture): Promise<CameraView> {
  const files = new Map<string, Promise<RawPicture>>();
  const load = async (name: string): Promise<RawPicture | undefined> => {
    const file = join(folder, `${name}.jpg`);
    if (!existsSync(file)) return undefined;
    const loading = files.get(name) ?? loadFrame(file);
    files.set(name, loading);
    return loading;
  };
  const straight = framesOfPerson.filter((name) => existsSync(join(folder, `${name}.jpg`)));
  await Promise.all(straight.map(load));
  return new PersonView(new PlayedPatient(script), straight, load, room);
}

class PersonView implements CameraView {
  private readonly patient: PlayedPatient;
  private readonly straight: readonly string[];
  private readonly load: (name: string) => Promise<RawPicture | undefined>;
  private readonly room: RawPicture;

  constructor(
    patient: PlayedPatient,
    straight: readonly string[],
    load: (name: string) => Promise<RawPicture | undefined>,
    room: RawPicture,
  ) {
    this.patient = patient;
    this.straight = straight;
    this.load = load;
    this.room = room;
  }

  obey(guidance: FaceGuidance, at: number): void {
    this.patient.obey(guidance, at);
  }

  async picture(at: number): Promise<RawPicture> {
    const stance = this.patient.stanceAt(at);
    const person = stance.isThere ? await this.personAt(stance, at) : undefined;
    if (!person) return expose(this.room, stance.brightness);
    return expose(await placed(person, this.room, stance, at), stance.brightness);
  }

  private async personAt({ turn, masked, sways }: Stance, at: number): Promise<RawPicture | undefined> {
    const straight = this.straight[sways ? backAndForth(Math.floor(at / frameMs), this.straight.length) : 0];
    const side = turn > 0 ? 'left' : 'right';
    const special = masked ? 'mask-1' : turn === 0 ? undefined : `turn-${side}-${Math.abs(turn)}`;
    const found = special ? await this.load(special) : undefined;
    return found ?? (straight === undefined ? undefined : this.load(straight));
  }
}

/** 0 1 2 … n … 2 1 0 1 …: the person sways instead of jumping. */
function backAndForth(step: number, count: number): number {
  const turn = Math.max(1, 2 * (count - 1));
  const at = step % turn;
  return at < count ? at : turn - at;
}

/** The person nearer or farther, swaying. Sub-pixel, so that standing still is all that repeats a picture. */
async function placed(
  { data, width, height }: RawPicture,
  room: RawPicture,
  { nearness, sways }: Stance,
  at: number,
): Promise<RawPicture> {
  const swaying = sways ? 1 : 0;
  const scale = nearness * margin * (1 + swaying * body.size * sway(at, 3_900, 1));
  const shift = {
    x: swaying * body.shift * sway(at, 2_700, 0),
    y: swaying * 0.5 * body.shift * sway(at, 3_100, 2),
  };
  const whole = { x: Math.round(shift.x), y: Math.round(shift.y) };
  const moved = await sharp(data, { raw: { width, height, channels: 3 } })
    .affine([scale, 0, 0, scale], { odx: shift.x - whole.x, ody: shift.y - whole.y, interpolator: 'bilinear' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return onFloor({ data: moved.data, width: moved.info.width, height: moved.info.height }, room, whole);
}

/** A picture of another size as a frame: its middle, or, where it is smaller, the room around it. */
function onFloor(
  { data, width, height }: RawPicture,
  room: RawPicture,
  shift: { readonly x: number; readonly y: number },
): RawPicture {
  const frame = new Uint8Array(room.data);
  const left = Math.round((frameSize.width - width) / 2) + shift.x;
  // Who stands far off stands on the same floor.
  const middle = Math.round((frameSize.height - height) / 2);
  const top = height < frameSize.height ? frameSize.height - height : middle + shift.y;
  const [first, last] = [Math.max(0, left), Math.min(frameSize.width, left + width)];
  for (let y = Math.max(0, top); y < Math.min(frameSize.height, top + height); y++) {
    const row = 3 * ((y - top) * width - left);
    frame.set(data.subarray(row + 3 * first, row + 3 * last), 3 * (y * frameSize.width + first));
  }
  return { ...frameSize, data: frame };
}
