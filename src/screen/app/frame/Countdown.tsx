import { useEffect, useRef } from 'preact/hooks';
import { withoutReadings } from '../../../kernel/furigana.ts';
import type { View } from '../../view.ts';
import { useKiosk } from '../kiosk.ts';
import { useLeft } from '../left.ts';
import { Press } from '../Press.tsx';
import { Phrases } from '../screens/Phrases.tsx';

/** At so many seconds the end is said aloud as well, and for so many it stands there to be said. */
const saidAloud = { at: [10, 5], forSeconds: 3 } as const;

/** Over everything else: the visit ends soon unless the patient wants more time. Ticks on between the pushed views. */
export function Countdown({ countdown }: { readonly countdown: NonNullable<View['countdown']> }) {
  const { view, words } = useKiosk();
  const left = useLeft(countdown.leftMs);
  const dialog = useRef<HTMLDivElement>(null);
  const seconds = Math.ceil(left / 1000);
  const aloud = saidAloud.at.find((at) => seconds <= at && seconds > at - saidAloud.forSeconds);
  const share = Math.min(1, Math.max(0, left / countdown.ofMs));

  const hasCursor = (view.keys?.at ?? null) !== null;
  useEffect(() => {
    // The cursor of the keys stands where it stands.
    if (!hasCursor) dialog.current?.focus();
  }, []);

  return (
    <div class="veil">
      <div
        class="countdown"
        role="alertdialog"
        aria-modal="true"
        aria-labelledby="countdown-title"
        tabIndex={-1}
        ref={dialog}
      >
        <div class="countdown-ring">
          <svg viewBox="0 0 200 200" aria-hidden="true">
            <circle class="ring-track" cx="100" cy="100" r="86" />
            <circle
              class="ring-left"
              cx="100"
              cy="100"
              r="86"
              pathLength={100}
              stroke-dasharray={`${share * 100} 100`}
            />
          </svg>
          <p class="countdown-seconds" aria-hidden="true">
            <b>{seconds}</b>
            <span>
              <Phrases>{words.countdown.seconds}</Phrases>
            </span>
          </p>
        </div>
        <div class="countdown-words">
          <h2 id="countdown-title">
            <Phrases>{words.countdown.title(seconds)}</Phrases>
          </h2>
          <p>
            <Phrases>{words.countdown.lead}</Phrases>
          </p>
        </div>
        <p class="unseen" role="alert">
          {aloud !== undefined && withoutReadings(words.countdown.title(aloud))}
        </p>
        <div class="countdown-answers">
          <Press action="more-time" class="answer answer-main">
            {words.countdown.more}
          </Press>
          <Press action="cancel" class="answer" hideWhenNotAllowed>
            {words.countdown.end}
          </Press>
        </div>
      </div>
    </div>
  );
}
