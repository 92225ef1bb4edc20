import { withoutReadings } from '../../../kernel/furigana.ts';
import { languages } from '../../../problem/languages.ts';
import { languageNames, languageTags } from '../../words/wordsIn.ts';
import { useKiosk } from '../kiosk.ts';
import { Press } from '../Press.tsx';
import { Phrases } from '../screens/Phrases.tsx';

/** Each language in its own words, so that it can be found by who reads only that one. */
export function LanguageSwitch() {
  const { view, words } = useKiosk();
  return (
    <nav class="languages" aria-label={withoutReadings(words.language)}>
      {languages.map((language) => (
        <Press
          key={language}
          action={`language.${language}`}
          class={language === view.language ? 'language language-current' : 'language'}
          checked={language === view.language}
          hideWhenNotAllowed
        >
          <span lang={languageTags[language]}>
            <Phrases of={language}>{languageNames[language]}</Phrases>
          </span>
        </Press>
      ))}
    </nav>
  );
}
