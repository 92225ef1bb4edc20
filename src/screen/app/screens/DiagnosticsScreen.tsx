import { Scene } from '../drawings/Scene.tsx';
import { useKiosk } from '../kiosk.ts';
import { StageScreen } from './StageScreen.tsx';

/** 調整中, without a technician at it: what everybody reads until the kiosk serves again. */
export function DiagnosticsScreen() {
  const { title, lead } = useKiosk().words.diagnostics;
  return <StageScreen kind="problem" drawing={<Scene happening="resting" />} title={title} lead={lead} />;
}
