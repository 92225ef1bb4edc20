import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { failed, type Result } from '../../problem/result.ts';
import { makeMemoryFolder } from '../../system/memoryFolder.ts';
import type { Speed } from '../languages.ts';
import { asRead, readings } from '../readings.ts';
import type { Sound } from '../sound.ts';
import type { SpeechEngine } from './engine.ts';
import { runEngine } from './runEngine.ts';
import { soundOrWhy } from './wave.ts';

/** Where Debian's packages lay dictionary and voice. */
export const debianVoice = {
  dictionary: '/var/lib/mecab/dic/open-jtalk/naist-jdic',
  voice: '/usr/share/hts-voice/nitech-jp-atr503-m001/nitech_jp_atr503_m001.htsvoice',
} as const;

const name = 'open_jtalk';
const rate: Readonly<Record<Speed, number>> = { slower: 0.65, slow: 0.8, normal: 1, fast: 1.4 };

export interface OpenJtalkFiles {
  readonly dictionary: string;
  readonly voice: string;
}

/** Japanese by Open JTalk, with our own readings where its dictionary reads a word wrongly. */
export function openJtalk(files: OpenJtalkFiles): SpeechEngine {
  return {
    voice: [name, files.voice, JSON.stringify(readings), JSON.stringify(rate)].join(' '),
    make: (text, speed, signal) => make(asRead(text), rate[speed], files, signal),
  };
}

/** It can only write into a file: one in memory, for a sentence may have something of a visit in it. */
async function make(
  text: string,
  speed: number,
  { dictionary, voice }: OpenJtalkFiles,
  signal: AbortSignal,
): Promise<Result<Sound>> {
  let folder: string | undefined;
  try {
    folder = await makeMemoryFolder('uketsuke-voice');
    const file = join(folder, 'speech.wav');
    const ran = await runEngine(name, ['-x', dictionary, '-m', voice, '-r', String(speed), '-ow', file], text, signal);
    return ran.ok ? soundOrWhy(name, await readFile(file)) : ran;
  } catch (error) {
    return failed('U-621', `${name}: ${error instanceof Error ? error.message : error}`);
  } finally {
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  }
}
