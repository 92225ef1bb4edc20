import type { Speed } from '../languages.ts';
import type { SpeechEngine } from './engine.ts';
import { runEngine } from './runEngine.ts';
import { soundOrWhy } from './wave.ts';

/** Words a minute. */
const pace: Readonly<Record<Speed, number>> = { slower: 105, slow: 130, normal: 160, fast: 220 };

/** Every other language by eSpeak NG. @param name of one of its voices, `en-us` */
export function espeak(name: string): SpeechEngine {
  return {
    voice: `espeak-ng ${name} ${JSON.stringify(pace)}`,
    async make(text, speed, signal) {
      const args = ['-v', name, '-s', String(pace[speed]), '--stdin', '--stdout'];
      const ran = await runEngine('espeak-ng', args, text, signal);
      return ran.ok ? soundOrWhy('espeak-ng', ran.value) : ran;
    },
  };
}
