import type { StaffWords } from '../../words/shape/forStaff.ts';
import { staffLanguageBeside, staffWordsIn } from '../../words/wordsIn.ts';
import { useKiosk } from '../kiosk.ts';

/** The words that only staff read. */
export function useStaffWords(): StaffWords {
  return staffWordsIn[staffLanguageBeside(useKiosk().view.language)];
}
