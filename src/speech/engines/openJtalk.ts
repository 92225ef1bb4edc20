import type { Speed } from '../languages.ts';
import { asRead, readings } from '../readings.ts';
import type { SpeechEngine } from './engine.ts';
import { runEngine } from './runEngine.ts';

/** Where Debian's packages lay dictionary and voice. */
export const debianVoice = {
  dictionary: '/var/lib/mecab/dic/open-jtalk/naist-jdic',
  voice: '/usr/share/hts-voice/nitech-jp-atr503-m001/nitech_jp_atr503_m001.htsvoice',
} as const;

const rate: Readonly<Record<Speed, number>> = { slower: 0.65, slow: 0.8, normal: 1, fast: 1.4 };

export interface OpenJtalkFiles {
  readonly dictionary: string;
  readonly voice: string;
}

/** Japanese by Open JTalk, with our own readings where its dictionary reads a word wrongly. */
export function openJtalk({ dictionary, voice }: OpenJtalkFiles): SpeechEngine {
  return {
    voice: `open_jtalk ${voice} ${JSON.stringify(readings)} ${JSON.stringify(rate)}`,
    make: (text, speed, signal) =>
      runEngine(
        'open_jtalk',
        ['-x', dictionary, '-m', voice, '-r', String(rate[speed]), '-ow', '/dev/stdout'],
        asRead(text),
        signal,
      ),
  };
}
