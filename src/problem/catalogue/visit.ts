import { advice, title } from '../words/say.ts';
import type { CatalogueEntry } from './entry.ts';

/** U-3nn: the visit itself. */
export const visitProblems = {
  'U-301': {
    meaning: 'The patient did not touch the screen until the countdown ran out.',
    patient: title('timeRanOut'),
    advice: advice('timeOver'),
    staff: '操作がないまま時間切れになりました。お困りでないか声をかけてください。',
    retry: 'patient',
  },
  'U-302': {
    meaning: 'A step that needs no patient took longer than its limit.',
    patient: title('tookTooLong'),
    advice: advice('toTheDesk'),
    staff: '処理が時間内に終わりませんでした。続くときは診断を実行してください。',
    retry: 'patient',
  },
} as const satisfies Record<`U-3${number}`, CatalogueEntry>;
