import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { languages } from '../../src/screen/view.ts';
import { speechEngines } from '../../src/speech/engines/engines.ts';
import { debianVoice } from '../../src/speech/engines/openJtalk.ts';
import { runEngine } from '../../src/speech/engines/runEngine.ts';
import { soundIn } from '../../src/speech/engines/wave.ts';
import { durationMs } from '../../src/speech/sound.ts';
import { spokenWords } from '../../src/speech/words/words.ts';

const engines = speechEngines(debianVoice);
const going = () => new AbortController().signal;

test.each(languages)('%s is spoken, and slower when it is to be slower', async (language) => {
  const text = spokenWords[language].on;
  const [normal, slower] = await Promise.all([
    engines[language].make(text, 'normal', going()),
    engines[language].make(text, 'slower', going()),
  ]);
  if (!normal.ok || !slower.ok) throw new Error('no voice');
  expect(durationMs(normal.value)).toBeGreaterThan(400);
  expect(durationMs(slower.value)).toBeGreaterThan(1.2 * durationMs(normal.value));
  expect(normal.value.samples.some((sample) => Math.abs(sample) > 1_000)).toBe(true);
});

test('a voice that is not there is a numbered problem', async () => {
  const lacking = speechEngines({ ...debianVoice, voice: '/nowhere.htsvoice' });
  expect(await lacking.ja.make('受付', 'normal', going())).toMatchObject({ ok: false, problem: { code: 'U-621' } });
  const none = await runEngine('no-such-engine', [], 'text', going());
  expect(none).toMatchObject({ ok: false, problem: { code: 'U-621', detail: 'no-such-engine: not installed' } });
});

test('text is data: neither a shell nor a second line is made of it', async () => {
  const echoed = await runEngine('cat', [], 'one\ntwo; three | $(four)', going());
  expect(echoed.ok && Buffer.from(echoed.value).toString()).toBe('one two; three | $(four)\n');
});

test('nothing of what was made stays in memory once it was read', async () => {
  await engines.ja.make('受付', 'normal', going());
  expect(readdirSync('/dev/shm').filter((name) => name.startsWith(`uketsuke-voice-${process.pid}-`))).toEqual([]);
});

test('only a whole WAVE file with 16-bit mono samples is sound', () => {
  expect(soundIn(new Uint8Array())).toBeUndefined();
  expect(soundIn(Buffer.from('RIFF....WAVEdata'))).toBeUndefined();
  expect(soundIn(Buffer.from('RIFFxxxxWAVEfmt \x10\0\0\0', 'latin1'))).toBeUndefined();
});
