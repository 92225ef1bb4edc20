import { ok } from '../../../src/problem/result.ts';
import { wordsIn } from '../../../src/screen/words/wordsIn.ts';
import type { SpeechEngine } from '../../../src/speech/engines/engine.ts';
import type { SpeechEngines } from '../../../src/speech/engines/engines.ts';

/** Characters a second, about as Japanese is spoken. */
const pace = 8;
const rate = 1_000;

const silent: SpeechEngine = {
  voice: 'silence',
  make: async (text) => ok({ rate, samples: new Int16Array(Math.ceil((text.length / pace) * rate)).fill(1) }),
};

/** Engines that make silence as long as the words would be: for tests of what is said and when. */
export const silentEngines = Object.fromEntries(
  Object.keys(wordsIn).map((language) => [language, silent]),
) as SpeechEngines;
