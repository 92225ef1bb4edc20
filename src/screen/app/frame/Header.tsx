import { useKiosk } from '../kiosk.ts';
import { Phrases } from '../screens/Phrases.tsx';
import { ProgressLine } from './ProgressLine.tsx';

/** How many characters of a name fit in one line at its usual size. */
const shortName = 11;

/** Whose kiosk this is, and how far the patient has come. */
export function Header() {
  const { view, words } = useKiosk();
  return (
    <header class="header">
      <p class="clinic">
        <span class="clinic-mark">
          <Phrases>{words.reception}</Phrases>
        </span>
        <span class={view.clinicName.length > shortName ? 'clinic-name clinic-name-long' : 'clinic-name'} lang="ja">
          {view.clinicName}
        </span>
      </p>
      {view.step && <ProgressLine current={view.step} />}
    </header>
  );
}
