import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import tesseract from 'tesseract.js';
import { asPgm } from './digitStrip.ts';
import type { GreyImage } from './greyImage.ts';

/** One digit as the engine saw it; `confidence` 0 to 100. */
export interface SeenDigit {
  readonly text: string;
  readonly confidence: number;
}

/** Reads printed digits off a strip. */
export interface DigitRecogniser {
  /** The digits from left to right. The strip is zeroed, and the engine forgets it, before this settles. */
  read(strip: GreyImage): Promise<readonly SeenDigit[]>;
  close(): Promise<void>;
}

/** A bar, what the engine is given to look at when it shall forget what it saw last; on plain white it complains. */
const bar: GreyImage = {
  data: Uint8Array.from({ length: 64 * 64 }, (_, at) =>
    at >> 6 > 14 && at >> 6 < 50 && (at & 63) > 28 && (at & 63) < 36 ? 0 : 255,
  ),
  width: 64,
  height: 64,
};

/**
 * Tesseract in a thread of its own, with its English data from the installed package: nothing is fetched, nothing is
 * cached on disk, and the pictures it gets live in its memory only. Takes about a second to start.
 */
export async function startDigitRecogniser(): Promise<DigitRecogniser> {
  const engine = await tesseract.createWorker('eng', tesseract.OEM.LSTM_ONLY, {
    langPath: languageFolder(),
    cacheMethod: 'none',
    // Rejections reach the caller; without a handler they would be thrown into nowhere as well.
    errorHandler: () => undefined,
  });
  await engine.setParameters({
    tessedit_pageseg_mode: tesseract.PSM.SINGLE_LINE,
    tessedit_char_whitelist: '0123456789',
    user_defined_dpi: '300',
  });
  const recognise = (image: GreyImage) =>
    engine.recognize(Buffer.from(asPgm(image)), {}, { text: false, blocks: true });
  await recognise(bar);
  return {
    async read(strip) {
      try {
        return digitsOf((await recognise(strip)).data.blocks);
      } finally {
        strip.data.fill(0);
        await recognise(bar);
      }
    },
    async close() {
      await engine.terminate();
    },
  };
}

function digitsOf(blocks: tesseract.Block[] | null): readonly SeenDigit[] {
  return (blocks ?? [])
    .flatMap(({ paragraphs }) => paragraphs)
    .flatMap(({ lines }) => lines)
    .flatMap(({ words }) => words)
    .flatMap(({ symbols }) => symbols)
    .map(({ text, confidence }) => ({ text, confidence }));
}

/** Where the engine's English data lie, of the installed package. */
export function languageFolder(): string {
  const require = createRequire(import.meta.url);
  return join(dirname(require.resolve('@tesseract.js-data/eng/package.json')), '4.0.0_best_int');
}
