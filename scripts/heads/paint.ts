import { mix, type Rgb, scale } from './colour.ts';
import { hairColourAt } from './hair.ts';
import { eyeballRadius, type Head } from './head.ts';
import type { Identity } from './identity.ts';
import type { Look } from './look.ts';
import { valueNoise } from './random.ts';
import { smoothstep } from './shapes.ts';
import { paintSkin } from './skin.ts';

export type Surface = 'skin' | 'eyes' | 'hair' | 'torso' | 'glasses' | 'mask';

/** Colour before light, and how the surface shines. */
export interface Paint {
  readonly colour: Rgb;
  readonly shine: number;
  readonly gloss: number;
}

type Painter = (x: number, y: number, z: number) => Paint;

/** One painter for each surface of a head. */
export function paintHead(who: Identity, look: Look, head: Head): Record<Surface, Painter> {
  return {
    skin: (x, y, z) => {
      const { colour, lip } = paintSkin(who, head, x, y, z);
      return { colour, shine: who.sheen + 0.22 * lip, gloss: 14 };
    },
    eyes: (x, y) => paintEye(who, look, head, ...head.straightened(x, y)),
    hair: (x, y, z) => ({ colour: lifted(hairColourAt(who, x, y, z)), shine: 0.18, gloss: 10 }),
    torso: (x, y) => paintClothes(who, x, y),
    glasses: () => ({ colour: who.glasses?.colour ?? [0, 0, 0], shine: 0.5, gloss: 40 }),
    mask: (x, y) => ({
      colour: scale([234, 240, 244], 0.97 + 0.04 * valueNoise(x * 50, y * 50, 0, 1)),
      shine: 0.02,
      gloss: 8,
    }),
  };
}

/** Even black hair is not black to a camera. */
const lifted = ([red, green, blue]: Rgb): Rgb => [red + 4, green + 4, blue + 4];

function paintEye(who: Identity, look: Look, head: Head, x: number, y: number): Paint {
  const across = (x - Math.sign(x) * who.eyeApart) / eyeballRadius - look.gaze[0] * 0.5;
  const up = (y - who.eyeHeight) / eyeballRadius - look.gaze[1] * 0.5;
  const fromPupil = Math.hypot(across, up);
  let colour: Rgb = mix([236, 231, 226], [214, 170, 160], 0.25 * smoothstep(0.45, 0.8, Math.abs(across)));
  if (fromPupil < who.irisSize) {
    const fibres = valueNoise(Math.atan2(up, across) * 7, fromPupil * 9, 0, who.texture);
    const lit = scale(who.iris, 0.8 + (0.5 * fromPupil * (0.6 + 0.4 * fibres)) / who.irisSize);
    colour = mix(lit, [20, 15, 12], smoothstep(who.irisSize * 0.84, who.irisSize, fromPupil));
  }
  if (fromPupil < 0.18) colour = [10, 9, 9];
  // The lid throws its shadow on the ball.
  const shade = 0.55 + 0.45 * smoothstep(0, -0.035, head.eyeOpening(x, y));
  return { colour: scale(colour, shade), shine: 0.9, gloss: 70 };
}

/** A shirt whose collar opens in a V below the throat. */
function paintClothes(who: Identity, x: number, y: number): Paint {
  const collar = smoothstep(0.02, -0.02, Math.abs(x) - 0.5 * (y + 1.95));
  const weave = 0.96 + 0.06 * valueNoise(x * 24, y * 24, 0, who.texture);
  return { colour: scale(mix(who.clothes, who.collar, collar), weave), shine: 0.02, gloss: 8 };
}
