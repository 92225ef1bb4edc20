import { Scene } from '../drawings/Scene.tsx';
import { ProblemNumber } from './ProblemNumber.tsx';
import { StageScreen } from './StageScreen.tsx';
import type { ViewFor } from './viewFor.ts';
import { Waiting } from './Waiting.tsx';

/** Out of service with its number; without one the kiosk is only starting, or cannot be heard for a moment. */
export function OutOfServiceScreen({ view }: { readonly view: ViewFor<'out-of-service'> }) {
  const starting = view.code === '';
  return (
    <StageScreen
      kind={starting ? 'starting' : 'problem'}
      drawing={<Scene happening={starting ? 'resting' : 'problem'} />}
      title={view.title[view.language]}
      lead={view.advice[view.language]}
    >
      {starting ? <Waiting /> : <ProblemNumber code={view.code} />}
    </StageScreen>
  );
}
