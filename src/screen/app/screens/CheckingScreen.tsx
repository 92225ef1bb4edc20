import { useAfter } from '../after.ts';
import { Scene } from '../drawings/Scene.tsx';
import { useKiosk } from '../kiosk.ts';
import { StageScreen } from './StageScreen.tsx';
import { Waiting } from './Waiting.tsx';

/** An answer that comes sooner than this finds no drawing, which would only flash; the words are there at once. */
const drawnAfterMs = 150;

export function CheckingScreen() {
  const { checking } = useKiosk().words;
  const drawing = useAfter(drawnAfterMs) && <Scene happening="checking" />;
  return (
    <StageScreen drawing={drawing} title={checking.title} lead={checking.lead}>
      <Waiting />
    </StageScreen>
  );
}
