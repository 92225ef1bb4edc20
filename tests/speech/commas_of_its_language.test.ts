import { expect, test } from 'vitest';
import { sampleNames } from '../../scripts/screens/screenPreviewViews.ts';
import { viewSetTo } from '../../scripts/screens/seenPages.ts';
import { linesOf } from '../../src/speech/lines/linesOf.ts';

const views = (language: 'en' | 'ko' | 'vi' | 'pt') => [
  ...sampleNames.map((name) => viewSetTo(name, { language })),
  viewSetTo('method', { language, panel: 'settings', settings: { voice: 'on' } }),
];

test.each(['en', 'ko', 'vi', 'pt'] as const)(
  'what is said in %s has no comma or stop of another script',
  (language) => {
    const lines = views(language).flatMap((view) => linesOf(view, 'ear'));
    const own = lines.filter((line) => line.language === undefined || line.language === language);
    // Names of certificates are as they are printed.
    expect(own.map(({ text }) => text).filter((text) => /[、。，]/.test(text))).toEqual([]);
  },
);
