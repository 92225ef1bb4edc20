import { useEffect } from 'preact/hooks';

/** How near to its corner a finger has to be, as a share of the shorter side of the screen. */
const corner = 0.14;
/** How long both are held, milliseconds. */
const heldMs = 3_000;

type Corner = 'left' | 'right';

/** Calls `held` once a finger has lain on each of the two upper corners for three seconds: what no patient does by chance. */
export function useHeldCorners(isOn: boolean, held: () => void): void {
  useEffect(() => {
    if (!isOn) return undefined;
    const fingers = new Map<number, Corner>();
    let timer = 0;
    const look = (): void => {
      window.clearTimeout(timer);
      if (new Set(fingers.values()).size === 2) timer = window.setTimeout(held, heldMs);
    };
    const down = ({ pointerId, clientX, clientY }: PointerEvent): void => {
      const at = cornerAt(clientX, clientY);
      if (!at) return;
      fingers.set(pointerId, at);
      look();
    };
    const up = ({ pointerId }: PointerEvent): void => {
      if (fingers.delete(pointerId)) look();
    };
    const lifts = ['pointerup', 'pointercancel'] as const;
    window.addEventListener('pointerdown', down);
    for (const lift of lifts) window.addEventListener(lift, up);
    return () => {
      window.clearTimeout(timer);
      window.removeEventListener('pointerdown', down);
      for (const lift of lifts) window.removeEventListener(lift, up);
    };
  }, [isOn, held]);
}

function cornerAt(x: number, y: number): Corner | undefined {
  const reach = corner * Math.min(window.innerWidth, window.innerHeight);
  if (y > reach) return undefined;
  if (x <= reach) return 'left';
  return x >= window.innerWidth - reach ? 'right' : undefined;
}
