import { RegisterDrawing } from '../drawings/PaperDrawing.tsx';
import { useKiosk } from '../kiosk.ts';
import { Press } from '../Press.tsx';
import { StageScreen } from './StageScreen.tsx';
import type { ViewFor } from './viewFor.ts';
import { Waiting } from './Waiting.tsx';

/** 利用登録: for a card that is no insurance card yet. */
export function RegisterScreen({ view }: { readonly view: ViewFor<'register'> }) {
  const { register } = useKiosk().words;
  if (view.state === 'working') {
    return (
      <StageScreen drawing={<RegisterDrawing />} title={register.working}>
        <Waiting />
      </StageScreen>
    );
  }
  return (
    <StageScreen kind="decide" drawing={<RegisterDrawing />} title={register.title} lead={register.lead}>
      <div class="answers">
        <Press action="register.yes" class="answer">
          {register.yes}
        </Press>
        <Press action="register.no" class="answer">
          {register.no}
        </Press>
      </div>
    </StageScreen>
  );
}
