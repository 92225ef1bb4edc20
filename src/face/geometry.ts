/** A place in a picture, pixels from the top left. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** An upright rectangle in a picture, pixels; may reach beyond it. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A box somebody believes to hold a face. */
export interface Scored {
  readonly box: Box;
  /** 0 to 1. */
  readonly confidence: number;
}

/** Of boxes that overlap by more than `most` (intersection over union), the most confident one each. */
export function withoutOverlaps<T extends Scored>(candidates: readonly T[], most: number): T[] {
  const kept: T[] = [];
  for (const each of candidates.toSorted((a, b) => b.confidence - a.confidence)) {
    if (kept.every((other) => overlap(each.box, other.box) <= most)) kept.push(each);
  }
  return kept;
}

/** The same faces, the largest first. */
export function largestFirst<T extends Scored>(faces: readonly T[]): T[] {
  return faces.toSorted((a, b) => area(b.box) - area(a.box));
}

/** Intersection over union, 0 to 1. */
export function overlap(a: Box, b: Box): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  const shared = Math.max(0, width) * Math.max(0, height);
  return shared / (area(a) + area(b) - shared);
}

function area({ width, height }: Box): number {
  return width * height;
}
