import { Scene } from '../drawings/Scene.tsx';
import { useKiosk } from '../kiosk.ts';
import { Press } from '../Press.tsx';
import { ProblemNumber } from './ProblemNumber.tsx';
import { StageScreen } from './StageScreen.tsx';
import type { ViewFor } from './viewFor.ts';

export function ProblemScreen({ view }: { readonly view: ViewFor<'problem'> }) {
  const { problem } = useKiosk().words;
  return (
    <StageScreen
      kind="problem"
      drawing={<Scene happening="problem" />}
      title={view.title[view.language]}
      lead={view.advice[view.language]}
    >
      <Press action="cancel" class="answer answer-main" hideWhenNotAllowed>
        {problem.close[view.close]}
      </Press>
      <ProblemNumber code={view.code} />
    </StageScreen>
  );
}
