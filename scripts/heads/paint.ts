import { mix, type Rgb, scale, tint } from './colour.ts';
import type { Head } from './head.ts';
import type { Identity } from './identity.ts';
import type { Look } from './look.ts';
import { valueNoise } from './random.ts';
import { bell, clamp, smoothstep } from './shapes.ts';

export type Surface = 'skin' | 'eyes' | 'hair' | 'torso';

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
    skin: (x, y, z) => paintSkin(who, head, x, y, z),
    eyes: (x, y) => paintEye(who, look, head, x, y),
    hair: (x, y, z) => paintHair(who, x, y, z),
    torso: (x, y) => paintClothes(who, x, y),
  };
}

function paintSkin(who: Identity, head: Head, x: number, y: number, z: number): Paint {
  const coarse = valueNoise(x * 9, y * 9, z * 9, who.texture);
  const fine = valueNoise(x * 38, y * 38, z * 38, who.texture + 9);
  const bare = scale(who.skin, 0.95 + 0.06 * coarse + 0.03 * fine);
  if (z <= 0.1) return { colour: underHair(who, y, z, bare), shine: 0.1, gloss: 14 };

  const blushed = blush(who, head, x, y, bare);
  const { colour, lip } = paintLips(who, head, x, y, blushed);
  const lined = paintWrinkles(who, head, x, y, colour);
  const lidded = z > 0.4 ? paintLids(who, head, x, y, lined) : lined;
  const browed = paintBrow(who, x, y, lidded);
  const nostrils = smoothstep(
    0.035,
    0.015,
    Math.hypot(Math.abs(x) - who.noseWidth * 0.6, (y - head.noseTipHeight + who.noseTip * 0.9) * 1.6),
  );
  const shaded = mix(browed, scale(browed, 0.45), 0.8 * nostrils);
  const mole = who.mole ? smoothstep(0.024, 0.014, Math.hypot(x - who.mole[0], y - who.mole[1])) : 0;
  return { colour: underHair(who, y, z, mix(shaded, [84, 54, 42], mole)), shine: 0.1 + 0.22 * lip, gloss: 14 };
}

/** The scalp shows the colour of the hair that grows on it. */
const underHair = (who: Identity, y: number, z: number, skin: Rgb): Rgb =>
  y > who.hairline - 0.03 && z < 0.6 ? mix(skin, who.hairColour, 0.5) : skin;

function blush(who: Identity, head: Head, x: number, y: number, skin: Rgb): Rgb {
  const cheeks = 0.1 * bell(Math.abs(x) - 0.4, 0.2) * bell(y - who.cheekHeight - 0.03, 0.17);
  const tip = 0.09 * bell(x, 0.12) * bell(y - head.noseTipHeight, 0.12);
  const red = 1 - cheeks - tip;
  return tint(skin, [1, red, red]);
}

function paintLips(who: Identity, head: Head, x: number, y: number, skin: Rgb): { colour: Rgb; lip: number } {
  const { above, across } = head.mouth(x, y);
  if (Math.abs(across) >= 1) return { colour: skin, lip: 0 };
  const round = 1 - across * across;
  const bow = 1 - 0.3 * bell(across, 0.16);
  const lip =
    above > 0
      ? smoothstep(1.15, 0.8, above / (who.upperLip * bow * round ** 0.7 + 1e-4))
      : smoothstep(1.15, 0.85, -above / (who.lowerLip * round ** 0.6 + 1e-4));
  const red: Rgb = [
    who.skin[0] * 0.84 + 10,
    who.skin[1] * (0.64 - 0.16 * who.lipRed),
    who.skin[2] * (0.66 - 0.12 * who.lipRed),
  ];
  const painted = mix(skin, red, lip * 0.85);
  return { colour: mix(painted, [92, 44, 42], 0.8 * bell(above, 0.011)), lip };
}

/** Lines on the forehead, beside the eyes and beside the mouth. */
function paintWrinkles(who: Identity, head: Head, x: number, y: number, skin: Rgb): Rgb {
  if (who.wrinkles < 0.2) return skin;
  const side = Math.abs(x);
  const wave = y + 0.02 * Math.sin(x * 7 + who.texture);
  const forehead =
    Math.max(0, Math.sin((wave - 0.4) * 52)) ** 6 *
    smoothstep(0.4, 0.45, y) *
    smoothstep(0.66, 0.58, y) *
    bell(x, 0.34);
  const fan = Math.atan2(y - who.eyeHeight, side - who.eyeApart);
  const reach = Math.hypot(y - who.eyeHeight, side - who.eyeApart) - who.eyeWidth;
  const crowsFeet =
    Math.max(0, Math.sin(fan * 11 + 1.2)) ** 5 *
    bell(fan, 0.75) *
    smoothstep(0.02, 0.06, reach) *
    smoothstep(0.2, 0.12, reach);
  const fold =
    bell(side - 0.2 - (head.noseTipHeight - y) * 0.42, 0.018) *
    smoothstep(-0.66, -0.5, y) *
    smoothstep(head.noseTipHeight + 0.04, head.noseTipHeight - 0.06, y);
  const depth = clamp(who.wrinkles * (0.3 * forehead + 0.3 * crowsFeet + 0.42 * fold));
  return mix(skin, tint(skin, [0.62, 0.5, 0.46]), depth);
}

function paintLids(who: Identity, head: Head, x: number, y: number, skin: Rgb): Rgb {
  const away = head.eyeOpening(x, y);
  const aboveEye = y > who.eyeHeight + who.eyeSlant * (Math.abs(x) - who.eyeApart);
  const lashes = 0.85 * smoothstep(0.022, 0, away) * (aboveEye ? 1 : 0.35);
  const crease = aboveEye ? 0.55 * bell(away - 0.05, 0.014) : 0;
  const bags = (0.16 + 0.4 * who.wrinkles) * smoothstep(0.14, 0.03, away);
  const creased = mix(mix(skin, [34, 24, 22], lashes), scale(skin, 0.72), crease * (1 - lashes));
  return mix(creased, tint(creased, [0.86, 0.8, 0.82]), bags);
}

function paintBrow(who: Identity, x: number, y: number, skin: Rgb): Rgb {
  const along = Math.abs(x) - who.eyeApart;
  const arch = who.eyeHeight + who.browHeight + who.browAngle * 0.25 * along - 0.9 * (along - 0.03) ** 2;
  const thickness = who.browThickness * (1 - 0.6 * clamp((along + 0.05) / who.browWidth));
  const hair =
    smoothstep(1.25, 0.6, Math.abs(y - arch) / thickness) *
    smoothstep(who.browWidth * 1.12, who.browWidth * 0.85, Math.abs(along));
  return mix(skin, scale(who.hairColour, 0.8), hair * (0.55 + 0.4 * valueNoise(x * 60, y * 25, 0, 3)));
}

function paintEye(who: Identity, look: Look, head: Head, x: number, y: number): Paint {
  const radius = 0.17;
  const across = (x - Math.sign(x) * who.eyeApart) / radius - look.gaze[0] * 0.5;
  const up = (y - who.eyeHeight) / radius - look.gaze[1] * 0.5;
  const fromPupil = Math.hypot(across, up);
  const irisEdge = 0.45;
  let colour: Rgb = mix([236, 231, 226], [214, 170, 160], 0.25 * smoothstep(0.45, 0.8, Math.abs(across)));
  if (fromPupil < irisEdge) {
    const fibres = valueNoise(Math.atan2(up, across) * 7, fromPupil * 9, 0, who.texture);
    const lit = scale(who.iris, 0.8 + (0.5 * fromPupil * (0.6 + 0.4 * fibres)) / irisEdge);
    colour = mix(lit, [20, 15, 12], smoothstep(irisEdge * 0.84, irisEdge, fromPupil));
  }
  if (fromPupil < 0.18) colour = [10, 9, 9];
  // The lid throws its shadow on the ball.
  const shade = 0.55 + 0.45 * smoothstep(0, -0.035, head.eyeOpening(x, y));
  return { colour: scale(colour, shade), shine: 0.9, gloss: 70 };
}

function paintHair(who: Identity, x: number, y: number, z: number): Paint {
  const strands = valueNoise(x * 34 + y * 4, y * 5, z * 26, who.texture);
  const locks = valueNoise(x * 9, y * 3, z * 9, who.texture + 3);
  const colour = scale(who.hairColour, 0.62 + 0.5 * strands + 0.3 * locks);
  return { colour: [colour[0] + 4, colour[1] + 4, colour[2] + 4], shine: 0.18, gloss: 10 };
}

/** A shirt whose collar opens in a V below the throat. */
function paintClothes(who: Identity, x: number, y: number): Paint {
  const collar = smoothstep(0.02, -0.02, Math.abs(x) - 0.5 * (y + 1.95));
  const weave = 0.96 + 0.06 * valueNoise(x * 24, y * 24, 0, who.texture);
  return { colour: scale(mix(who.clothes, who.collar, collar), weave), shine: 0.02, gloss: 8 };
}
