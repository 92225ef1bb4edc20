import { useState } from 'preact/hooks';

const plain = ['1234567890', 'qwertyuiop', 'asdfghjkl-', 'zxcvbnm.,@'] as const;
const shifted = ['!"#$%&\'()_', 'QWERTYUIOP', 'ASDFGHJKL=', 'ZXCVBNM<>?'] as const;
const signs = ['+*/\\|~^`:;', '[]{}'] as const;

interface Props {
  readonly onKey: (key: string) => void;
  readonly onErase: () => void;
}

/** Letters, digits and signs on the glass, for a kiosk without a keyboard. */
export function Keyboard({ onKey, onErase }: Props) {
  const [isShifted, setShifted] = useState(false);
  const rows = isShifted ? [...shifted, ...signs] : plain;
  return (
    <fieldset class="bench-keys" aria-label="文字">
      {rows.map((row) => (
        <div key={row}>
          {[...row].map((key) => (
            <button key={key} type="button" onClick={() => onKey(key)}>
              {key}
            </button>
          ))}
        </div>
      ))}
      <div>
        <button type="button" aria-pressed={isShifted} onClick={() => setShifted(!isShifted)}>
          {isShifted ? 'abc' : 'ABC #+='}
        </button>
        <button type="button" class="wide" onClick={() => onKey(' ')}>
          空白
        </button>
        <button type="button" onClick={onErase}>
          1字消す
        </button>
      </div>
    </fieldset>
  );
}
