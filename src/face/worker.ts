import { workerData } from 'node:worker_threads';
import { answerCalls, sayFarewell } from '../kernel/workerAnswers.ts';
import { ok } from '../problem/result.ts';
import { openInProcessEngine } from './inProcessEngine.ts';
import type { ChosenProfile } from './models/chooseProfile.ts';
import type { Answer, Request } from './workerMessages.ts';

// The face engine off the main thread: the screen must not stutter while a face is matched. Started by workerEngine.ts.
const chosen: ChosenProfile = workerData;

const opened = await openInProcessEngine(chosen);
if (opened.ok) {
  const engine = opened.value;
  answerCalls<Request, Answer>(async (request) => {
    if (request.task === 'forget') {
      await engine.forget();
      return ok(undefined);
    }
    const { task, bytes } = request;
    if (task === 'enrol') {
      const enrolled = await engine.enrol(bytes);
      return enrolled.ok ? ok(undefined) : enrolled;
    }
    const look = await engine.look(bytes);
    bytes.fill(0);
    return look;
  });
} else {
  sayFarewell(opened.problem);
}
