import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { createSimulatedSound } from '../../src/simulator/sound.ts';
import { aplayOut } from '../../src/speech/drivers/aplayOut.ts';
import { earcon } from '../../src/speech/earcons.ts';
import { bytesOf } from '../../src/speech/sound.ts';
import type { Heard, SoundOut } from '../../src/speech/soundOut.ts';

const folder = mkdtempSync(join(tmpdir(), 'uketsuke-speech-'));
const written = join(folder, 'heard.raw');
const before = process.env.ALSA_CONFIG_PATH;

/** ALSA without hardware: a device that writes what it is given into a file. */
function alsaWithoutHardware(): SoundOut {
  const file = join(folder, 'asound.conf');
  writeFileSync(
    file,
    `pcm.nowhere { type null }\npcm.written { type file slave.pcm "nowhere" file "${written}" format raw }\n`,
  );
  process.env.ALSA_CONFIG_PATH = file;
  return aplayOut({ room: 'written', ear: 'written' });
}

afterAll(() => {
  rmSync(folder, { recursive: true });
  if (before === undefined) delete process.env.ALSA_CONFIG_PATH;
  else process.env.ALSA_CONFIG_PATH = before;
});

const heard: Heard = { sound: earcon('done'), said: { kind: 'signal', name: 'done' } };
const whole = () => new AbortController().signal;

describe.each([
  ['aplay', alsaWithoutHardware],
  ['simulator', () => createSimulatedSound({ hastened: 20 }).out],
] as const)('%s', (_, open) => {
  test('plays to the end and says so', async () => {
    const out = open();
    expect(await out.play(heard, 'room', whole())).toEqual({ ok: true, value: { played: 1 } });
    await out.close();
  });

  test('says nothing of what was cut off before it began', async () => {
    const out = open();
    expect(await out.play(heard, 'room', AbortSignal.abort())).toEqual({ ok: true, value: { played: 0 } });
    await out.close();
  });

  test('is silent once it is closed', async () => {
    const out = open();
    await out.close();
    expect(await out.play(heard, 'room', whole())).toEqual({ ok: true, value: { played: 0 } });
  });
});

test('every sample arrives at the device', async () => {
  const out = alsaWithoutHardware();
  await out.play(heard, 'room', whole());
  const arrived = readFileSync(written);
  expect(Buffer.compare(arrived.subarray(0, bytesOf(heard.sound).length), Buffer.from(bytesOf(heard.sound)))).toBe(0);
});

test('a device that is not there is a numbered problem', async () => {
  alsaWithoutHardware();
  const played = await aplayOut({ room: 'nobody', ear: 'nobody' }).play(heard, 'room', whole());
  expect(played).toMatchObject({ ok: false, problem: { code: 'U-622' } });
});

test('what was cut off is remembered as far as it was heard, and where', async () => {
  const sound = createSimulatedSound();
  const cut = new AbortController();
  const words = { kind: 'words', language: 'ja', text: 'これまでに受けた手術と、病気の名前' } as const;
  const playing = sound.out.play({ sound: { rate: 100, samples: new Int16Array(20) }, said: words }, 'ear', cut.signal);
  setTimeout(() => cut.abort(), 100);
  await playing;
  const [record] = sound.heard();
  expect(record?.outlet).toBe('ear');
  expect(words.text.startsWith(record?.text.slice(0, -1) ?? '?')).toBe(true);
  expect(record?.text).toMatch(/^.+…$/);
  await sound.close();
});

test('signals are sound: none is silent, and none is clipped', () => {
  for (const name of ['card-taken-up', 'key', 'done', 'take-card', 'trouble'] as const) {
    const { samples } = earcon(name);
    const loudest = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
    expect(loudest).toBeGreaterThan(4_000);
    expect(loudest).toBeLessThan(32_767);
  }
});
