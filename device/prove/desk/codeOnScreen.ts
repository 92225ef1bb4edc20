import sharp from 'sharp';
import tesseract from 'tesseract.js';
import { languageFolder } from '../../../src/card/printedFace/digitRecogniser.ts';
import { codeAlphabet } from '../../../src/desk/accounts/secrets.ts';

/** One that is typed once. */
const code = new RegExp(Array(3).fill(`[${codeAlphabet}]{4}`).join('-'));
/** An engine that errs at one size of a letter seldom errs at all of them. */
const sizes = [2, 1, 1.5, 3] as const;

/** The codes that may stand in a picture of the kiosk's screen, the likeliest first; none where there is none. */
export async function codesIn(picture: string): Promise<readonly string[]> {
  const engine = await tesseract.createWorker('eng', tesseract.OEM.LSTM_ONLY, {
    langPath: languageFolder(),
    cacheMethod: 'none',
  });
  try {
    await engine.setParameters({
      tessedit_pageseg_mode: tesseract.PSM.SPARSE_TEXT,
      tessedit_char_whitelist: `${codeAlphabet}-`,
      user_defined_dpi: '300',
    });
    const seen: string[] = [];
    for (const size of sizes) {
      const { width } = await sharp(picture).metadata();
      const image = await sharp(picture)
        .greyscale()
        .resize({ width: Math.round(width * size) })
        .png()
        .toBuffer();
      const { data } = await engine.recognize(image);
      seen.push(...(code.exec(data.text) ?? []));
    }
    return [...new Set(seen)];
  } finally {
    await engine.terminate();
  }
}
