import { join } from 'node:path';
import { minute } from '../../kernel/durations.ts';
import { WorkerCalls } from '../../kernel/workerCalls.ts';
import { ok, type Problem, type Result } from '../../problem/result.ts';
import { projectRoot } from '../../system/paths.ts';
import type { ChosenProfile } from '../models/chooseProfile.ts';
import '../networks/withoutTelemetry.ts';
import { withoutWorker } from '../workerEngine.ts';
import type { EmbeddedPicture, PictureTask } from './embedPicture.ts';

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
  const run = async (calls: Calls): Promise<void> => {
    for (let task = tasks[next]; task && !problem; task = tasks[next]) {
      const at = next++;
      const result = await calls.ask(task);
      if (!result.ok) {
        problem ??= result.problem;
        return;
      }
      embedded[at] = result.value;
      done(++finished);
    }
  };
  const startWorker = (): Calls =>
    new WorkerCalls<PictureTask, Result<EmbeddedPicture>, Problem>({
      file: builtWorker(),
      startWith: chosen,
      silenceMs: minute,
      without: withoutWorker,
    });
  const workers = Array.from({ length: Math.min(jobs, tasks.length) }, startWorker);
  await Promise.all(workers.map(run));
  await Promise.all(workers.map((worker) => worker.close()));
  return problem ? { ok: false, problem } : ok(embedded);
}

type Calls = WorkerCalls<PictureTask, Result<EmbeddedPicture>, Problem>;
