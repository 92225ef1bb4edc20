/** A plate with rounded corners, centred on the reader, in the drawing's flat coordinates; `thickness` on the screen. */
export interface PlateShape {
  readonly width: number;
  readonly height: number;
  readonly thickness: number;
  readonly round: number;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** How flat things are laid onto the table, as SVG's `matrix(a b c d e f)`. */
export type TableMatrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

/** Straight pieces of a rounded corner: at the size of a whole screen nobody sees that they are straight. */
const piecesOfCorner = 16;

/**
 * What is seen of a plate's edge and of the plate above it, as one outline (`d` of a path): a round shape drawn as often
 * as it is thick costs a browser without a graphics processor more than the rest of the screen.
 */
export function plateEdge(shape: PlateShape, table: TableMatrix): string {
  const around = outline(shape).map((point) => laidOn(table, point));
  const xs = around.map(({ x }) => x);
  const [left, right] = [xs.indexOf(Math.min(...xs)), xs.indexOf(Math.max(...xs))];
  // Clockwise on the screen: over the top from left to right, and back below, where the thickness shows.
  const above = between(around, left, right);
  const below = between(around, right, left).map(({ x, y }) => ({ x, y: y + shape.thickness }));
  return `M${[...above, ...below].map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}Z`;
}

/** Clockwise on the screen, corner by corner. */
function outline({ width, height, round }: PlateShape): readonly Point[] {
  const [x, y] = [width / 2 - round, height / 2 - round];
  const corners = [
    { x, y },
    { x: -x, y },
    { x: -x, y: -y },
    { x, y: -y },
  ];
  return corners.flatMap((corner, at) =>
    Array.from({ length: piecesOfCorner + 1 }, (_, piece) => {
      const angle = (Math.PI / 2) * (at + piece / piecesOfCorner);
      return { x: corner.x + round * Math.cos(angle), y: corner.y + round * Math.sin(angle) };
    }),
  );
}

function laidOn([a, b, c, d, e, f]: TableMatrix, { x, y }: Point): Point {
  return { x: a * x + c * y + e, y: b * x + d * y + f };
}

/** From one point to another around the outline, both included. */
function between(around: readonly Point[], from: number, to: number): readonly Point[] {
  return from <= to ? around.slice(from, to + 1) : [...around.slice(from), ...around.slice(0, to + 1)];
}
