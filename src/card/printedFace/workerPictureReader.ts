import { join } from 'node:path';
import { second } from '../../kernel/durations.ts';
import { WorkerCalls } from '../../kernel/workerCalls.ts';
import { projectRoot } from '../../system/paths.ts';
import type { PrintedLayout } from './layout.ts';
import type { PictureReader } from './pictureReader.ts';
import type { ReadingAnswer, ReadingRequest, Start } from './workerMessages.ts';

/** Longest time for one picture, milliseconds: ten times what a slow machine takes. */
const silenceMs = 20 * second;

/** Told when the worker is lost; `reason` is technical and says nothing about a card. */
export type OnLost = (reason: string) => void;

/**
 * A picture reader in a worker thread, which starts at once and warms up on its own; the first picture waits for it.
 * Where it ends before its time, what was asked of it gives `engine-failed`, and the next picture starts a fresh one.
 *
 * @param file the worker's JavaScript, which answers {@link ReadingRequest}
 */
export function startWorkerPictureReader(
  layout: PrintedLayout,
  onLost: OnLost = () => undefined,
  file = builtWorker(),
): PictureReader {
  const calls = new WorkerCalls<ReadingRequest, ReadingAnswer>({
    file,
    startWith: { layout } satisfies Start,
    silenceMs,
    without: () => ({ kind: 'nothing', why: 'engine-failed' }),
    onLost: (loss) => onLost(loss.kind === 'lost' ? loss.detail : loss.kind),
  });
  const ask = (picture: Uint8Array, now: number | null): Promise<ReadingAnswer> => {
    // Only a buffer of its own can be handed over: a small Buffer shares its memory with strangers.
    const jpeg = Uint8Array.from(picture);
    picture.fill(0);
    return calls.ask({ jpeg, now }, [jpeg.buffer]);
  };
  return {
    async read(picture, now) {
      const answer = await ask(picture, now.getTime());
      return answer.kind === 'outline' ? { kind: 'nothing', why: 'engine-failed' } : answer;
    },
    async outline(picture) {
      const answer = await ask(picture, null);
      return answer.kind === 'outline' ? answer.outline : 'unknown';
    },
    // The worker's memory goes with it, and so does that of the recogniser's thread below it.
    close: () => calls.close(),
  };
}

/** Built JavaScript, also under test: Node 20 runs no TypeScript. */
function builtWorker(): string {
  return join(projectRoot(), 'dist', 'src', 'card', 'printedFace', 'worker.js');
}
