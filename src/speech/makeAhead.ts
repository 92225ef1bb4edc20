import { faceGuidances } from '../face/guidance.ts';
import type { Language } from '../screen/view.ts';
import { datedViews } from './datedViews.ts';
import { directionLine } from './lines/direction.ts';
import { type Clause, type Line, ours } from './lines/line.ts';
import { linesOf } from './lines/linesOf.ts';
import type { Speaker } from './speaker.ts';
import { type UsualVisit, usualViews } from './usualViews.ts';
import { spokenWords } from './words/words.ts';

/**
 * Makes what usual visits say in this `year`, sentence by sentence, and ends with the first that cannot be made, or with
 * `signal`.
 */
export async function makeAhead(
  speaker: Speaker,
  languages: readonly Language[],
  { year, ...visit }: Omit<UsualVisit, 'language'> & { readonly year: number },
  signal: AbortSignal,
): Promise<void> {
  for (const language of languages) {
    const lines = [
      ...usualViews({ ...visit, language }).flatMap((view) => linesOf(view, 'room')),
      ...datedViews(language, year).flatMap((view) => linesOf(view, 'ear')),
      ...faceGuidances.map((guidance) => directionLine(guidance, language)),
      ours('voice', spokenWords[language].on),
    ];
    const clauses = lines.flatMap((line): readonly (Clause & Pick<Line, 'language'>)[] =>
      line.pieces ? line.pieces.map((piece) => ({ ...line, ...piece })) : [line],
    );
    const texts = new Map(clauses.filter(({ of }) => of !== 'visit').map((clause) => [clause.text, clause]));
    for (const { text, of, language: own } of texts.values()) {
      if (signal.aborted) return;
      const made = await speaker.keepAhead({ line: { text, of }, language: own ?? language, speed: 'normal' });
      if (!made.ok) return;
    }
  }
}
