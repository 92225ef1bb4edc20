import type { Logger } from 'pino';
import { SerialQueue } from '../../kernel/serialQueue.ts';
import type { PcscdHandle } from '../../system/pcscd.ts';
import type { FaultBoard } from '../faults.ts';
import { onReaderLoss } from './readerLoss.ts';

/**
 * Plays the `reader.lost` fault on the way through pcscd: vpcd cannot unplug its reader, so the service goes as a
 * whole, and the card with it. Only a pcscd of our own is touched. Returns the way to stop that.
 */
export function losePcscdOnFault(
  faults: FaultBoard,
  pcscd: PcscdHandle,
  log: Pick<Logger, 'info' | 'warn'>,
): () => void {
  if (!pcscd.startedByUs) return () => undefined;
  const queue = new SerialQueue();
  return onReaderLoss(faults, (lost) => {
    void queue.run(async () => {
      if (lost) return pcscd.stop();
      const started = await pcscd.start();
      if (!started.ok) log.warn({ problem: started.problem }, 'pcscd did not come back');
    });
  });
}
