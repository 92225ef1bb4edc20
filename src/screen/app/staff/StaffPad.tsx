import type { ComponentChildren } from 'preact';
import { languageTags, staffLanguageBeside } from '../../words/wordsIn.ts';
import { useKiosk } from '../kiosk.ts';
import { Keypad } from '../screens/Keypad.tsx';
import { Notice } from '../screens/Notice.tsx';
import { Phrases } from '../screens/Phrases.tsx';
import { Places } from '../screens/Places.tsx';
import { Title } from '../screens/Title.tsx';
import type { ViewFor } from '../screens/viewFor.ts';
import { LiftedCard } from './LiftedCard.tsx';
import { StaffOnly } from './StaffOnly.tsx';
import { useStaffWords } from './staffWords.ts';

/** The staff's own pad, on another ground and under another name than the PIN's. */
export function StaffPad({ view }: { readonly view: ViewFor<'staff'> }) {
  const { language, words } = useKiosk();
  const isReadByBoth = language === staffLanguageBeside(language);
  return (
    <StaffOnly>
      <Pad view={view}>
        {!isReadByBoth && (
          <p class="not-the-pin" lang={languageTags[language]}>
            <Phrases of={language}>{words.staff.notThePin}</Phrases>
          </p>
        )}
      </Pad>
    </StaffOnly>
  );
}

interface PadProps {
  readonly view: ViewFor<'staff'>;
  /** That this is no place for a PIN, to a patient who does not read what staff do. */
  readonly children: ComponentChildren;
}

function Pad({ view, children }: PadProps) {
  const { pin, staff } = useKiosk().words;
  const { pad, typed, passcode } = useStaffWords();
  return (
    <div class="question pin staff">
      <div class="asked">
        <Title>{pad}</Title>
        <p class="lead not-the-pin">{staff.notThePin}</p>
        {children}
        <Places typed={view.digitsTyped} state={view.state} label={typed(view.digitsTyped)} />
        <div class="pin-state" role="status">
          {view.state === 'checking' && <p class="lead">{pin.checking}</p>}
          {view.state === 'typing' && view.passcode !== 'none' && <Notice>{passcode[view.passcode]}</Notice>}
        </div>
        <LiftedCard view={view} />
      </div>
      <Keypad heard={view.state === 'typing' ? typed(view.digitsTyped) : ''} />
    </div>
  );
}
