import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { failed, ok, type Problem, type Result } from '../../problem/result.ts';
import { projectRoot } from '../../system/paths.ts';
import type { ChosenProfile } from '../models/chooseProfile.ts';
import '../networks/withoutTelemetry.ts';
import type { EmbeddedPicture, PictureTask } from './embedPicture.ts';
import type { EmbedReply, EmbedRequest, Farewell } from './workerMessages.ts';

/** Built JavaScript, also under test: Node 20 runs no TypeScript. */
function builtWorker(): string {
  return join(projectRoot(), 'dist', 'src', 'face', 'pairs', 'worker.js');
}

/**
 * Embeds every picture once, on `jobs` threads, each with networks of its own. Pictures are decoded one at a time in
 * each thread; only embeddings are kept. The first problem ends everything.
 *
 * @param done told after every picture how many are done
 * @returns in the order of `tasks`
 */
export async function embedAll(
  chosen: ChosenProfile,
  tasks: readonly PictureTask[],
  jobs: number,
  done: (count: number) => void,
): Promise<Result<readonly EmbeddedPicture[]>> {
  const embedded: EmbeddedPicture[] = new Array(tasks.length);
  let [next, finished] = [0, 0];
  let problem: Problem | undefined;
  const take = (): number | undefined => (problem || next >= tasks.length ? undefined : next++);
  const run = (worker: Worker): Promise<void> =>
    new Promise((resolve) => {
      let current = -1;
      const stop = (reason?: Problem): void => {
        problem ??= reason;
        resolve();
      };
      const ask = (): void => {
        const at = take();
        const task = at === undefined ? undefined : tasks[at];
        if (at === undefined || !task) {
          resolve();
          return;
        }
        current = at;
        worker.postMessage(task satisfies EmbedRequest);
      };
      worker.on('message', (message: EmbedReply | Farewell) => {
        if ('problem' in message) return stop(message.problem);
        if (!message.result.ok) return stop(message.result.problem);
        embedded[current] = message.result.value;
        done(++finished);
        ask();
      });
      worker.on('error', (error) => stop(lost(error.message)));
      worker.on('exit', (code) => stop(finished < tasks.length ? lost(`exit ${code}`) : undefined));
      ask();
    });
  const workers = Array.from(
    { length: Math.min(jobs, tasks.length) },
    () => new Worker(builtWorker(), { workerData: chosen, execArgv: [] }),
  );
  await Promise.all(workers.map(run));
  await Promise.all(workers.map((worker) => worker.terminate()));
  return problem ? { ok: false, problem } : ok(embedded);
}

function lost(detail: string): Problem {
  return failed('U-214', `face worker: ${detail}`).problem;
}
