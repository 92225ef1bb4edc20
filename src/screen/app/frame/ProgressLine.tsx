import { withoutReadings } from '../../../kernel/furigana.ts';
import type { View } from '../../view.ts';
import { TickIcon } from '../drawings/icons.tsx';
import { useKiosk } from '../kiosk.ts';
import { Phrases } from '../screens/Phrases.tsx';

type Step = NonNullable<View['step']>;

const order: readonly Step[] = ['card', 'identity', 'consent', 'check', 'done'];

/** The five steps: what is behind, where the patient is, what is to come. */
export function ProgressLine({ current }: { readonly current: Step }) {
  const { words } = useKiosk();
  const here = order.indexOf(current);
  return (
    <ol class="progress" aria-label={withoutReadings(words.progress)}>
      {order.map((step, index) => (
        <li
          key={step}
          class={`progress-step ${index < here ? 'progress-behind' : index === here ? 'progress-here' : 'progress-ahead'}`}
          aria-current={index === here ? 'step' : undefined}
        >
          <span class="progress-dot" aria-hidden="true">
            {index < here || current === 'done' ? <TickIcon /> : index + 1}
          </span>
          <span class="progress-name">
            <Phrases>{words.steps[step]}</Phrases>
          </span>
        </li>
      ))}
    </ol>
  );
}
