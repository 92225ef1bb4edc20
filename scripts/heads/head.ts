import type { Identity } from './identity.ts';
import type { Look } from './look.ts';
import { valueNoise } from './random.ts';
import { bell, capsule, carve, clamp, ellipsoid, intersect, join, type Stroke, smoothstep, sphere } from './shapes.ts';

/** Signed distance at a point: x to the person's left, y up, z towards the camera; the head is about the origin. */
export type Distance = (x: number, y: number, z: number) => number;

/** The four things a ray can meet, and the landmarks that painting needs. */
export interface Head {
  readonly skin: Distance;
  readonly eyes: Distance;
  readonly hair: Distance;
  readonly torso: Distance;
  /** Signed distance to the outline of the opening between the lids, seen from the front. */
  readonly eyeOpening: (x: number, y: number) => number;
  /** Height above the line between the lips, and how far out towards the corner (±1) of the mouth. */
  readonly mouth: (x: number, y: number) => { readonly above: number; readonly across: number };
  readonly noseTipHeight: number;
}

const eyeballRadius = 0.17;
const eyeballDepth = 0.6;
const faceDepth = 0.78;

/** Shapes one head: who it is, and what its face is doing. */
export function shapeHead(who: Identity, look: Look): Head {
  const noseTipHeight = who.eyeHeight - 0.06 - who.noseLength;
  const chinHeight = -0.92 * who.faceLength;
  const mouthWidth = who.mouthWidth * (1 + 0.16 * look.smile);
  const mouthHeight = Math.min(who.mouthHeight, noseTipHeight - 0.13);
  const longHair = who.hairEnds < -0.5;

  const ridge: Stroke = {
    from: [0.1, who.eyeHeight + 0.15, 0.74],
    to: [0.44, who.eyeHeight + 0.17, 0.58],
    radii: [who.browRidge, who.browRidge * 0.8],
  };
  const nose: Stroke = {
    from: [0, who.eyeHeight + 0.06, faceDepth],
    to: [0, noseTipHeight, faceDepth + who.noseForward],
    radii: [who.noseBridge, who.noseTip],
  };
  const neck: Stroke = { from: [0, -0.5, -0.15], to: [0, -2, -0.3], radii: [who.neckWidth, who.neckWidth * 1.1] };

  const eyeOpening = (x: number, y: number): number => {
    const outward = Math.abs(x) - who.eyeApart;
    const across = outward / who.eyeWidth;
    if (Math.abs(across) > 1.6) return 1;
    const height = y - who.eyeHeight - who.eyeSlant * outward;
    const round = Math.max(0, 1 - across * across);
    const upper = who.eyeOpening * look.eyesOpen * (1 - 0.12 * look.smile) * round ** 0.7;
    const lower = -who.eyeOpening * (0.62 - 0.2 * look.smile) * look.eyesOpen * round ** 0.8;
    return Math.max(height - upper, lower - height, (Math.abs(across) - 1) * who.eyeWidth);
  };

  const mouth = (x: number, y: number) => {
    const across = x / mouthWidth;
    return { above: y - mouthHeight - look.smile * 0.07 * across * across, across };
  };

  const lipRelief = (x: number, y: number): number => {
    const { above, across } = mouth(x, y);
    const round = Math.max(0, 1 - across * across);
    const lip =
      above > 0
        ? smoothstep(who.upperLip * 2 * round + 0.01, 0, above)
        : smoothstep(who.lowerLip * 2 * round + 0.01, 0, -above);
    const seam = Math.abs(across) < 1.04 ? bell(above, 0.016) : 0;
    return 0.03 * seam - 0.05 * lip * Math.sqrt(round);
  };

  const smileFold = (side: number, y: number): number =>
    0.02 *
    (0.15 + 0.6 * who.wrinkles + 0.5 * look.smile) *
    bell(side - 0.2 - (noseTipHeight - y) * 0.45, 0.03) *
    smoothstep(mouthHeight - 0.1, mouthHeight + 0.05, y) *
    smoothstep(noseTipHeight + 0.06, noseTipHeight - 0.05, y);

  const face = (skull: number, x: number, y: number, z: number): number => {
    const side = Math.abs(x);
    let d = join(skull, sphere(side - 0.4, y - who.cheekHeight, z - 0.5, who.cheekSize), 0.22);
    d = join(d, capsule(side, y, z, ridge), 0.16);
    d = carve(d, sphere(side - who.eyeApart, y - who.eyeHeight - 0.01, z - 0.96, who.socketDepth), 0.14);
    // The lids: a skin over the eyeball, opened further down.
    d = join(d, sphere(side - who.eyeApart, y - who.eyeHeight, z - eyeballDepth, eyeballRadius + 0.018), 0.05);
    d = join(d, capsule(x, y, z, nose), 0.11);
    const wing = sphere(
      side - who.noseWidth,
      (y - noseTipHeight + 0.03) * 1.1,
      z - faceDepth - who.noseForward * 0.4,
      0.07,
    );
    d = join(d, wing, 0.09);
    const nostril = sphere(
      (side - who.noseWidth * 0.55) * 0.8,
      y - noseTipHeight + who.noseTip * 0.95,
      z - faceDepth - who.noseForward * 0.72,
      0.032,
    );
    d = carve(d, nostril, 0.04);
    d += lipRelief(x, y) + smileFold(side, y);
    return carve(d, Math.max(eyeOpening(x, y), 0.45 - z), 0.012);
  };

  const skin: Distance = (x, y, z) => {
    const side = Math.abs(x);
    let d = ellipsoid(x, y - 0.28, z + 0.12, who.skullWidth, 0.86, 0.96);
    d = join(d, ellipsoid(x, y + 0.28 * who.faceLength, z - 0.12, who.jawWidth, 0.72 * who.faceLength, 0.68), 0.35);
    d = join(d, sphere(x * 0.75, y - chinHeight, z - who.chinForward, who.chinSize), 0.3);
    const throat = capsule(x, y, z, neck);
    // No feature stands out further than 0.5 from the skull: far away the skull is bound enough, and much faster.
    if (d > 0.8) return Math.min(d - 0.55, throat);
    if (z > 0) d = face(d, x, y, z);
    const outward = side - who.skullWidth - 0.02;
    d = join(
      d,
      ellipsoid(outward, y - 0.03, z + 0.12 + (outward + 0.02) * 0.5, 0.075, who.earSize * 1.25, who.earSize * 0.75),
      0.06,
    );
    return join(d, throat, 0.16);
  };

  const eyes: Distance = (x, y, z) =>
    sphere(Math.abs(x) - who.eyeApart, y - who.eyeHeight, z - eyeballDepth, eyeballRadius);

  const hair: Distance = (x, y, z) => {
    const volume = who.hairVolume;
    const side = Math.abs(x);
    let d = ellipsoid(x, y - 0.3, z + 0.16, who.skullWidth + 0.05 + volume * 0.5, 0.9 + volume, 0.98 + volume * 0.3);
    if (longHair) {
      const fall = ellipsoid(
        side - who.skullWidth * 0.9,
        y - who.hairEnds * 0.45,
        z + 0.25,
        0.2 + volume * 0.5,
        0.3 - who.hairEnds * 0.55,
        0.42,
      );
      d = join(d, fall, 0.15);
    }
    if (d > 0.15) return d - 0.05;
    d += 0.04 * (valueNoise(x * 11 + (y + z) * 2, y * 2.5, z * 8, who.texture) - 0.5);
    const arch = who.fringe > 0 ? 0.15 : 0.55;
    const line =
      who.hairline -
      who.fringe -
      arch * (x - who.hairPart * 0.3) ** 2 +
      0.05 * (valueNoise(x * 14, 1, 2, who.texture) - 0.5);
    const behind = (longHair ? 0.2 : 0.02) - z;
    d = intersect(d, -Math.max(y - line, behind), 0.04);
    return longHair ? d : Math.max(d, who.hairEnds - y - clamp(-z, 0, 1) * 0.8);
  };

  const torso: Distance = (x, y, z) => ellipsoid(x, y + 2.15, z + 0.35, 1.7, 0.75, 0.7);

  return { skin, eyes, hair, torso, eyeOpening, mouth, noseTipHeight };
}
