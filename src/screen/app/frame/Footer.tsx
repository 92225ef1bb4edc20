import { CrossIcon, PersonAtDeskIcon } from '../drawings/icons.tsx';
import { useKiosk } from '../kiosk.ts';
import { Press } from '../Press.tsx';

/** The way out, always at the same place, and whom to ask. */
export function Footer() {
  const { view, words } = useKiosk();
  // The problem screen has this way out as its main answer.
  const ownCancel = view.screen === 'problem' || view.screen === 'out-of-service';
  return (
    <footer class="footer">
      {!ownCancel && (
        <Press action="cancel" class="cancel" hideWhenNotAllowed>
          <CrossIcon />
          {words.cancel}
        </Press>
      )}
      <p class="help">
        <PersonAtDeskIcon />
        {words.help}
      </p>
    </footer>
  );
}
