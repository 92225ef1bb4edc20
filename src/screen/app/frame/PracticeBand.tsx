import { useKiosk } from '../kiosk.ts';
import { Press } from '../Press.tsx';
import { Phrases } from '../screens/Phrases.tsx';

/** 体験, in the place of the header on every screen of it: that nobody is being checked in, what the hand does on the reader, and the way out. */
export function PracticeBand() {
  const { view, words } = useKiosk();
  const { practice } = words;
  if (!view.practice) return null;
  return (
    <header class="header practice">
      <p class="practice-said">
        <b class="practice-mark">
          <Phrases>{practice.mark}</Phrases>
        </b>
        <span>
          <Phrases>{view.screen === 'pin' ? practice.pin : practice.lead}</Phrases>
        </span>
      </p>
      <div class="practice-hand">
        <Press action="practice.place" class="answer answer-main" hideWhenNotAllowed>
          {practice.place}
        </Press>
        <Press action="practice.hold" class="answer answer-main" hideWhenNotAllowed>
          {practice.hold}
        </Press>
        <Press action="practice.take" class="answer answer-main" hideWhenNotAllowed>
          {practice.take}
        </Press>
      </div>
      <Press action="practice.end" class="practice-end" hideWhenNotAllowed>
        {practice.end}
      </Press>
    </header>
  );
}
