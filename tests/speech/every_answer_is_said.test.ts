import { expect, test } from 'vitest';
import { sampleNames, sampleView } from '../../scripts/screens/screenPreviewViews.ts';
import { numberedIn } from '../../src/screen/keypad/places.ts';
import { languages } from '../../src/screen/view.ts';
import { linesOf } from '../../src/speech/lines/linesOf.ts';

/** Only staff press here, and they see it. */
const forStaff = /^staff-(typing|seeing)/;

test.each(sampleNames.filter((name) => !forStaff.test(name)))(
  '%s says what is asked, and every answer with its number',
  (name) => {
    for (const language of languages) {
      for (const outlet of ['room', 'ear'] as const) {
        const view = sampleView(name, language);
        const lines = linesOf(view, outlet);
        expect(lines.length).toBeGreaterThan(0);
        expect(lines.every(({ text }) => text !== '' && !text.includes('\n'))).toBe(true);
        expect(new Set(lines.map(({ key }) => key)).size).toBe(lines.length);
        const numbers = numberedIn(view).flatMap((action, index) => (action === 'staff.open' ? [] : [index + 1]));
        for (const number of numbers) {
          expect(
            lines.some(({ text }) => new RegExp(`^${number}[、,，]`).test(text)),
            `${number} of ${name}`,
          ).toBe(true);
        }
      }
    }
  },
);
