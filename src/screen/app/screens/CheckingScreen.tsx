import { Scene } from '../drawings/Scene.tsx';
import { useKiosk } from '../kiosk.ts';
import { StageScreen } from './StageScreen.tsx';
import { Waiting } from './Waiting.tsx';

export function CheckingScreen() {
  const { checking } = useKiosk().words;
  return (
    <StageScreen drawing={<Scene happening="checking" />} title={checking.title} lead={checking.lead}>
      <Waiting />
    </StageScreen>
  );
}
