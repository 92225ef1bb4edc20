import { z } from 'zod';
import { lackingReadings } from '../kernel/furigana.ts';

const text = z.string().min(1);

const easy = text.refine((sentence) => lackingReadings(sentence).length === 0, {
  error: ({ input }) => `without a reading: ${lackingReadings(String(input)).join(', ')}; write 診察《しんさつ》`,
});

/**
 * A sentence of the clinic's own. Japanese and English are asked for; whoever reads a language that is left out reads
 * these two. In `ja-easy` every kanji has its reading behind it: 診察《しんさつ》.
 */
export const ownSentence = z.strictObject({
  ja: text,
  en: text,
  'ja-easy': easy.exactOptional(),
  zh: text.exactOptional(),
  ko: text.exactOptional(),
  vi: text.exactOptional(),
  pt: text.exactOptional(),
});
