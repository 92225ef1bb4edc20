import { expect, test } from 'vitest';
import { sampleView } from '../../scripts/screens/screenPreviewViews.ts';
import { settingsChanges } from '../../src/screen/settings.ts';
import type { View } from '../../src/screen/view.ts';
import { directionLine } from '../../src/speech/lines/direction.ts';
import { linesOf } from '../../src/speech/lines/linesOf.ts';

const heard = (view: View): readonly string[] => linesOf(view, 'room').map(({ text }) => text);

test('文字・音声 is heard: how the words stand, what each number changes, and the way back', () => {
  const idle = sampleView('idle', 'ja');
  const view: View = { ...idle, panel: 'settings', actions: [...settingsChanges, 'panel.close'] };
  expect(heard(view)).toEqual(
    expect.arrayContaining([
      '文字の大きさ、100%。',
      '画面の色、ふつう。',
      '1、文字の大きさ、小さく。',
      '0、もとの画面に戻る。',
    ]),
  );
  // What cannot be changed further is left out, and keeps its number for the others.
  const smallest: View = { ...view, actions: settingsChanges.filter((change) => change !== 'text.smaller') };
  expect(heard(smallest).join()).not.toContain('1、文字の大きさ、小さく');
  expect(heard(smallest)).toContain('2、文字の大きさ、大きく。');
  const larger: View = { ...view, settings: { ...view.settings, text: 150 } };
  expect(heard(larger)).toContain('文字の大きさ、150%。');
});

test('while digits are typed the way to another method is said', () => {
  expect(heard(sampleView('pin', 'ja'))).toContain('ほかの方法に変えるときは、プラスのキーを押してください。');
});

test('who is not seen by the camera is told where to turn, not to look at an oval', () => {
  expect(directionLine('look-here', 'ja').text).toBe('顔が映っていません。声のほうを向いてください。');
  expect(directionLine('look-here', 'en').text).not.toMatch(/oval|look/);
});
