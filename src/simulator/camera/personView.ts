import { existsSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import type { FaceGuidance } from '../../face/guidance.ts';
import type { ScriptStep } from './acts.ts';
import { PlayedPatient, type Stance } from './patient.ts';
import { frameSize, loadFrame, type RawPicture } from './rawPicture.ts';
import type { HeadPlace, HeadTurn } from './scene.ts';
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
/** Where the heads of the drawn people are in their pictures, and how large: shares of width and height. */
const drawnHead = { x: 0.485, y: 0.55, size: 0.45 } as const;
const asked = { left: 'turn-left', right: 'turn-right', straight: 'look-straight' } as const satisfies Readonly<
  Record<HeadTurn, FaceGuidance>
>;
/** Farther off than this nobody can be drawn. */
const leastSize = 0.05;

/** A person before the camera, from the pictures in their folder. Who has no pictures of turning cannot turn. */
export async function openPerson(
  folder: string,
  script: readonly ScriptStep[],
  room: RawPicture,
  at?: HeadPlace,
): Promise<CameraView> {
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
  return new PersonView(new PlayedPatient(script), straight, load, room, at);
}

class PersonView implements CameraView {
  private readonly patient: PlayedPatient;
  private readonly straight: readonly string[];
  private readonly load: (name: string) => Promise<RawPicture | undefined>;
  private readonly room: RawPicture;
  private head: HeadPlace | undefined;

  constructor(
    patient: PlayedPatient,
    straight: readonly string[],
    load: (name: string) => Promise<RawPicture | undefined>,
    room: RawPicture,
    head: HeadPlace | undefined,
  ) {
    this.patient = patient;
    this.straight = straight;
    this.load = load;
    this.room = room;
    this.head = head;
  }

  move(head: HeadPlace, at: number): void {
    this.head = head;
    if (head.turn) this.patient.obey(asked[head.turn], at);
  }

  /** Whoever is turned by hand sees no screen. */
  obey(guidance: FaceGuidance, at: number): void {
    if (!this.head?.turn) this.patient.obey(guidance, at);
  }

  async picture(at: number): Promise<RawPicture> {
    const stance = this.patient.stanceAt(at);
    const person = stance.isThere ? await this.personAt(stance, at) : undefined;
    if (!person) return expose(this.room, stance.brightness);
    return expose(await placed(person, this.room, stance, at, this.head), stance.brightness);
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

/** The person nearer or farther, swaying, with the head where it is put. Sub-pixel: standing still is all that repeats a picture. */
async function placed(
  { data, width, height }: RawPicture,
  room: RawPicture,
  { nearness, sways }: Stance,
  at: number,
  head: HeadPlace | undefined,
): Promise<RawPicture> {
  const swaying = sways ? 1 : 0;
  const near = head ? Math.max(leastSize, head.size) / drawnHead.size : nearness;
  const scale = near * margin * (1 + swaying * body.size * sway(at, 3_900, 1));
  const shift = {
    x: swaying * body.shift * sway(at, 2_700, 0),
    y: swaying * 0.5 * body.shift * sway(at, 3_100, 2),
  };
  const whole = { x: Math.round(shift.x), y: Math.round(shift.y) };
  const moved = await sharp(data, { raw: { width, height, channels: 3 } })
    .affine([scale, 0, 0, scale], { odx: shift.x - whole.x, ody: shift.y - whole.y, interpolator: 'bilinear' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const picture = { data: moved.data, width: moved.info.width, height: moved.info.height };
  return inRoom(picture, room, head ? cornerFor(head, picture, whole) : cornerOf(picture, whole));
}

interface Corner {
  readonly left: number;
  readonly top: number;
}

type Size = Pick<RawPicture, 'width' | 'height'>;

/** Where a picture of another size stands by itself: in the middle. Who stands far off stands on the same floor. */
function cornerOf({ width, height }: Size, shift: { readonly x: number; readonly y: number }): Corner {
  const left = Math.round((frameSize.width - width) / 2) + shift.x;
  const middle = Math.round((frameSize.height - height) / 2);
  return { left, top: height < frameSize.height ? frameSize.height - height : middle + shift.y };
}

/** Where it stands for the head to be there: the patient's own left is the picture's right. */
function cornerFor(
  head: HeadPlace,
  { width, height }: Size,
  shift: { readonly x: number; readonly y: number },
): Corner {
  const x = (frameSize.width * (1 - head.x)) / 2;
  const y = (frameSize.height * (1 + head.y)) / 2;
  return {
    left: Math.round(x - drawnHead.x * width) + shift.x,
    top: Math.round(y - drawnHead.y * height) + shift.y,
  };
}

/** A picture of another size as a frame: what of it the camera sees, and the room around it. */
function inRoom({ data, width, height }: RawPicture, room: RawPicture, { left, top }: Corner): RawPicture {
  const frame = new Uint8Array(room.data);
  const [first, last] = [Math.max(0, left), Math.min(frameSize.width, left + width)];
  if (first >= last) return { ...frameSize, data: frame };
  for (let y = Math.max(0, top); y < Math.min(frameSize.height, top + height); y++) {
    const row = 3 * ((y - top) * width - left);
    frame.set(data.subarray(row + 3 * first, row + 3 * last), 3 * (y * frameSize.width + first));
  }
  return { ...frameSize, data: frame };
}
