import { useEffect, useState } from 'preact/hooks';

const tickMs = 100;

/** What is left of a time of which `leftMs` were left when the view was pushed. Ticks on between the views. */
export function useLeft(leftMs: number): number {
  const [left, setLeft] = useState(leftMs);
  useEffect(() => {
    const pushedAt = performance.now();
    setLeft(leftMs);
    const timer = window.setInterval(() => setLeft(Math.max(0, leftMs - (performance.now() - pushedAt))), tickMs);
    return () => window.clearInterval(timer);
  }, [leftMs]);
  return left;
}
