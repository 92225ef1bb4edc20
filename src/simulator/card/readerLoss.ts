import type { FaultBoard } from '../faults.ts';

/** How long a reader stays away when the fault strikes a counted number of times: once for each. */
export const readerAwayMs = 3_000;

/**
 * Calls `change` with true when the `reader.lost` fault is armed and with false when it is over: cleared, or its
 * count used up, {@link readerAwayMs} for each. Returns the way to stop that.
 */
export function onReaderLoss(faults: FaultBoard, change: (lost: boolean) => void): () => void {
  let lost = false;
  let timer: NodeJS.Timeout | undefined;
  const check = () => {
    const armed = faults.list().find(({ target, kind }) => target === 'reader' && kind === 'lost');
    if (!armed) clearTimeout(timer);
    if (lost === (armed !== undefined)) return;
    lost = armed !== undefined;
    change(lost);
    if (armed && armed.left !== 'until-cleared') {
      timer = setTimeout(() => strikeOut(), readerAwayMs * armed.left);
    }
  };
  const strikeOut = () => {
    while (faults.list().some(({ target, left }) => target === 'reader' && left !== 'until-cleared')) {
      faults.strikes('reader', 'lost');
    }
  };
  const stop = faults.onChange(check);
  check();
  return () => {
    clearTimeout(timer);
    stop();
  };
}
