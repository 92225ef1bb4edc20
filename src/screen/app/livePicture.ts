import { type ShownPart, shownPart } from '../../face/shownPart.ts';

/**
 * The live camera picture on its way from the line to the face screen. Outside Preact, because 30 pictures a second
 * are no state: the newest is drawn, the others are dropped unseen, and nothing is kept once nobody looks.
 */
let canvas: HTMLCanvasElement | undefined;
let onFirst: (() => void) | undefined;
let waiting: Blob | undefined;
let drawing = false;
let part = shownPart(false);

/** Draws pictures on `target` from now on; `first` is called at the first one. Returns the way to stop and forget. */
export function drawPicturesOn(target: HTMLCanvasElement, first: () => void): () => void {
  canvas = target;
  onFirst = first;
  return () => {
    canvas = undefined;
    onFirst = undefined;
    waiting = undefined;
    // Setting the size empties the canvas: no face stays in memory for the next patient.
    target.width = 0;
    target.height = 0;
  };
}

/** Of the pictures that come from now on this part is drawn. */
export function drawPart(shown: ShownPart): void {
  part = shown;
}

/** Takes one JPEG. */
export function showPicture(jpeg: Blob): void {
  if (!canvas) return;
  waiting = jpeg;
  if (!drawing) void drawNewest();
}

async function drawNewest(): Promise<void> {
  drawing = true;
  while (waiting) {
    const jpeg = waiting;
    waiting = undefined;
    // A picture cut short on the way decodes to nothing; the next one is 30 ms away.
    const bitmap = await createImageBitmap(jpeg).catch(() => undefined);
    if (!bitmap) continue;
    draw(bitmap);
    bitmap.close();
  }
  drawing = false;
}

function draw(bitmap: ImageBitmap): void {
  if (!canvas) return;
  const height = Math.round(bitmap.height * part.height);
  if (canvas.width !== bitmap.width || canvas.height !== height) {
    canvas.width = bitmap.width;
    canvas.height = height;
  }
  canvas.getContext('2d')?.drawImage(bitmap, 0, -Math.round(bitmap.height * part.top));
  onFirst?.();
  onFirst = undefined;
}
