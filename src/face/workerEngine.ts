import { join } from 'node:path';
import { second } from '../kernel/durations.ts';
import { endsWithin } from '../kernel/within.ts';
import { WorkerCalls, type WorkerLoss } from '../kernel/workerCalls.ts';
import { failed, ok, type Problem, type Result } from '../problem/result.ts';
import { projectRoot } from '../system/paths.ts';
import type { FaceEngine, Look } from './engine.ts';
import type { FaceProfile } from './faceMatcher.ts';
import './networks/withoutTelemetry.ts';
import type { ChosenProfile } from './models/chooseProfile.ts';
import type { Answer, Request } from './workerMessages.ts';

/**
 * Longest time for one photo or frame, milliseconds: ten times what a slow machine takes. A picture that keeps its
 * decoder busy for longer ends the worker, and with it everything it held.
 */
const silenceMs = 20 * second;

/** How long a worker is given to finish and forget before it is ended. */
const farewellMs = 1_000;

/**
 * The face engine in a worker thread. The worker starts at once and loads its networks on its own; the first call waits
 * for it. Where a worker ends before its time, whatever was asked of it is answered U-214, and the next call starts
 * a fresh one, which knows no reference.
 *
 * @param file the worker's JavaScript, which answers {@link Request}
 */
export function startWorkerEngine(chosen: ChosenProfile, file = builtWorker()): FaceEngine {
  return new WorkerEngine(chosen, file);
}

/** Built JavaScript, also under test: Node 20 runs no TypeScript. */
function builtWorker(): string {
  return join(projectRoot(), 'dist', 'src', 'face', 'worker.js');
}

class WorkerEngine implements FaceEngine {
  readonly profile: FaceProfile;
  private readonly calls: WorkerCalls<Request, Answer, Problem>;
  /** Pictures that were handed to it, and as many of them as it has certainly forgotten. */
  private given = 0;
  private forgotten = 0;

  constructor(chosen: ChosenProfile, file: string) {
    this.profile = chosen.profile;
    this.calls = new WorkerCalls<Request, Answer, Problem>({
      file,
      startWith: chosen,
      silenceMs,
      without: withoutWorker,
    });
  }

  async enrol(photo: Uint8Array): Promise<Result<void>> {
    // Only a buffer of its own can be handed over: a small Buffer shares its memory with strangers.
    const bytes = Uint8Array.from(photo);
    photo.fill(0);
    this.given += 1;
    const enrolled = await this.calls.ask({ task: 'enrol', bytes }, [bytes.buffer]);
    return enrolled.ok ? ok(undefined) : enrolled;
  }

  async look(jpeg: Uint8Array): Promise<Result<Look>> {
    const bytes = Uint8Array.from(jpeg);
    this.given += 1;
    const looked = await this.calls.ask({ task: 'look', bytes }, [bytes.buffer]);
    if (!looked.ok) return looked;
    if (!looked.value) throw new Error('the worker answered a look without one');
    return ok(looked.value);
  }

  async forget(): Promise<void> {
    const { given } = this;
    // One that was given nothing is not asked: it may still be loading, and a visit or a stop would wait for that.
    if (given === this.forgotten) return;
    // A worker that is gone took its memory along.
    if (this.calls.isRunning) await this.calls.ask({ task: 'forget' });
    this.forgotten = given;
  }

  async close(): Promise<void> {
    await endsWithin(farewellMs, this.forget());
    await this.calls.close();
  }
}

/** U-214, whatever became of the worker; one that could not begin says itself what it lacks. */
export function withoutWorker(loss: WorkerLoss<Problem>): { readonly ok: false; readonly problem: Problem } {
  switch (loss.kind) {
    case 'farewell':
      return { ok: false, problem: loss.farewell };
    case 'lost':
      return failed('U-214', `face worker: ${loss.detail}`);
    case 'closed':
      return failed('U-214', 'the face engine is closed');
  }
}
