import { faceGuidances } from '../face/guidance.ts';
import type { Language } from '../screen/view.ts';
import { directionLine } from './lines/direction.ts';
import { type Line, ours } from './lines/line.ts';
import { linesOf } from './lines/linesOf.ts';
import type { Speaker } from './speaker.ts';
import { datedViews, type UsualVisit, usualViews } from './usualViews.ts';
import { spokenWords } from './words/words.ts';

/** Makes what usual visits say, sentence by sentence, and ends with the first that cannot be made, or with `signal`. */
export async function makeAhead(
  speaker: Speaker,
  languages: readonly Language[],
  visit: Omit<UsualVisit, 'language'>,
  signal: AbortSignal,
): Promise<void> {
  for (const language of languages) {
    const lines = [
      ...usualViews({ ...visit, language }).flatMap((view) => linesOf(view, 'room')),
      ...datedViews(language).flatMap((view) => linesOf(view, 'ear')),
      ...faceGuidances.map((guidance) => directionLine(guidance, language)),
      ours('voice', spokenWords[language].on),
    ];
    const whole = lines.flatMap((line): readonly Line[] =>
      line.pieces ? line.pieces.map((piece) => ({ ...line, ...piece })) : [line],
    );
    const texts = new Map(whole.filter(({ of }) => of === 'ours').map(({ pieces, ...line }) => [line.text, line]));
    for (const line of texts.values()) {
      if (signal.aborted) return;
      const made = await speaker.keepAhead({ line, language: line.language ?? language, speed: 'normal' });
      if (!made.ok) return;
    }
  }
}
