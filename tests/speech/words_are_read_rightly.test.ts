import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { debianVoice } from '../../src/speech/engines/openJtalk.ts';
import { asRead, readings } from '../../src/speech/readings.ts';

const folder = mkdtempSync(join(tmpdir(), 'uketsuke-speech-'));
const trace = join(folder, 'trace');

afterAll(() => rmSync(folder, { recursive: true }));

/** How Open JTalk reads a text: カタカナ, without its marks of devoiced vowels. */
function read(text: string): string {
  const args = ['-x', debianVoice.dictionary, '-m', debianVoice.voice, '-r', '9', '-ot', trace];
  execFileSync('open_jtalk', args, { input: `${text}\n`, stdio: ['pipe', 'ignore', 'ignore'] });
  const [, analysis = ''] = /\[Text analysis result\]\n([\s\S]*?)\n\n/.exec(readFileSync(trace, 'utf8')) ?? [];
  const said = analysis.split('\n').map((line) => line.split(',').at(-4) ?? '');
  return said.join('').replaceAll(/[’、]/g, '');
}

/** Our words, and how they are said. */
const words = [
  ['資格確認', 'シカクカクニン'],
  ['限度額', 'ゲンドガク'],
  ['公費', 'コーヒ'],
  ['暗証番号', 'アンショーバンゴー'],
  ['マイナポータル', 'マイナポータル'],
  ['何卒', 'ナニトゾ'],
  ['顔認証', 'カオニンショー'],
  ['受給者証', 'ジュキューシャショー'],
  ['電子証明書', 'デンシショーメーショ'],
  ['処方箋', 'ショホーセン'],
  ['特定健診', 'トクテーケンシン'],
  ['あと1回です', 'アトイッカイデス'],
  ['3つのうち、2つめ。', 'ミッツノウチフタツメ'],
  ['2027年4月20日まで', 'ニセンニジューナナネンシガツハツカマデ'],
  ['1日まで使えます。', 'ツイタチマデツカエマス'],
  ['11日までに、', 'ジューイチニチマデニ'],
  ['受給者証が、3件あります。', 'ジュキューシャショーガサンケンアリマス'],
  ['登録しない方は', 'トーロクシナイカタワ'],
  ['お持ちでない方は', 'オモチデナイカタワ'],
  ['年・月・日を', 'ネンツキヒヲ'],
  ['右を向いて、戻ってください。', 'ミギヲムイテモドッテクダサイ'],
] as const;

test.each(words)('%s is %s', (written, said) => {
  expect(read(asRead(written))).toBe(said);
});

test.each(readings.map(([written]) => written.replace('^', '')))('%s needs its own reading', (written) => {
  expect(read(written)).not.toBe(read(asRead(written)));
});

test.each([
  [4, 1],
  [7, 4],
  [9, 20],
] as const)('a day of month %d, number by number, is read as in one: %d', (month, day) => {
  const parts = ['2026年', `${month}月`, `${day}日まで`].map((part) => read(asRead(part)));
  expect(parts.join('')).toBe(read(`2026年${month}月${day}日まで`));
});
