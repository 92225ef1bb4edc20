import { ElectronicDrawing, PaperFormDrawing } from '../drawings/PaperDrawing.tsx';
import { useKiosk } from '../kiosk.ts';
import { Choice } from './Choice.tsx';
import { Title } from './Title.tsx';

/** 電子処方箋 or 紙. */
export function PrescriptionScreen() {
  const { prescription } = useKiosk().words;
  return (
    <main class="question method prescription">
      <div class="asked">
        <Title>{prescription.title}</Title>
      </div>
      <div class="choices">
        <Choice
          action="prescription.electronic"
          drawing={<ElectronicDrawing />}
          name={prescription.electronic}
          hint={prescription.electronicHint}
        />
        <Choice
          action="prescription.paper"
          drawing={<PaperFormDrawing />}
          name={prescription.paper}
          hint={prescription.paperHint}
        />
      </div>
    </main>
  );
}
