import { Scene } from '../drawings/Scene.tsx';
import { useKiosk } from '../kiosk.ts';
import { StageScreen } from './StageScreen.tsx';

export function TakeCardScreen() {
  const { takeCard } = useKiosk().words;
  return <StageScreen drawing={<Scene happening="take-card" />} title={takeCard.title} lead={takeCard.lead} />;
}
