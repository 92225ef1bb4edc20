import { useEffect, useState } from 'preact/hooks';

/** False, and true once `ms` have passed; true at once where nothing is to move, for what comes late moves. */
export function useAfter(ms: number): boolean {
  const [isOver, setOver] = useState(() => window.matchMedia('(prefers-reduced-motion: reduce)').matches);
  useEffect(() => {
    const timer = window.setTimeout(() => setOver(true), ms);
    return () => window.clearTimeout(timer);
  }, [ms]);
  return isOver;
}
