import { useState } from 'preact/hooks';
import { withoutReadings } from '../../../kernel/furigana.ts';
import { BackspaceIcon } from '../drawings/icons.tsx';
import { useKiosk } from '../kiosk.ts';
import { Press } from '../Press.tsx';

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

/**
 * The keys 0 to 9, also on a number pad with a cable. What is typed lives in the process. A key that is off keeps its
 * place and the focus that is on it: whoever cannot see the keys must not lose them while typing.
 *
 * @param heard how much is typed, for whoever cannot see it: said with every change, and again where a key is off
 */
export function Keypad({ heard }: { readonly heard: string }) {
  const { pin } = useKiosk().words;
  const [asked, setAsked] = useState(0);
  const sayAgain = () => setAsked((times) => times + 1);
  return (
    <fieldset class="keypad">
      <legend class="unseen">{withoutReadings(pin.keypad)}</legend>
      <p class="unseen" role="status">
        <span key={asked}>{withoutReadings(heard)}</span>
      </p>
      {digits.map((digit) => (
        <Press key={digit} action={`pin.digit.${digit}`} class="key" whileOff={sayAgain}>
          {digit}
        </Press>
      ))}
      <Press action="pin.clear" class="key key-word" whileOff={sayAgain}>
        <BackspaceIcon />
        {pin.clear}
      </Press>
      <Press action="pin.digit.0" class="key" whileOff={sayAgain}>
        0
      </Press>
      <Press action="pin.submit" class="key key-word key-submit" whileOff={sayAgain}>
        {pin.submit}
      </Press>
    </fieldset>
  );
}
