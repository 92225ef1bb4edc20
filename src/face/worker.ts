import { parentPort, workerData } from 'node:worker_threads';
import { ok } from '../problem/result.ts';
import { openInProcessEngine } from './inProcessEngine.ts';
import type { ChosenProfile } from './models/chooseProfile.ts';
import type { Farewell, Reply, Request } from './workerMessages.ts';

// The face engine off the main thread: the screen must not stutter while a face is matched. Started by workerEngine.ts.
if (!parentPort) throw new Error('this file runs as a worker');
const port = parentPort;
const chosen: ChosenProfile = workerData;

const opened = await openInProcessEngine(chosen);
if (opened.ok) {
  const engine = opened.value;
  // What was asked while the networks were loading has waited in the port.
  port.on('message', async (request: Request) => {
    const { id } = request;
    const answer = (result: Reply['result']) => port.postMessage({ id, result } satisfies Reply);
    if (request.task === 'forget') {
      await engine.forget();
      return answer(ok(undefined));
    }
    const { task, bytes } = request;
    if (task === 'enrol') {
      const enrolled = await engine.enrol(bytes);
      return answer(enrolled.ok ? ok(undefined) : enrolled);
    }
    const look = await engine.look(bytes);
    bytes.fill(0);
    return answer(look);
  });
} else {
  port.postMessage({ problem: opened.problem } satisfies Farewell);
}
