import { mix, type Rgb, scale } from './colour.ts';
import type { Distance } from './head.ts';
import type { Identity } from './identity.ts';
import { valueNoise } from './random.ts';
import { bell, carve, clamp, ellipsoid, intersect, join, smoothstep, sphere } from './shapes.ts';

const white: Rgb = [208, 206, 202];

/** Signed distance to the hair: a shell around the skull, cut away from the face, with what hangs and what is tied. */
export function shapeHair(who: Identity): Distance {
  const { ends, fringe = 0, curtain = 0, curl = 0, temples = 0, baldAbove, knot } = who.hair;
  const volume = 0.03 + who.hair.volume * 0.8 + who.hairVolume * (baldAbove === undefined ? 0.5 : 0.1);
  const hangs = ends < -0.5;
  const arch = fringe > 0 ? 0.15 : 0.5;
  const rough = 0.03 + 0.07 * curl;

  const hairline = (x: number): number =>
    who.hairline -
    fringe -
    arch * (x - who.hairPart * 0.3) ** 2 +
    (who.hairSweep * (0.4 - fringe) * x) / 0.6 +
    temples * bell(Math.abs(x) - 0.36, 0.2) +
    0.05 * (valueNoise(x * 14, 1, 2, who.texture) - 0.5);

  const strands = (x: number, y: number, z: number): number =>
    curl > 0
      ? valueNoise(x * (11 - 4 * curl), y * (2.5 + 4.5 * curl), z * 8, who.texture)
      : valueNoise(x * 11 + (y + z) * 2, y * 2.5, z * 8, who.texture);

  return (x, y, z) => {
    const side = Math.abs(x);
    const skull = who.skullHeight - 0.86;
    let d = ellipsoid(
      x,
      y - 0.3,
      z + 0.16,
      who.skullWidth + 0.04 + volume * 0.5,
      0.9 + skull + volume,
      0.98 + volume * 0.3,
    );
    if (hangs) {
      const fall = ellipsoid(
        side - who.skullWidth * 0.9,
        y - ends * 0.45,
        z + 0.25 - curtain * 0.4,
        0.18 + volume * 0.5,
        0.3 - ends * 0.55,
        0.42,
      );
      d = join(d, fall, 0.15);
    }
    const tied = knot ? sphere(x, y - knot[1] - skull, z - knot[2], knot[0]) : Number.POSITIVE_INFINITY;
    if (Math.min(d, tied) > 0.2) return Math.min(d, tied) - 0.08;
    d += rough * (strands(x, y, z) - 0.5);
    const behind = (hangs ? curtain : 0.02) - z;
    d = intersect(d, -Math.max(y - hairline(x), behind), 0.04);
    if (baldAbove !== undefined) d = carve(d, baldAbove + 0.1 * clamp(z) - y, 0.05);
    d = Math.max(d, ends - y - (hangs ? 0 : clamp(-z) * 0.8));
    return knot ? join(d, tied + 0.04 * (strands(x * 1.4, z * 3, y) - 0.5), 0.06) : d;
  };
}

/** Colour of the hair at a point, white strands among the others. */
export function hairColourAt(who: Identity, x: number, y: number, z: number): Rgb {
  const strands = valueNoise(x * 34 + y * 4, y * 5, z * 26, who.texture);
  const locks = valueNoise(x * 9, y * 3, z * 9, who.texture + 3);
  const whitened =
    smoothstep(1 - who.grey - 0.3, 1 - who.grey + 0.3, 0.7 * strands + 0.3 * locks) * (who.grey > 0 ? 1 : 0);
  return scale(mix(who.hairColour, white, whitened), 0.62 + 0.5 * strands + 0.3 * locks);
}

/** Colour of hair on the face, which turns white later. */
export const facialHairColour = (who: Identity): Rgb => mix(scale(who.hairColour, 0.85), white, 0.75 * who.grey);

/** How dense a beard or moustache is at a point of the face, 0 to 1. */
export function facialHairAt(who: Identity, noseTipHeight: number, mouthHeight: number, x: number, y: number): number {
  const { lip, chin, cheeks } = who.facialHair;
  if (lip + chin + cheeks === 0 || y > 0.1) return 0;
  const side = Math.abs(x);
  const above = y - mouthHeight;
  const moustache =
    smoothstep(who.mouthWidth * 1.15, who.mouthWidth * 0.85, side) *
    smoothstep(0.2 * who.upperLip, who.upperLip * 1.1, above + 0.12 * side) *
    smoothstep(noseTipHeight - 0.02, noseTipHeight - 0.09, y + 0.25 * side);
  const below = smoothstep(-who.lowerLip - 0.02, -who.lowerLip - 0.07, above);
  const tuft = below * smoothstep(0.3, 0.2, side);
  const jaw = smoothstep(0.04, -0.06, y + 0.18 - 0.75 * (side - 0.3)) * smoothstep(0.2, 0.34, side);
  const full = Math.max(jaw, below * smoothstep(0.1, 0.3, side));
  return clamp(Math.max(lip * moustache, chin * tuft, cheeks * full));
}
