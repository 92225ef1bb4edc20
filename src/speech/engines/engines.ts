import type { SpokenLanguage } from '../languages.ts';
import type { SpeechEngine } from './engine.ts';
import { espeak } from './espeak.ts';
import { type OpenJtalkFiles, openJtalk } from './openJtalk.ts';

export type SpeechEngines = Readonly<Record<SpokenLanguage, SpeechEngine>>;

/** Who speaks which language. */
export function speechEngines(files: OpenJtalkFiles): SpeechEngines {
  const japanese = openJtalk(files);
  return {
    ja: japanese,
    'ja-easy': japanese,
    en: espeak('en-us'),
    zh: espeak('cmn'),
    ko: espeak('ko'),
    vi: espeak('vi'),
    pt: espeak('pt-br'),
  };
}
