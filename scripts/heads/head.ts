import { facialHairAt, shapeHair } from './hair.ts';
import type { Identity } from './identity.ts';
import type { Look } from './look.ts';
import { bell, capsule, carve, ellipsoid, join, type Stroke, smoothstep, sphere } from './shapes.ts';
import { shapeGlasses, shapeMask } from './worn.ts';

/** Signed distance at a point: x to the person's left, y up, z towards the camera; the head is about the origin. */
export type Distance = (x: number, y: number, z: number) => number;

/** What a ray can meet, and the landmarks that painting needs. */
export interface Head {
  readonly skin: Distance;
  readonly eyes: Distance;
  readonly hair: Distance;
  readonly torso: Distance;
  readonly glasses: Distance | undefined;
  readonly mask: Distance | undefined;
  /** A point of the crooked face, where it would be on a straight one: all features are laid out there. */
  readonly straightened: (x: number, y: number) => readonly [x: number, y: number];
  /** Signed distance to the outline of the opening between the lids, seen from the front. */
  readonly eyeOpening: (x: number, y: number) => number;
  /** Height above the line between the lips, and how far out towards the corner (±1) of the mouth. */
  readonly mouth: (x: number, y: number) => { readonly above: number; readonly across: number };
  /** How dense hair grows on the face, 0 to 1. */
  readonly facialHair: (x: number, y: number) => number;
  readonly noseTipHeight: number;
}

export const eyeballRadius = 0.17;
const eyeballDepth = 0.6;
const faceDepth = 0.78;

/** Shapes one head: who it is, and what its face is doing. */
export function shapeHead(who: Identity, look: Look): Head {
  const noseTipHeight = who.eyeHeight - 0.06 - who.noseLength;
  const chinHeight = -0.92 * who.faceLength;
  const mouthWidth = who.mouthWidth * (1 + 0.16 * look.smile);
  const { mouthHeight } = who;
  const hangs = 0.1 * who.wrinkles;

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

  const straightened = (x: number, y: number): readonly [number, number] => {
    const lower = smoothstep(noseTipHeight, mouthHeight, y);
    const upper = bell(y - who.eyeHeight - 0.1, 0.25);
    const bent = who.noseBend * bell(y - noseTipHeight - 0.08, 0.22) * bell(x, 0.3);
    return [x - bent, y + x * (who.mouthTilt * lower + who.eyeTilt * upper)];
  };

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
    return { above: y - mouthHeight - (look.smile * 0.07 + who.lipCorners) * across * across, across };
  };

  const facialHair = (x: number, y: number): number => facialHairAt(who, noseTipHeight, mouthHeight, x, y);

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

  const foldDepth = 0.02 * (0.15 + 0.6 * who.wrinkles + 0.5 * look.smile);
  const smileFold = (side: number, y: number): number => {
    const along = smoothstep(mouthHeight - 0.1, mouthHeight + 0.05, y);
    if (along === 0 || y > noseTipHeight + 0.06) return 0;
    const below = smoothstep(noseTipHeight + 0.06, noseTipHeight - 0.05, y);
    return foldDepth * along * below * bell(side - 0.2 - (noseTipHeight - y) * 0.45, 0.03);
  };

  const faceOn = (skull: number, x: number, y: number, z: number): number => {
    const side = Math.abs(x);
    let d = join(skull, sphere(side - 0.4, y - who.cheekHeight, z - 0.5, who.cheekSize), 0.22);
    // Only the nose, which is narrow, stands out further than this.
    if (d > 0.3 && side > 0.55) return d - 0.25;
    if (who.cheekHollow > 0.02) d = carve(d, sphere(side - 0.62, y + 0.44, z - 0.76, who.cheekHollow), 0.22);
    if (hangs > 0.02) d = join(d, sphere(side - 0.36, y - chinHeight - 0.2, z - 0.36, 0.12 + hangs), 0.2);
    // Each feature is asked for only where it can reach: this runs a million times for a picture.
    const fromEyes = Math.abs(y - who.eyeHeight);
    if (fromEyes < 0.65) {
      d = join(d, capsule(side, y, z, ridge), 0.16);
      d = carve(d, sphere(side - who.eyeApart, y - who.eyeHeight - 0.01, z - 0.96, who.socketDepth), 0.14);
      // The lids: a skin over the eyeball, opened further down.
      d = join(d, sphere(side - who.eyeApart, y - who.eyeHeight, z - eyeballDepth, eyeballRadius + 0.018), 0.05);
    }
    if (side < 0.6) {
      d = join(d, capsule(x, y, z, nose), 0.11);
      if (fromEyes < 0.35) d -= who.noseHump * bell(x, 0.09) * bell(y - who.eyeHeight + 0.08, 0.07);
    }
    if (side < 0.55 && Math.abs(y - noseTipHeight) < 0.5) {
      const wing = sphere(
        side - who.noseWidth,
        (y - noseTipHeight + 0.03) * 1.1,
        z - faceDepth - who.noseForward * 0.4,
        who.noseWing,
      );
      d = join(d, wing, 0.09);
      const nostril = sphere(
        (side - who.noseWidth * 0.55) * 0.8,
        y - noseTipHeight + who.noseTip * 0.95,
        z - faceDepth - who.noseForward * 0.72,
        0.032,
      );
      d = carve(d, nostril, 0.04);
    }
    // What follows moves the surface by a twentieth at most: of no account to a ray still on its way.
    if (d > 0.16) return d - 0.07;
    if (Math.abs(y - mouthHeight) < 0.25 && side < 0.45) d += lipRelief(x, y);
    if (side < 0.6) d += smileFold(side, y);
    if (who.facialHair.length > 0) d -= who.facialHair.length * facialHair(x, y);
    if (z < 0.45 || Math.abs(y - who.eyeHeight) > 0.2) return d;
    return carve(d, eyeOpening(x, y), 0.012);
  };

  const skin: Distance = (x, y, z) => {
    const side = Math.abs(x);
    let d = ellipsoid(x, y - 0.28, z + 0.12, who.skullWidth, who.skullHeight, 0.96);
    d = join(d, ellipsoid(x, y + 0.28 * who.faceLength, z - 0.12, who.jawWidth, 0.72 * who.faceLength, 0.68), 0.35);
    d = join(d, sphere(side - who.jawWidth * 0.72, y + 0.58 * who.faceLength, z - 0.08, who.jawCorner), 0.25);
    d = join(d, sphere(x * 0.75, y - chinHeight, z - who.chinForward, who.chinSize), 0.3);
    const throat = capsule(x, y, z, neck);
    // No feature stands out further than 0.5 from the skull: far away the skull is bound enough, and much faster.
    if (d > 0.8) return Math.min(d - 0.55, throat);
    if (z > 0) {
      const [straightX, straightY] = straightened(x, y);
      d = faceOn(d, straightX, straightY, z);
    }
    const outward = side - who.skullWidth - 0.02;
    d = join(
      d,
      ellipsoid(outward, y - 0.03, z + 0.12 + (outward + 0.02) * 0.5, 0.075, who.earSize * 1.25, who.earSize * 0.75),
      0.06,
    );
    return join(d, throat, 0.16);
  };

  const eyes: Distance = (x, y, z) => {
    const [straightX, straightY] = straightened(x, y);
    return sphere(Math.abs(straightX) - who.eyeApart, straightY - who.eyeHeight, z - eyeballDepth, eyeballRadius);
  };

  const torso: Distance = (x, y, z) => ellipsoid(x, y + 2.15, z + 0.35, 1.7, 0.75, 0.7);

  return {
    skin,
    eyes,
    hair: shapeHair(who),
    torso,
    glasses: who.glasses && shapeGlasses(who, who.glasses),
    mask: look.mask ? shapeMask(who, skin) : undefined,
    straightened,
    eyeOpening,
    mouth,
    facialHair,
    noseTipHeight,
  };
}
