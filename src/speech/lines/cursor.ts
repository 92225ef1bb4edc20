import { numberedIn } from '../../screen/keypad/places.ts';
import { languages, type View } from '../../screen/view.ts';
import { spokenWords } from '../words/words.ts';
import { type Line, ours, type Wording } from './line.ts';

/**
 * What the cursor of the keys stands at: an answer as it was said, or one of the ways that are on every screen. Undefined
 * where it stands at the question, or at something that has been said by itself.
 *
 * @param lines of the same view
 */
export function cursorLine(view: View, lines: readonly Line[], words: Wording): Line | undefined {
  const at = view.keys?.at ?? null;
  if (at === null) return undefined;
  const number = numberedIn(view).indexOf(at) + 1;
  const answer = lines.find(({ key }) => key === `choice.${number}` || key.startsWith(`choice.${number}.`));
  if (number > 0 && answer) return { ...answer, key: 'cursor' };
  const language = languages.find((each) => at === `language.${each}`);
  if (language) return { ...ours('cursor', spokenWords[language].language), language };
  const name = waysOn(words)[at];
  return name === undefined ? undefined : ours('cursor', `${name}${words.voice.stop}`);
}

function waysOn({ screen }: Wording): Readonly<Record<string, string | undefined>> {
  return {
    cancel: screen.cancel,
    help: screen.help,
    'practice.start': screen.practice.start,
    'practice.end': screen.practice.end,
    'method.face': screen.pin.useFace,
    'method.pin': screen.face.usePin,
    'method.staff': screen.method.staffShort,
    'pin.clear': screen.pin.clear,
    'pin.submit': screen.pin.submit,
    'number.birth': screen.cardNumber.parts.birth.name,
    'number.expiry': screen.cardNumber.parts.expiry.name,
    'number.code': screen.cardNumber.parts.code.name,
  };
}
