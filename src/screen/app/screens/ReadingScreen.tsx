import { Scene } from '../drawings/Scene.tsx';
import { useKiosk } from '../kiosk.ts';
import { StageScreen } from './StageScreen.tsx';
import { Waiting } from './Waiting.tsx';

export function ReadingScreen() {
  const { reading } = useKiosk().words;
  return (
    <StageScreen drawing={<Scene happening="reading" />} title={reading.title} lead={reading.lead}>
      <Waiting />
    </StageScreen>
  );
}
