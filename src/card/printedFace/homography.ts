/** A place: pixels of a picture, or millimetres on a card. */
export interface PicturePoint {
  readonly x: number;
  readonly y: number;
}

/** Four corners in turn: on a card top left, top right, bottom right, bottom left as printed. */
export type Corners = readonly [PicturePoint, PicturePoint, PicturePoint, PicturePoint];

/** Where a place on a flat thing appears in a picture of it. */
export type Projection = (x: number, y: number) => PicturePoint;

/**
 * How a rectangle of `width` × `height`, whose corners are seen at `corners`, appears to a camera without distortion:
 * the projective map with these four corners, in closed form.
 */
export function projectionOf(corners: Corners, width: number, height: number): Projection {
  const [p0, p1, p2, p3] = corners;
  const [dx1, dx2, sx] = [p1.x - p2.x, p3.x - p2.x, p0.x - p1.x + p2.x - p3.x];
  const [dy1, dy2, sy] = [p1.y - p2.y, p3.y - p2.y, p0.y - p1.y + p2.y - p3.y];
  const area = dx1 * dy2 - dx2 * dy1;
  const g = (sx * dy2 - dx2 * sy) / area;
  const h = (dx1 * sy - sx * dy1) / area;
  const [a, b] = [p1.x - p0.x + g * p1.x, p3.x - p0.x + h * p3.x];
  const [d, e] = [p1.y - p0.y + g * p1.y, p3.y - p0.y + h * p3.y];
  return (x, y) => {
    const [u, v] = [x / width, y / height];
    const w = g * u + h * v + 1;
    return { x: (a * u + b * v + p0.x) / w, y: (d * u + e * v + p0.y) / w };
  };
}

/** The same card, seen by somebody on the other side of the table. */
export function turnedRound([a, b, c, d]: Corners): Corners {
  return [c, d, a, b];
}
