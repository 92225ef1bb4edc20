import type { FaceGuidance } from '../../face/guidance.ts';
import type { Language } from '../../screen/view.ts';
import { wordsIn } from '../../screen/words/wordsIn.ts';
import { spokenWords } from '../words/words.ts';
import { type Line, ours } from './line.ts';

/** What the face must do, in the words of the screen; where that says to look, who cannot is told where to turn. */
export function directionLine(guidance: FaceGuidance, language: Language): Line {
  const isUnseen = guidance === 'look-here';
  return ours('direction', isUnseen ? spokenWords[language].notSeen : wordsIn[language].face.guidance[guidance]);
}
