import { useKiosk } from '../kiosk.ts';
import { useLeft } from '../left.ts';
import { Phrases } from './Phrases.tsx';
import { Title } from './Title.tsx';
import type { ViewFor } from './viewFor.ts';

/** The screen is wiped: it says so, shows how long yet, and takes no touch. */
export function CleaningScreen({ view }: { readonly view: ViewFor<'cleaning'> }) {
  const { cleaning } = useKiosk().words;
  const left = useLeft(view.left.leftMs);
  const share = Math.min(1, Math.max(0, left / view.left.ofMs));
  return (
    <main class="cleaning">
      <div class="cleaning-ring">
        <svg viewBox="0 0 200 200" aria-hidden="true">
          <circle class="ring-track" cx="100" cy="100" r="86" />
          <circle class="ring-left" cx="100" cy="100" r="86" pathLength={100} stroke-dasharray={`${share * 100} 100`} />
          <rect class="cleaning-panel" x="58" y="64" width="84" height="66" rx="8" />
          <path class="cleaning-shine" d="m72 104 26-26M86 116l38-38" />
          <path
            class="cleaning-spark"
            d="m146 44 5 12 12 5-12 5-5 12-5-12-12-5 12-5ZM62 128l3 8 8 3-8 3-3 8-3-8-8-3 8-3Z"
          />
        </svg>
        <p class="cleaning-left">
          <Phrases>{cleaning.left(Math.ceil(left / 1000))}</Phrases>
        </p>
      </div>
      <div class="cleaning-words">
        <Title>{cleaning.title}</Title>
        <p class="lead">
          <Phrases>{cleaning.lead}</Phrases>
        </p>
      </div>
    </main>
  );
}
