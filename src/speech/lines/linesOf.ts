import { numberedIn, rowAt } from '../../screen/keypad/places.ts';
import type { ScreenId, View } from '../../screen/view.ts';
import { wordsIn } from '../../screen/words/wordsIn.ts';
import { forTheRoom } from '../audience.ts';
import type { Outlet } from '../soundOut.ts';
import { spokenWords } from '../words/words.ts';
import { arrivingScripts } from './arriving.ts';
import { endingScripts } from './ending.ts';
import { identityScripts } from './identity.ts';
import { type Line, ours, type Wording } from './line.ts';
import { choices, type ScriptsOf } from './script.ts';
import { settingsLines } from './settings.ts';
import { sharingScripts } from './sharing.ts';

/** Every screen there is. */
const scripts: ScriptsOf<ScreenId> = { ...arrivingScripts, ...identityScripts, ...sharingScripts, ...endingScripts };

/** With what the lines of a view are made. */
export function wordingOf(view: View): Wording {
  const { language } = view;
  return {
    language,
    screen: wordsIn[language],
    voice: spokenWords[language],
    answers: numberedIn(view),
    asked: rowAt(view)?.stem,
  };
}

/** Everything that a view says, in order; in the room less than in the ear. Pure. */
export function linesOf(view: View, outlet: Outlet): readonly Line[] {
  const words = wordingOf(view);
  // Whatever is open over a screen is all that counts.
  if (view.countdown) return countdownLines(view.countdown.ofMs, words);
  if (view.panel !== 'none') return panelLines(view, words);
  const called = view.help === 'called' ? [ours('help', words.screen.helpCalled)] : [];
  const practice = view.practice ? practiceLines(words) : { before: [], after: [] };
  return [...called, ...practice.before, ...ownLines(view, outlet, words), ...practice.after];
}

function ownLines<S extends ScreenId>(
  view: Extract<View, { screen: S }>,
  outlet: Outlet,
  words: Wording,
): readonly Line[] {
  const script: ScriptsOf<ScreenId>[S] = scripts[view.screen as S];
  if (outlet === 'ear' && script.ear) return script.ear(view, words);
  return script.room(forTheRoom<S>(view), words);
}

/** What each key does; what can be changed of the screen, and how it stands. */
function panelLines(view: View, words: Wording): readonly Line[] {
  const { screen, voice } = words;
  if (view.panel === 'settings') return settingsLines(view, words);
  const names = { help: screen.help, settings: screen.settings.name, 'panel.close': voice.back };
  return [...voice.keys.map((text, index) => ours(`keys.${index}`, text)), ...choices(names, words)];
}

/** That it is practice before everything else, and what the hand does on the reader at the end. */
function practiceLines(words: Wording): { readonly before: readonly Line[]; readonly after: readonly Line[] } {
  const { practice } = words.screen;
  return {
    before: [ours('practice', practice.spoken)],
    after: choices(
      { 'practice.place': practice.place, 'practice.hold': practice.hold, 'practice.take': practice.take },
      words,
    ),
  };
}

function countdownLines(ofMs: number, words: Wording): readonly Line[] {
  const { countdown } = words.screen;
  return [
    ours('title', countdown.title(Math.round(ofMs / 1_000))),
    ours('lead', countdown.lead),
    ...choices({ 'more-time': countdown.more, cancel: countdown.end }, words),
  ];
}
