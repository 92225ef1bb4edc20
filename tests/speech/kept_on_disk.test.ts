import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ok } from '../../src/problem/result.ts';
import type { SpeechEngine } from '../../src/speech/engines/engine.ts';
import type { SpeechEngines } from '../../src/speech/engines/engines.ts';
import { KeptSpeech } from '../../src/speech/kept.ts';
import { Speaker } from '../../src/speech/speaker.ts';
import { temporaryFolder } from '../support/outbox/queue.ts';

/** An engine that counts what it makes. @param voice its name */
function counting(voice = 'one') {
  const made: string[] = [];
  const engine: SpeechEngine = {
    voice,
    make: async (text) => {
      made.push(text);
      return ok({ rate: 8_000, samples: Int16Array.from(text, (letter) => letter.charCodeAt(0)) });
    },
  };
  return { made, engines: { ja: engine, en: engine } as SpeechEngines };
}

const saying = (text: string, of: 'ours' | 'visit') =>
  ({ line: { text, of }, language: 'ja', speed: 'normal' }) as const;

test('a sentence of ours is made once, also over restarts, and sounds the same', async () => {
  const folder = join(temporaryFolder(), 'speech');
  const { made, engines } = counting();
  const first = await new Speaker(engines, new KeptSpeech(folder)).sound(saying('同意する。', 'ours'));
  const second = await new Speaker(engines, new KeptSpeech(folder)).sound(saying('同意する。', 'ours'));
  expect(made).toEqual(['同意する。']);
  expect(second).toEqual(first);
});

test('another voice, another speed and other words are made anew', async () => {
  const kept = new KeptSpeech(join(temporaryFolder(), 'speech'));
  const one = counting('one');
  const other = counting('other');
  await new Speaker(one.engines, kept).sound(saying('同意する。', 'ours'));
  await new Speaker(one.engines, kept).sound({ ...saying('同意する。', 'ours'), speed: 'slow' });
  await new Speaker(other.engines, kept).sound(saying('同意する。', 'ours'));
  expect([one.made.length, other.made.length]).toEqual([2, 1]);
});

test('what has something of a visit in it never reaches the disk, and is forgotten with the visit', async () => {
  const folder = join(temporaryFolder(), 'speech');
  const { made, engines } = counting();
  const speaker = new Speaker(engines, new KeptSpeech(folder));
  const wish = saying('子ども医療費受給者証。', 'visit');
  await speaker.sound(wish);
  await speaker.sound(wish);
  expect(made).toHaveLength(1);
  expect(readdirSync(folder)).toEqual([]);
  await speaker.keepAhead(wish);
  expect(readdirSync(folder)).toEqual([]);
  speaker.forgetVisit();
  await speaker.sound(wish);
  expect(made).toHaveLength(2);
});

test('of a sentence in clauses those of the visit alone stay off the disk; one after the other they sound as a whole', async () => {
  const folder = join(temporaryFolder(), 'speech');
  const { made, engines } = counting();
  const pieces = [
    { text: '4日までに、', of: 'visit' },
    { text: '更新を。', of: 'ours' },
  ] as const;
  const line = { text: '4日までに、更新を。', of: 'visit', pieces } as const;
  const wish = { line, language: 'ja', speed: 'normal' } as const;
  const whole = await new Speaker(engines, new KeptSpeech(folder)).sound(wish);
  expect(whole).toMatchObject({
    value: { rate: 8_000, samples: Int16Array.from(line.text, (each) => each.charCodeAt(0)) },
  });
  expect(readdirSync(folder)).toHaveLength(1);
  await new Speaker(engines, new KeptSpeech(folder)).sound(wish);
  expect(made).toEqual(['4日までに、', '更新を。', '4日までに、']);
});

test('two numbers of a day are one breath: between them the silence of the engine is cut, and at both ends it stays', async () => {
  const quiet = (length: number): number[] => Array.from({ length }, () => 5);
  const loud = Array.from({ length: 100 }, () => 9_000);
  const engine: SpeechEngine = {
    voice: 'with silence',
    make: async () => ok({ rate: 1_000, samples: Int16Array.from([...quiet(200), ...loud, ...quiet(300)]) }),
  };
  const pieces = [
    { text: '7月', of: 'number' },
    { text: '4日までに、', of: 'number' },
    { text: '更新を。', of: 'ours' },
  ] as const;
  const line = { text: '7月4日までに、更新を。', of: 'visit', pieces } as const;
  const made = await new Speaker({ ja: engine } as SpeechEngines, undefined).sound({
    line,
    language: 'ja',
    speed: 'normal',
  });
  if (!made.ok) throw new Error('no sound');
  const air = 30;
  expect(made.value.samples).toHaveLength(200 + 100 + 2 * air + 100 + 300 + 600);
});

test('what is kept tells nobody what it says, and only its owner may hear it', async () => {
  const folder = join(temporaryFolder(), 'speech');
  const { engines } = counting();
  await new Speaker(engines, new KeptSpeech(folder)).sound(saying('同意する。', 'ours'));
  const [file = ''] = readdirSync(folder);
  expect(file).toMatch(/^[0-9a-f]{64}\.pcm$/);
  expect(readFileSync(join(folder, file)).includes(Buffer.from('同意', 'utf8'))).toBe(false);
  expect(statSync(join(folder, file)).mode & 0o077).toBe(0);
});
