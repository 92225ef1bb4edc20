import { useRef, useState } from 'preact/hooks';
import { touchGrid } from '../../touchGrid.ts';
import { useKiosk } from '../kiosk.ts';

/** A second finger so soon after the first, and so near to it, is the same finger felt twice. */
const doubleMs = 60;
const doubleShare = 0.08;

const all = touchGrid.across * touchGrid.down;

/** A grid over the whole glass, to be wiped over: what felt nothing stays pale, what was felt twice is counted. */
export function Touch() {
  const { tell } = useKiosk();
  const [isOpen, setOpen] = useState(false);
  const [touched, setTouched] = useState<ReadonlySet<number>>(new Set());
  const [doubles, setDoubles] = useState(0);
  const last = useRef({ at: Number.NEGATIVE_INFINITY, x: 0, y: 0 });
  const begin = (): void => {
    setTouched(new Set());
    setDoubles(0);
    setOpen(true);
  };
  const felt = ({ clientX, clientY }: PointerEvent): void => {
    const across = Math.floor((clientX / innerWidth) * touchGrid.across);
    const down = Math.floor((clientY / innerHeight) * touchGrid.down);
    if (across < 0 || down < 0 || across >= touchGrid.across || down >= touchGrid.down) return;
    const field = down * touchGrid.across + across;
    setTouched((before) => (before.has(field) ? before : new Set([...before, field])));
  };
  const pressed = (event: PointerEvent): void => {
    const { at, x, y } = last.current;
    const near = Math.hypot(event.clientX - x, event.clientY - y) < doubleShare * Math.min(innerWidth, innerHeight);
    if (event.timeStamp - at < doubleMs && near) setDoubles((before) => before + 1);
    last.current = { at: event.timeStamp, x: event.clientX, y: event.clientY };
    felt(event);
  };
  const judge = (): void => {
    setOpen(false);
    tell({ kind: 'touch', touched: touched.size, doubles: Math.min(999, doubles) });
  };
  if (!isOpen) {
    return (
      <button type="button" class="bench-button bench-main" data-action="touch.begin" onClick={begin}>
        画面いっぱいにマスを出す
      </button>
    );
  }
  return (
    // Fingers only: there is nothing here for a keyboard.
    <div class="bench-grid" onPointerDown={pressed} onPointerMove={felt}>
      {Array.from({ length: all }, (_, field) => (
        <span key={`field ${field}`} data-touched={touched.has(field)} />
      ))}
      <p>
        反応したマス <b>{touched.size}</b> / {all}　二重 <b>{doubles}</b>
        <button type="button" class="bench-button" data-action="touch.judge" onClick={judge}>
          判定する
        </button>
        <button type="button" class="bench-button" onClick={begin}>
          やり直す
        </button>
      </p>
    </div>
  );
}
