import type { ComponentChildren } from 'preact';
import { Press } from '../Press.tsx';
import { Phrases } from './Phrases.tsx';

interface Props {
  readonly action: string;
  readonly drawing: ComponentChildren;
  readonly name: string;
  readonly hint: ComponentChildren;
  readonly children?: ComponentChildren;
}

/** One of a few large ways to go on: a drawing, its name, a hint. */
export function Choice({ action, drawing, name, hint, children }: Props) {
  return (
    <Press action={action} class="choice">
      {drawing}
      <span class="choice-words">
        <b class="choice-name">
          <Phrases>{name}</Phrases>
        </b>
        <span class="choice-hint">{typeof hint === 'string' ? <Phrases>{hint}</Phrases> : hint}</span>
        {children}
      </span>
    </Press>
  );
}
