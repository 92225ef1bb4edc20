import { withoutReadings } from '../../../kernel/furigana.ts';
import { type KeyMap, meaningOf } from '../../keypad/keyMap.ts';
import { useKiosk } from '../kiosk.ts';
import { Press } from '../Press.tsx';
import { Phrases } from '../screens/Phrases.tsx';
import { Title } from '../screens/Title.tsx';

/** An ordinary number pad: places as browsers call them, what is printed there, and which are larger. */
const pad = [
  ['NumLock', 'Num', ''],
  ['NumpadDivide', '/', ''],
  ['NumpadMultiply', '*', ''],
  ['NumpadSubtract', '-', ''],
  ['Numpad7', '7', ''],
  ['Numpad8', '8', ''],
  ['Numpad9', '9', ''],
  ['NumpadAdd', '+', 'cap-tall'],
  ['Numpad4', '4', ''],
  ['Numpad5', '5', ''],
  ['Numpad6', '6', ''],
  ['Numpad1', '1', ''],
  ['Numpad2', '2', ''],
  ['Numpad3', '3', ''],
  ['NumpadEnter', 'Enter', 'cap-tall'],
  ['Numpad0', '0', 'cap-wide'],
  ['NumpadDecimal', '.', ''],
] as const;

/** Keys beside the pad that mean something by themselves. */
const beside = [
  ['ArrowUp', '↑'],
  ['ArrowDown', '↓'],
  ['Backspace', '⌫'],
  ['Escape', 'Esc'],
] as const;

/** What each key does: the pad as it lies under the hand, with the map of this kiosk on it. */
export function KeysPanel({ map }: { readonly map: KeyMap }) {
  const { keys, settings, help } = useKiosk().words;
  return (
    <main class="panel">
      <Title>{keys.title}</Title>
      <p class="lead">
        <Phrases>{keys.lead}</Phrases>
      </p>
      <div class="number-pad" role="img" aria-label={withoutReadings(keys.title)}>
        <div class="pad">
          {pad.map(([code, cap, size]) => (
            <Cap key={code} map={map} code={code} cap={cap} size={size} />
          ))}
        </div>
        <div class="pad pad-beside">
          {beside.map(([code, cap]) => (
            <Cap key={code} map={map} code={code} cap={cap} size="" />
          ))}
        </div>
      </div>
      <div class="answers">
        <Press action="panel.close" class="answer answer-main">
          {settings.close}
        </Press>
        <Press action="help" class="answer" hideWhenNotAllowed>
          {help}
        </Press>
        <Press action="settings" class="answer">
          {settings.name}
        </Press>
      </div>
    </main>
  );
}

interface CapProps {
  readonly map: KeyMap;
  readonly code: string;
  readonly cap: string;
  readonly size: string;
}

function Cap({ map, code, cap, size }: CapProps) {
  const { roles } = useKiosk().words.keys;
  const meaning = meaningOf(code, map);
  return (
    <span class={`cap ${size} ${meaning ? '' : 'cap-idle'}`}>
      <b>{cap}</b>
      {meaning && 'role' in meaning && (
        <span>
          <Phrases>{roles[meaning.role]}</Phrases>
        </span>
      )}
    </span>
  );
}
