import { useEffect, useState } from 'preact/hooks';

/** As long as the drawing takes for three rounds of its motion, and how long it stands still between, milliseconds. */
const movesMs = 15_000;
const restsMs = 45_000;

/**
 * Whether the free screen's drawing moves at this moment: when the screen comes up, and now and then. Moved all day it
 * would be painted all day, which keeps a processor without graphics half busy for nobody.
 */
export function useMoving(): boolean {
  const [isMoving, setMoving] = useState(true);
  useEffect(() => {
    const timer = window.setTimeout(() => setMoving(!isMoving), isMoving ? movesMs : restsMs);
    return () => window.clearTimeout(timer);
  }, [isMoving]);
  return isMoving;
}

/** Points from where it belongs, to the right and down. */
const places = ['0 0', '3px 1px', '4px 3px', '2px 4px', '-1px 3px', '-3px 1px', '-4px -1px', '-1px -3px'] as const;
const wandersEveryMs = 120_000;

/** Where a picture stands that is seen all day: it goes round by a few points, too slowly to be seen. As `translate` has it. */
export function useWandering(isSeenAllDay: boolean): string | undefined {
  const [at, setAt] = useState(0);
  useEffect(() => {
    if (!isSeenAllDay) return undefined;
    setAt(0);
    const timer = window.setInterval(() => setAt((before) => (before + 1) % places.length), wandersEveryMs);
    return () => window.clearInterval(timer);
  }, [isSeenAllDay]);
  return isSeenAllDay && at > 0 ? places[at] : undefined;
}
