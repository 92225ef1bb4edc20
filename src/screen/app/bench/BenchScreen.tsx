import { useKiosk } from '../kiosk.ts';
import { useLeft } from '../left.ts';
import type { ViewFor } from '../screens/viewFor.ts';
import { BenchButton } from './BenchButton.tsx';
import { Door } from './Door.tsx';
import { StepPanel } from './StepPanel.tsx';

type Bench = NonNullable<ViewFor<'diagnostics'>['bench']>;

/** The technician's screen: that nobody is served stands above everything, in the patient's words too. */
export function BenchScreen({ view, bench }: { readonly view: ViewFor<'diagnostics'>; readonly bench: Bench }) {
  const { words } = useKiosk();
  const left = Math.ceil(useLeft(view.left.leftMs) / 1000);
  const hours = Math.floor(left / 3600);
  const rest = `${Math.floor((left % 3600) / 60)}:${String(left % 60).padStart(2, '0')}`;
  return (
    <div class="bench" lang="ja">
      <header class="bench-band">
        <div>
          <h1>{words.diagnostics.title}</h1>
          <p>{words.diagnostics.lead}</p>
        </div>
        <p class="bench-left">
          {bench.stage === 'bench' && <span class="bench-by">{bench.by} さんが作業中</span>}
          受付に戻るまで <b>{hours > 0 ? `${hours}時間${Math.floor((left % 3600) / 60)}分` : rest}</b>
        </p>
        <BenchButton action="tech.end">終了して受付に戻す</BenchButton>
      </header>
      {bench.stage === 'door' ? <Door door={bench} /> : <StepPanel bench={bench} />}
    </div>
  );
}
