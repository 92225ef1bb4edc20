import type { Language } from '../../view.ts';
import { languageNames } from '../../words/wordsIn.ts';
import { useKiosk } from '../kiosk.ts';
import { Press } from '../Press.tsx';

const order: readonly Language[] = ['ja', 'en'];

/** Each language in its own words, so that it can be found by who reads only that one. */
export function LanguageSwitch() {
  const { view, words } = useKiosk();
  return (
    <fieldset class="languages">
      <legend class="unseen">{words.language}</legend>
      {order.map((language) => (
        <Press
          key={language}
          action={`language.${language}`}
          class={language === view.language ? 'language language-current' : 'language'}
          checked={language === view.language}
        >
          <span lang={language}>{languageNames[language]}</span>
        </Press>
      ))}
    </fieldset>
  );
}
