import type { ComponentChildren } from 'preact';
import { Phrases } from './Phrases.tsx';
import { Title } from './Title.tsx';

interface Props {
  readonly drawing: ComponentChildren;
  readonly title: string;
  readonly lead?: string;
  readonly children?: ComponentChildren;
  readonly kind?: string;
}

/** A screen that shows what happens or what to do with one's hands: a large drawing, and the words beside it. */
export function StageScreen({ drawing, title, lead, children, kind = '' }: Props) {
  return (
    <main class={`stage-screen ${kind}`}>
      <div class="stage">{drawing}</div>
      <div class="say">
        <Title>{title}</Title>
        {lead && (
          <p class="lead">
            <Phrases>{lead}</Phrases>
          </p>
        )}
        {children}
      </div>
    </main>
  );
}
