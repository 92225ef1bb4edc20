import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { DockState } from './api.ts';

const panels = {
  portrait: { width: 800, height: 1280 },
  landscape: { width: 1280, height: 800 },
} as const;
type Panel = keyof typeof panels;

/** The patient's screen at its true size, scaled down to fit the room there is. */
export function Stage({ screenUrl, mirrorUrl }: Pick<DockState, 'screenUrl' | 'mirrorUrl'>) {
  const [panel, setPanel] = useState<Panel>('portrait');
  const room = useRef<HTMLDivElement>(null);
  const frame = useRef<HTMLIFrameElement>(null);
  const { width, height } = panels[panel];

  useLayoutEffect(() => {
    const rescale = (): void => {
      if (!room.current || !frame.current) return;
      const scale = Math.min(room.current.clientWidth / width, room.current.clientHeight / height);
      // Through the style object: a style attribute would not pass the page's own policy.
      frame.current.style.setProperty('transform', `scale(${scale})`);
      frame.current.style.setProperty('left', `${(room.current.clientWidth - width * scale) / 2}px`);
    };
    const watcher = new ResizeObserver(rescale);
    if (room.current) watcher.observe(room.current);
    rescale();
    return () => watcher.disconnect();
  }, [width, height, mirrorUrl]);

  return (
    <section class="stage">
      <div class="heading">
        <h2>Patient screen</h2>
        <div class="choice">
          {(Object.keys(panels) as Panel[]).map((each) => (
            <button type="button" key={each} aria-pressed={each === panel} onClick={() => setPanel(each)}>
              {each}
            </button>
          ))}
          {screenUrl && (
            <a href={screenUrl} target="_blank" rel="noreferrer">
              open alone
            </a>
          )}
        </div>
      </div>
      <div class="room" ref={room}>
        {mirrorUrl ? (
          <iframe ref={frame} title="Patient screen" src={mirrorUrl} width={width} height={height} />
        ) : (
          <p>Waiting for the kiosk …</p>
        )}
      </div>
    </section>
  );
}
