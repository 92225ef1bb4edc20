import { useKiosk } from '../kiosk.ts';
import { LanguageSwitch } from './LanguageSwitch.tsx';
import { ProgressLine } from './ProgressLine.tsx';

/** Whose kiosk this is, how far the patient has come, and the other language. */
export function Header() {
  const { view, words } = useKiosk();
  return (
    <header class="header">
      <p class="clinic">
        <span class="clinic-mark">{words.reception}</span>
        <span class="clinic-name" lang="ja">
          {view.clinicName}
        </span>
      </p>
      {view.step && <ProgressLine current={view.step} />}
      <LanguageSwitch />
    </header>
  );
}
