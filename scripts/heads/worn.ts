import type { Distance } from './head.ts';
import type { Identity } from './identity.ts';
import { capsule, ellipsoid, intersect, join, length2, type Stroke } from './shapes.ts';
import type { Glasses } from './styles.ts';

/** Signed distance to a pair of glasses on this face: two rims, a bridge, two arms. */
export function shapeGlasses(who: Identity, { width, height, corner, rim }: Glasses): Distance {
  const centre = [Math.max(who.eyeApart + 0.01, width + 0.05), who.eyeHeight - 0.015] as const;
  const front = Math.max(0.96, 0.8 + who.noseForward * 0.35 + who.noseBridge);
  const depthAt = (x: number): number => front - 0.22 * x * x;
  const outside = centre[0] + width;
  const bridge: Stroke = {
    from: [0, centre[1] + 0.045, front + 0.015],
    to: [centre[0] - width, centre[1] + 0.03, depthAt(centre[0] - width)],
    radii: [rim[0], rim[0]],
  };
  const arm: Stroke = {
    from: [outside, centre[1] + 0.06, depthAt(outside)],
    to: [who.skullWidth + 0.04, 0.12, -0.1],
    radii: [rim[0], rim[0]],
  };
  return (x, y, z) => {
    const side = Math.abs(x);
    if (z > front + 0.4 || Math.abs(y - centre[1]) > height + 0.4) return 0.3;
    const [across, up] = [Math.abs(side - centre[0]) - (width - corner), Math.abs(y - centre[1]) - (height - corner)];
    const outline = length2(Math.max(across, 0), Math.max(up, 0)) + Math.min(Math.max(across, up), 0) - corner;
    const thick = rim[y > centre[1] + height * 0.2 ? 0 : 1];
    const ring = length2(outline, z - depthAt(side)) - thick;
    return Math.min(ring, capsule(side, y, z, bridge), capsule(side, y, z, arm));
  };
}

/** Signed distance to a surgical mask over nose and mouth, pleated, with loops to the ears. */
export function shapeMask(who: Identity, skin: Distance): Distance {
  const chin = -0.92 * who.faceLength;
  const top = who.eyeHeight - 0.17;
  const middle = (top + chin) / 2;
  const loops: readonly Stroke[] = [
    { from: [0.6, top - 0.1, 0.42], to: [who.skullWidth + 0.06, 0.1, -0.08], radii: [0.016, 0.016] },
    { from: [0.56, chin + 0.22, 0.42], to: [who.skullWidth + 0.06, -0.12, -0.08], radii: [0.016, 0.016] },
  ];
  return (x, y, z) => {
    const side = Math.abs(x);
    const dome = ellipsoid(x, y - middle, z - 0.3, 0.64, (top - chin) * 0.62, 0.58 + who.noseForward + who.noseTip);
    const cloth = join(dome, skin(x, y, z) - 0.03, 0.12) + 0.008 * Math.sin((y - middle) * 42) * (z > 0.7 ? 1 : 0.4);
    const edge = Math.max(y - top - 0.06 + 0.28 * side * side, chin - 0.03 - y, 0.36 - z, side - 0.66);
    const sheet = intersect(cloth, edge, 0.02);
    return Math.min(sheet, ...loops.map((loop) => capsule(side, y, z, loop)));
  };
}
