import { type GreyImage, toneAt } from './greyImage.ts';
import type { Corners, PicturePoint } from './homography.ts';

const probes = 64;
/** The rounded corners of the card are left out. */
const [firstShare, lastShare] = [0.08, 0.92];
/** A probe that is further off the line than this many pixels saw something else. */
const tolerance = 1.5;
const leastInliers = 0.5;

/** A line: x·nx + y·ny = distance. */
interface Line {
  readonly nx: number;
  readonly ny: number;
  readonly distance: number;
}

/**
 * Corners to a fraction of a pixel: each side is looked for anew along its length, up to `reach` pixels from where a
 * coarser picture had it, and a straight line is laid through what was found. Undefined where a side is not straight
 * or not there.
 */
export function refinedCorners(picture: GreyImage, coarse: Corners, reach: number): Corners | undefined {
  const lines: Line[] = [];
  for (const [index, from] of coarse.entries()) {
    const line = fittedLine(edgePlaces(picture, from, coarse[(index + 1) % 4] ?? from, reach));
    if (!line) return undefined;
    lines.push(line);
  }
  const [top, right, bottom, left] = lines;
  if (!top || !right || !bottom || !left) return undefined;
  return [crossing(left, top), crossing(top, right), crossing(right, bottom), crossing(bottom, left)];
}

/** Where along one side the picture gets brighter fastest on the way in. */
function edgePlaces(picture: GreyImage, from: PicturePoint, to: PicturePoint, reach: number): readonly PicturePoint[] {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const long = Math.hypot(dx, dy);
  const [tx, ty, nx, ny] = [dx / long, dy / long, -dy / long, dx / long];
  const places: PicturePoint[] = [];
  const span = Math.ceil(reach);
  for (let probe = 0; probe < probes; probe++) {
    const share = firstShare + ((lastShare - firstShare) * probe) / (probes - 1);
    const [x, y] = [from.x + share * dx, from.y + share * dy];
    const profile: number[] = [];
    for (let off = -span - 4; off <= span + 4; off++) {
      // Five pixels along the side in one: the sensor's noise goes, the edge stays.
      let sum = 0;
      for (let along = -2; along <= 2; along++) {
        sum += toneAt(picture, x + off * nx + 1.5 * along * tx, y + off * ny + 1.5 * along * ty);
      }
      profile.push(Math.log(sum / 5 + 8));
    }
    const off = steepest(profile);
    if (off !== undefined) places.push({ x: x + (off - span - 4) * nx, y: y + (off - span - 4) * ny });
  }
  return places;
}

/** Where `profile` rises fastest, to a fraction of a step. */
function steepest(profile: readonly number[]): number | undefined {
  const rise = (at: number) =>
    (profile[at + 1] ?? 0) + (profile[at + 2] ?? 0) - (profile[at - 1] ?? 0) - (profile[at - 2] ?? 0);
  let best = 0;
  let place: number | undefined;
  for (let at = 3; at < profile.length - 3; at++) {
    if (rise(at) > best) [best, place] = [rise(at), at];
  }
  if (place === undefined || best < 0.15) return undefined;
  const [before, after] = [rise(place - 1), rise(place + 1)];
  const bend = before - 2 * best + after;
  return place + (bend < 0 ? (before - after) / (2 * bend) : 0);
}

/** The line most places agree on, then the least squares of those. */
function fittedLine(places: readonly PicturePoint[]): Line | undefined {
  let inliers: readonly PicturePoint[] = [];
  for (let first = 0; first < places.length / 2; first += 2) {
    for (let second = Math.ceil(places.length / 2); second < places.length; second += 3) {
      const [a, b] = [places[first], places[second]];
      if (!a || !b) continue;
      const line = through(a, b);
      const close = places.filter((place) => Math.abs(off(line, place)) < tolerance);
      if (close.length > inliers.length) inliers = close;
    }
  }
  return inliers.length >= leastInliers * probes ? leastSquares(inliers) : undefined;
}

function through(a: PicturePoint, b: PicturePoint): Line {
  const long = Math.hypot(b.x - a.x, b.y - a.y);
  const [nx, ny] = [-(b.y - a.y) / long, (b.x - a.x) / long];
  return { nx, ny, distance: a.x * nx + a.y * ny };
}

function off({ nx, ny, distance }: Line, { x, y }: PicturePoint): number {
  return x * nx + y * ny - distance;
}

function leastSquares(places: readonly PicturePoint[]): Line {
  const mean = (of: (place: PicturePoint) => number) =>
    places.reduce((sum, place) => sum + of(place), 0) / places.length;
  const [x, y] = [mean((place) => place.x), mean((place) => place.y)];
  const xx = mean((place) => (place.x - x) ** 2);
  const yy = mean((place) => (place.y - y) ** 2);
  const xy = mean((place) => (place.x - x) * (place.y - y));
  const along = Math.atan2(2 * xy, xx - yy) / 2;
  const [nx, ny] = [-Math.sin(along), Math.cos(along)];
  return { nx, ny, distance: x * nx + y * ny };
}

function crossing(one: Line, other: Line): PicturePoint {
  const determinant = one.nx * other.ny - other.nx * one.ny;
  return {
    x: (one.distance * other.ny - other.distance * one.ny) / determinant,
    y: (other.distance * one.nx - one.distance * other.nx) / determinant,
  };
}
