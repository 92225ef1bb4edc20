import { Scene } from '../drawings/Scene.tsx';
import { useKiosk } from '../kiosk.ts';
import { StageScreen } from './StageScreen.tsx';

export function IdleScreen() {
  const { idle } = useKiosk().words;
  return <StageScreen kind="idle" drawing={<Scene happening="idle" />} title={idle.title} lead={idle.lead} />;
}
