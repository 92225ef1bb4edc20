import type { Corners, PicturePoint } from './homography.ts';
import type { BrightEdge, Gradients } from './straightLines.ts';

/** Width to height of an ID-1 card. */
const cardRatio = 85.6 / 53.98;
/** How far off that ratio a card may look, by tilt. */
const ratioSlack = 1.3;
/** Opposite sides of a tilted card are not quite parallel, and neighbours not quite square. Radians. */
const angleSlack = 0.3;
/** A card fills at least this much of the picture's width. */
const smallestShare = 0.3;
const probesPerSide = 40;
/** Share of each side that must look like an edge of a card. */
const leastSupport = 0.45;

/**
 * The four edges that make the best card, as corners in turn with a long side first; which of the two long sides is the
 * top is not known here. Undefined where no four edges make a card.
 */
export function bestCard(edges: readonly BrightEdge[], gradients: Gradients): Corners | undefined {
  const opposite = pairs(edges, Math.PI).filter(
    // Each on the bright side of the other: the distances of a pair that looks inward add up to minus the gap.
    ([one, other]) => -(one.distance + other.distance) > 0,
  );
  let best: { corners: Corners; score: number } | undefined;
  for (const [index, [a, c]] of opposite.entries()) {
    for (const [b, d] of opposite.slice(index + 1)) {
      if (Math.abs(turn(a.angle, b.angle, Math.PI)) < Math.PI / 2 - angleSlack) continue;
      const corners = cornersOf(a, b, c, d);
      if (!corners || !looksLikeCard(corners, gradients)) continue;
      const score = scoreOf(corners, gradients);
      if (score > (best?.score ?? 0)) best = { corners, score };
    }
  }
  return best?.corners;
}

/** The pairs whose directions differ by `angle`, within the slack. */
function pairs(edges: readonly BrightEdge[], angle: number): (readonly [BrightEdge, BrightEdge])[] {
  return edges.flatMap((one, index) =>
    edges
      .slice(index + 1)
      .filter((other) => Math.abs(turn(one.angle + angle, other.angle, 2 * Math.PI)) < angleSlack)
      .map((other) => [one, other] as const),
  );
}

/** From one angle to another the short way, where `period` is once round. */
function turn(from: number, to: number, period: number): number {
  const difference = (to - from) % period;
  return difference - period * Math.round(difference / period);
}

/** Corners in turn (clockwise on the screen), the first side a long one. */
function cornersOf(a: BrightEdge, b: BrightEdge, c: BrightEdge, d: BrightEdge): Corners | undefined {
  const [ab, bc, cd, da] = [crossing(a, b), crossing(b, c), crossing(c, d), crossing(d, a)];
  if (!ab || !bc || !cd || !da) return undefined;
  const round: Corners = area([ab, bc, cd, da]) > 0 ? [ab, bc, cd, da] : [da, cd, bc, ab];
  const [p, q, r, s] = round;
  return length(p, q) + length(r, s) > length(q, r) + length(s, p) ? round : [q, r, s, p];
}

function crossing(one: BrightEdge, other: BrightEdge): PicturePoint | undefined {
  const [c1, s1, c2, s2] = [Math.cos(one.angle), Math.sin(one.angle), Math.cos(other.angle), Math.sin(other.angle)];
  const determinant = c1 * s2 - c2 * s1;
  if (Math.abs(determinant) < 0.5) return undefined;
  return {
    x: (one.distance * s2 - other.distance * s1) / determinant,
    y: (other.distance * c1 - one.distance * c2) / determinant,
  };
}

function looksLikeCard(corners: Corners, { width, height }: Gradients): boolean {
  const [p, q, r, s] = corners;
  const inside = corners.every(({ x, y }) => x > -1 && y > -1 && x < width + 1 && y < height + 1);
  const [across, down] = [(length(p, q) + length(r, s)) / 2, (length(q, r) + length(s, p)) / 2];
  const ratio = across / down / cardRatio;
  return inside && across > smallestShare * width && ratio < ratioSlack && ratio > 1 / ratioSlack;
}

/** How well the four sides are seen, each over its whole length: nothing where one of them is mostly missing. */
function scoreOf(corners: Corners, gradients: Gradients): number {
  let total = 0;
  for (const [index, from] of corners.entries()) {
    const to = corners[(index + 1) % 4] ?? from;
    const { support, strength } = sideSupport(from, to, gradients);
    if (support < leastSupport) return 0;
    total += support * strength;
  }
  return total;
}

function sideSupport(
  from: PicturePoint,
  to: PicturePoint,
  { width, height, x, y }: Gradients,
): { support: number; strength: number } {
  const long = length(from, to);
  // Clockwise on the screen the inside lies to the right of the way.
  const [nx, ny] = [-(to.y - from.y) / long, (to.x - from.x) / long];
  let seen = 0;
  let strength = 0;
  for (let probe = 0; probe < probesPerSide; probe++) {
    const share = 0.08 + (0.84 * probe) / (probesPerSide - 1);
    let best = 0;
    for (let off = -1.5; off <= 1.5; off++) {
      const column = Math.round(from.x + share * (to.x - from.x) + off * nx);
      const row = Math.round(from.y + share * (to.y - from.y) + off * ny);
      if (column < 0 || row < 0 || column >= width || row >= height) continue;
      const at = row * width + column;
      best = Math.max(best, (x[at] ?? 0) * nx + (y[at] ?? 0) * ny);
    }
    if (best > 0.1) seen += 1;
    strength += Math.min(best, 0.7);
  }
  return { support: seen / probesPerSide, strength: strength / probesPerSide };
}

function length(from: PicturePoint, to: PicturePoint): number {
  return Math.hypot(to.x - from.x, to.y - from.y);
}

/** Twice the area, positive where the corners go clockwise on the screen. */
function area(corners: Corners): number {
  return corners.reduce((sum, { x, y }, index) => {
    const next = corners[(index + 1) % 4] ?? { x, y };
    return sum + x * next.y - next.x * y;
  }, 0);
}
