import { Scene } from '../drawings/Scene.tsx';
import { useKiosk } from '../kiosk.ts';
import { Press } from '../Press.tsx';
import { CardAtEnd } from './CardAtEnd.tsx';
import { Notice } from './Notice.tsx';
import { OwnLines } from './OwnLines.tsx';
import { Reminders } from './Reminders.tsx';
import { StageScreen } from './StageScreen.tsx';
import type { ViewFor } from './viewFor.ts';

/** 受付完了 and what comes next: stays as long as the card does. */
export function DoneScreen({ view }: { readonly view: ViewFor<'done'> }) {
  const { done } = useKiosk().words;
  return (
    <StageScreen kind="done" drawing={<Scene happening="done" />} title={done.title}>
      <OwnLines of={view.next} />
      {view.outcome === 'provisional' && <Notice>{done.provisional}</Notice>}
      <Reminders reminders={view.reminders} />
      {view.card !== 'gone' && <CardAtEnd card={view.card} />}
      <div class="done-answers">
        <Press action="done.ok" class="answer answer-main" hideWhenNotAllowed>
          {done.ok}
        </Press>
        <Press action="more-time" class="answer" hideWhenNotAllowed>
          {done.keep}
        </Press>
      </div>
    </StageScreen>
  );
}
