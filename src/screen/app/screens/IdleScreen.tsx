import { useEffect, useState } from 'preact/hooks';
import { Scene } from '../drawings/Scene.tsx';
import { FinishDrawing, PlaceCardDrawing, ProveDrawing } from '../drawings/StepDrawing.tsx';
import { useKiosk } from '../kiosk.ts';
import { Press } from '../Press.tsx';
import { useMoving } from '../still.ts';
import { Phrases } from './Phrases.tsx';
import { Title } from './Title.tsx';
import type { ViewFor } from './viewFor.ts';

/** Between two patients: what to do, in one sentence and three drawings, and where the reader is. */
export function IdleScreen({ view }: { readonly view: ViewFor<'idle'> }) {
  const { idle, practice } = useKiosk().words;
  const isDim = useDim(view.dim);
  const isMoving = useMoving() && !isDim;
  const drawings = [
    <PlaceCardDrawing key="place" reader={view.reader} />,
    <ProveDrawing key="prove" />,
    <FinishDrawing key="finish" />,
  ];
  return (
    <main class={`idle idle-reader-${view.reader}${isDim ? ' idle-dim' : ''}${isMoving ? ' idle-moves' : ''}`}>
      <div class="idle-stage">
        <div class="idle-words">
          <Title>{idle.title}</Title>
          <p class="lead">
            <Phrases>{idle.lead}</Phrases>
          </p>
        </div>
        <Scene happening="idle" />
        <p class="idle-pointer" aria-hidden="true">
          <Chevrons />
          <span>
            <Phrases>{idle.reader}</Phrases>
          </span>
        </p>
      </div>
      <div class="idle-below">
        <ol class="idle-steps">
          {drawings.map((drawing, index) => (
            <li key={drawing.key} class="idle-step">
              {drawing}
              <p>
                <b class="idle-number">{index + 1}</b>
                <span>
                  <Phrases>{idle.steps[index] ?? ''}</Phrases>
                </span>
              </p>
            </li>
          ))}
        </ol>
        <div class="idle-answers">
          <Press action="phone.start" class="answer" hideWhenNotAllowed>
            {idle.phone}
          </Press>
          <Press action="practice.start" class="answer" hideWhenNotAllowed>
            {practice.start}
          </Press>
        </div>
      </div>
    </main>
  );
}

/** Points down; turned towards the reader by its class. */
function Chevrons() {
  return (
    <svg class="idle-chevrons" viewBox="0 0 60 72" aria-hidden="true">
      <path d="m8 10 22 18 22-18M8 28l22 18 22-18M8 46l22 18 22-18" />
    </svg>
  );
}

/** How long a touch makes a dim screen bright, milliseconds. */
const awakeMs = 60_000;

/** Whether it is dim at this moment: whoever touches it sees it. */
function useDim(isClosed: boolean): boolean {
  const [isAwake, setAwake] = useState(false);
  useEffect(() => {
    if (!isClosed) return undefined;
    let timer = 0;
    const wake = (): void => {
      setAwake(true);
      window.clearTimeout(timer);
      timer = window.setTimeout(() => setAwake(false), awakeMs);
    };
    window.addEventListener('pointerdown', wake);
    window.addEventListener('keydown', wake);
    return () => {
      window.removeEventListener('pointerdown', wake);
      window.removeEventListener('keydown', wake);
      window.clearTimeout(timer);
    };
  }, [isClosed]);
  return isClosed && !isAwake;
}
