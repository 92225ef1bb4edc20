import { Scene } from '../drawings/Scene.tsx';
import { useKiosk } from '../kiosk.ts';
import { Press } from '../Press.tsx';
import { StageScreen } from './StageScreen.tsx';

export function IdleScreen() {
  const { idle } = useKiosk().words;
  return (
    <StageScreen kind="idle" drawing={<Scene happening="idle" />} title={idle.title} lead={idle.lead}>
      <Press action="phone.start" class="answer" hideWhenNotAllowed>
        {idle.phone}
      </Press>
    </StageScreen>
  );
}
