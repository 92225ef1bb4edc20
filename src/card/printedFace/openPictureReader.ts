import { startDigitRecogniser } from './digitRecogniser.ts';
import type { PrintedLayout } from './layout.ts';
import type { PictureReader } from './pictureReader.ts';
import { createPictureReader } from './readPicture.ts';

/** A picture reader in this thread, its engine warm. Throws where the engine's data is not installed. */
export async function openPictureReader(layout: PrintedLayout): Promise<PictureReader> {
  return createPictureReader(await startDigitRecogniser(), layout);
}
