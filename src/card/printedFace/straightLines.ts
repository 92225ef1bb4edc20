import type { GreyImage } from './greyImage.ts';

/**
 * A straight edge with a bright side: x·cos + y·sin = distance on it, greater on the bright side. A card is lighter than
 * what it lies on (its own shadow at least), so each of its sides is such an edge with the card on the bright side.
 */
export interface BrightEdge {
  /** Direction of the bright side, radians. */
  readonly angle: number;
  readonly distance: number;
  readonly strength: number;
}

/** How fast the picture gets brighter, in logarithms: what matters is the ratio of two tones, whatever the light. */
export interface Gradients {
  readonly width: number;
  readonly height: number;
  readonly x: Float32Array;
  readonly y: Float32Array;
}

/** Keeps the logarithm quiet where the sensor gives nothing but noise. */
const darkOffset = 12;
/** An edge is a ratio of tones of about 1.15 at least, over the reach of the Sobel operator. */
const weakestGradient = 0.14;
/** Beyond this an edge counts no more: black print on white paper shall not outvote the side of a card. */
const strongestGradient = 0.7;

const angleBins = 180;
const distanceStep = 1.5;
/** Peaks closer than this many bins are one edge. */
const peakReach = { angle: 4, distance: 3 } as const;

/** Sobel gradients of the logarithm, 1 meaning e-fold a pixel. */
export function logGradients({ data, width, height }: GreyImage): Gradients {
  const logarithm = Float32Array.from({ length: 256 }, (_, tone) => Math.log(tone + darkOffset));
  const level = Float32Array.from(data, (tone) => logarithm[tone] ?? 0);
  const x = new Float32Array(width * height);
  const y = new Float32Array(width * height);
  for (let row = 1; row < height - 1; row++) {
    for (let at = row * width + 1; at < (row + 1) * width - 1; at++) {
      const [a, b, c] = [level[at - width - 1] ?? 0, level[at - width] ?? 0, level[at - width + 1] ?? 0];
      const [d, f] = [level[at - 1] ?? 0, level[at + 1] ?? 0];
      const [g, h, i] = [level[at + width - 1] ?? 0, level[at + width] ?? 0, level[at + width + 1] ?? 0];
      x[at] = (c + 2 * f + i - a - 2 * d - g) / 4;
      y[at] = (g + 2 * h + i - a - 2 * b - c) / 4;
    }
  }
  level.fill(0);
  return { width, height, x, y };
}

/** The strongest straight edges, strongest first (Hough transform; an edge pixel knows its direction). */
export function straightEdges(gradients: Gradients, most: number): readonly BrightEdge[] {
  const { width, height } = gradients;
  const reach = Math.hypot(width, height);
  const distanceBins = Math.ceil((2 * reach) / distanceStep);
  const votes = vote(gradients, reach, distanceBins);
  const at = (angle: number, distance: number) =>
    votes[((angle + angleBins) % angleBins) * distanceBins + distance] ?? 0;
  const found: BrightEdge[] = [];
  const floor = Math.min(width, height) * 0.03;
  for (let angle = 0; angle < angleBins; angle++) {
    for (let distance = 1; distance < distanceBins - 1; distance++) {
      const strength = at(angle, distance);
      if (strength < floor || !isPeak(at, angle, distance, strength)) continue;
      found.push({ angle: angleOf(angle), distance: distance * distanceStep - reach, strength });
    }
  }
  return found.sort((one, other) => other.strength - one.strength).slice(0, most);
}

function vote({ width, height, x, y }: Gradients, reach: number, distanceBins: number): Float32Array {
  const votes = new Float32Array(angleBins * distanceBins);
  const cosines = Float32Array.from({ length: angleBins }, (_, bin) => Math.cos(angleOf(bin)));
  const sines = Float32Array.from({ length: angleBins }, (_, bin) => Math.sin(angleOf(bin)));
  for (let row = 1; row < height - 1; row++) {
    for (let column = 1; column < width - 1; column++) {
      const at = row * width + column;
      const [gx, gy] = [x[at] ?? 0, y[at] ?? 0];
      const strength = Math.hypot(gx, gy);
      if (strength < weakestGradient) continue;
      const weight = Math.min(strength, strongestGradient);
      const direction = Math.round((Math.atan2(gy, gx) / (2 * Math.PI)) * angleBins);
      for (let turn = -2; turn <= 2; turn++) {
        const bin = (direction + turn + angleBins) % angleBins;
        const distance = column * (cosines[bin] ?? 0) + row * (sines[bin] ?? 0);
        const place = bin * distanceBins + Math.round((distance + reach) / distanceStep);
        votes[place] = (votes[place] ?? 0) + weight;
      }
    }
  }
  return votes;
}

function angleOf(bin: number): number {
  return (bin * 2 * Math.PI) / angleBins;
}

function isPeak(at: (a: number, d: number) => number, angle: number, distance: number, strength: number): boolean {
  for (let a = -peakReach.angle; a <= peakReach.angle; a++) {
    for (let d = -peakReach.distance; d <= peakReach.distance; d++) {
      const other = at(angle + a, distance + d);
      // Of two equal neighbours the later one stays.
      if (other > strength || (other === strength && (a > 0 || (a === 0 && d > 0)))) return false;
    }
  }
  return true;
}
