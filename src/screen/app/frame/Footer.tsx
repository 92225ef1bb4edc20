import { BellIcon, CrossIcon, PersonAtDeskIcon, TextIcon } from '../drawings/icons.tsx';
import { useKiosk } from '../kiosk.ts';
import { Press } from '../Press.tsx';
import { Phrases } from '../screens/Phrases.tsx';

/** The way out, always at the same place, and the bell that calls staff. */
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
      <Press
        action={view.panel === 'settings' ? 'panel.close' : 'settings'}
        class="cancel settings"
        checked={view.panel === 'settings'}
        hideWhenNotAllowed
      >
        <TextIcon />
        {words.settings.name}
      </Press>
      <Press action="help" class="cancel call" hideWhenNotAllowed>
        <BellIcon />
        {words.help}
      </Press>
      <p class="help" role="status">
        {view.help === 'called' && (
          <>
            <PersonAtDeskIcon />
            <span>
              <Phrases>{words.helpCalled}</Phrases>
            </span>
          </>
        )}
      </p>
    </footer>
  );
}
