import type { ComponentChildren } from 'preact';
import { useKiosk } from '../kiosk.ts';
import { Press } from '../Press.tsx';
import { Phrases } from './Phrases.tsx';

interface Props {
  readonly action: string;
  /** How many things are not answered yet: as long as there are any it says so, and cannot be pressed. */
  readonly open: number;
  readonly children?: ComponentChildren;
}

/** Below a list that is answered one by one: what is still to do, and the one 決定. */
export function SubmitLine({ action, open, children }: Props) {
  const { oneByOne } = useKiosk().words;
  return (
    <div class="submit-line">
      <div class="remaining">
        {children}
        <p role="status">{open > 0 && <Phrases>{oneByOne.remaining(open)}</Phrases>}</p>
      </div>
      <Press action={action} class="answer answer-main">
        {oneByOne.submit}
      </Press>
    </div>
  );
}
