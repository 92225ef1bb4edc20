import type { FaceGuidance } from '../../face/guidance.ts';
import type { Language } from '../../screen/view.ts';
import { wordsIn } from '../../screen/words/wordsIn.ts';
import { spokenWords } from '../words/words.ts';
import { type Line, ours } from './line.ts';

/**
 * What the face must do, in the words of the screen; but where that says to look, who cannot is told where to turn, and
 * a turn of the head is told with the way back.
 */
export function directionLine(guidance: FaceGuidance, language: Language): Line {
  const { notSeen, turn } = spokenWords[language];
  switch (guidance) {
    case 'look-here':
      return ours('direction', notSeen);
    case 'turn-left':
      return ours('direction', turn.left);
    case 'turn-right':
      return ours('direction', turn.right);
    default:
      return ours('direction', wordsIn[language].face.guidance[guidance]);
  }
}
