// Loaded into the kiosk's process before the program (`node --import`): moves its clocks on when it is told to, and says
// how its memory and its event loop stand. The program itself is the one in dist/, to the byte.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { getEnvironmentData, isMainThread, setEnvironmentData } from 'node:worker_threads';
import { type Answer, aheadVariable, type InsideFigures, type Question, questionSchema } from './messages.ts';
import { type MovedTime, moveTime } from './movedTime.ts';

const place = 'uketsuke soak: ahead';

if (isMainThread) {
  const ahead = new Float64Array(new SharedArrayBuffer(Float64Array.BYTES_PER_ELEMENT));
  ahead[0] = Number(process.env[aheadVariable] ?? 0);
  setEnvironmentData(place, ahead);
  answerQuestions(moveTime(ahead));
} else {
  const ahead = getEnvironmentData(place);
  if (ahead instanceof Float64Array) moveTime(ahead as Float64Array<SharedArrayBuffer>);
}

function answerQuestions(time: MovedTime): void {
  const loop = monitorEventLoopDelay({ resolution: 10 });
  loop.enable();
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  const measured = (): InsideFigures => {
    const eventLoopP99Ms = loop.percentile(99) / 1e6;
    collect();
    collect();
    const { heapUsed, external } = process.memoryUsage();
    loop.reset();
    return { heapBytes: heapUsed, externalBytes: external, eventLoopP99Ms };
  };
  const answer = async (question: Question): Promise<void> => {
    if (question.ask === 'pass') await time.pass(question.ms, question.steps);
    const figures = question.ask === 'measure' ? { figures: measured() } : {};
    const said: Answer = { id: question.id, now: time.now(), ...figures };
    // Who asked may have gone meanwhile.
    if (process.connected) process.send?.(said, () => undefined);
  };
  process.on('message', (message) => void answer(questionSchema.parse(message)));
  // Nobody watches any more: a kiosk whose year nobody ends stands there for ever.
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.channel?.unref();
}
