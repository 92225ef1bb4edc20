import type { Camera } from '../../camera/camera.ts';
import type { PictureReader } from './pictureReader.ts';

/** So often the card camera's newest picture is looked at, milliseconds. */
const everyMs = 500;
/** Looks that must see the same: a hand on its way is no card. */
const needed = 2;

export interface LyingCardParts {
  readonly camera: Camera;
  readonly pictures: Pick<PictureReader, 'outline'>;
}

/**
 * Tells when something of a card's shape, of paper too, comes to lie under the card camera, and when it is gone, until
 * `signal` aborts or the camera fails. What is printed on it is not read.
 */
export async function watchLyingCard(
  { camera, pictures }: LyingCardParts,
  tell: (lies: boolean) => void,
  signal: AbortSignal,
): Promise<void> {
  let lies = false;
  let others = 0;
  let next = 0;
  for await (const frame of camera.stream(signal)) {
    if (!frame.ok || signal.aborted) return;
    const { jpeg } = frame.value;
    const now = performance.now();
    if (now < next) {
      jpeg.fill(0);
      continue;
    }
    next = now + everyMs;
    const outline = await pictures.outline(jpeg);
    if (signal.aborted) return;
    if (outline === 'unknown') continue;
    others = (outline === 'card') === lies ? 0 : others + 1;
    if (others < needed) continue;
    lies = !lies;
    others = 0;
    tell(lies);
  }
}
