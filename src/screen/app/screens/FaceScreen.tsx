import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { shownPart } from '../../../face/shownPart.ts';
import { withoutReadings } from '../../../kernel/furigana.ts';
import { useKiosk } from '../kiosk.ts';
import { drawPart, drawPicturesOn } from '../livePicture.ts';
import { Press } from '../Press.tsx';
import { Phrases } from './Phrases.tsx';
import { Title } from './Title.tsx';
import type { ViewFor } from './viewFor.ts';

/** The patient sees themselves as in a mirror, in an oval; one sentence says what to do. */
export function FaceScreen({ view }: { readonly view: ViewFor<'face'> }) {
  const { face, method } = useKiosk().words;
  const failed = view.state === 'failed';
  const sentence = {
    preparing: face.preparing,
    looking: face.guidance[view.guidance],
    failed: face.failed,
  }[view.state];

  return (
    <main class={`stage-screen face face-${view.state}`}>
      <div class="stage">
        <Mirror />
      </div>
      <div class="say">
        <div role="status">
          <Title>{sentence}</Title>
        </div>
        <p class="lead">
          <Phrases>{failed ? face.failedHint : face.kept}</Phrases>
        </p>
        {failed && (
          <p class="attempts">
            <Phrases>{face.attemptsLeft(view.attemptsLeft)}</Phrases>
          </p>
        )}
        <div class="face-answers">
          <Press action="face.retry" class="answer answer-main" hideWhenNotAllowed>
            {face.retry}
          </Press>
          <Press action="method.pin" class="answer" hideWhenNotAllowed>
            {face.usePin}
          </Press>
          {failed && (
            <Press action="method.staff" class="answer" hideWhenNotAllowed>
              {method.staffShort}
            </Press>
          )}
        </div>
      </div>
    </main>
  );
}

function Mirror() {
  const { words, view } = useKiosk();
  const { low } = view.settings;
  const canvas = useRef<HTMLCanvasElement>(null);
  const [live, setLive] = useState(false);

  useLayoutEffect(() => drawPart(shownPart(low)), [low]);
  useEffect(() => (canvas.current ? drawPicturesOn(canvas.current, () => setLive(true)) : undefined), []);

  return (
    <div class={live ? 'mirror mirror-live' : 'mirror'}>
      <canvas class="mirror-picture" ref={canvas} role="img" aria-label={withoutReadings(words.face.picture)} />
      <svg class="mirror-guide" viewBox="0 0 640 640" aria-hidden="true">
        <path
          class="mirror-mask"
          d="M-700-700H1340V1340H-700ZM320 84c-122 0-186 96-186 220 0 150 86 252 186 252s186-102 186-252C506 180 442 84 320 84Z"
        />
        <path
          class="mirror-stand-in"
          d="M320 190c56 0 90 42 90 100 0 66-38 124-90 124s-90-58-90-124c0-58 34-100 90-100ZM148 556c16-70 76-104 172-104s156 34 172 104Z"
        />
        <path
          class="mirror-oval"
          pathLength={100}
          d="M320 84c-122 0-186 96-186 220 0 150 86 252 186 252s186-102 186-252C506 180 442 84 320 84Z"
        />
      </svg>
    </div>
  );
}
