import { useEffect } from 'preact/hooks';

/** How near to its corner a finger has to be, as a share of the shorter side of the screen. */
const reach = 0.12;
/** How long each corner is held, milliseconds. */
const heldMs = 1_000;
/** How long all four may take, milliseconds. */
const wholeMs = 15_000;

/** Upper left, upper right, lower right, lower left: once around, as a clock goes. */
const order = ['upper-left', 'upper-right', 'lower-right', 'lower-left'] as const;
type Corner = (typeof order)[number];

/**
 * Calls `entered` once one finger has pressed the four corners, one after the other in their order, each for a second,
 * all within fifteen. A touch anywhere else, one that is too short, or a second finger begins it anew: nobody who taps
 * about gets there, and the two fingers that begin the cleaning do not either.
 */
export function useFourCorners(isOn: boolean, entered: () => void): void {
  useEffect(() => {
    if (!isOn) return undefined;
    let done = 0;
    let firstAt = 0;
    let pressed: { readonly id: number; readonly corner: Corner; readonly at: number } | undefined;
    let isHeld = false;
    const again = (): void => {
      done = 0;
      pressed = undefined;
    };
    const down = ({ pointerId, clientX, clientY, timeStamp }: PointerEvent): void => {
      isHeld = false;
      const corner = cornerAt(clientX, clientY);
      if (pressed || corner === undefined) {
        again();
        return;
      }
      if (corner !== order[done] || (done > 0 && timeStamp - firstAt > wholeMs)) {
        again();
        if (corner !== order[0]) return;
      }
      if (done === 0) firstAt = timeStamp;
      pressed = { id: pointerId, corner, at: timeStamp };
    };
    const up = ({ pointerId, timeStamp }: PointerEvent): void => {
      if (pressed?.id !== pointerId) return;
      isHeld = timeStamp - pressed.at >= heldMs;
      pressed = undefined;
      done = isHeld ? done + 1 : 0;
      if (done < order.length) return;
      again();
      entered();
    };
    /** What lies in a corner is not pressed by a finger that only held it. */
    const click = (event: MouseEvent): void => {
      if (!isHeld || cornerAt(event.clientX, event.clientY) === undefined) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    window.addEventListener('pointerdown', down);
    window.addEventListener('pointerup', up);
    window.addEventListener('pointercancel', again);
    window.addEventListener('click', click, true);
    return () => {
      window.removeEventListener('pointerdown', down);
      window.removeEventListener('pointerup', up);
      window.removeEventListener('pointercancel', again);
      window.removeEventListener('click', click, true);
    };
  }, [isOn, entered]);
}

function cornerAt(x: number, y: number): Corner | undefined {
  const near = reach * Math.min(window.innerWidth, window.innerHeight);
  const side = x <= near ? 'left' : x >= window.innerWidth - near ? 'right' : undefined;
  const end = y <= near ? 'upper' : y >= window.innerHeight - near ? 'lower' : undefined;
  return side && end ? `${end}-${side}` : undefined;
}
