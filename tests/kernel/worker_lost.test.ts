import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { WorkerCalls, type WorkerLoss } from '../../src/kernel/workerCalls.ts';
import { projectRoot } from '../../src/system/paths.ts';

/** Answers with the name of its `workerData` and what it was asked; `die` and `throw` do what they say. */
const echo = `
  import { parentPort, workerData } from 'node:worker_threads';
  parentPort.on('message', ({ id, request }) => {
    if (request === 'die') process.exit(3);
    if (request === 'spin') for (;;);
    if (request === 'throw') throw new Error('out of memory');
    parentPort.postMessage({ id, answer: workerData.name + ' ' + request });
  });`;

test('answers come back to who asked, in whatever order', async () => {
  const { calls } = started(echo);
  expect(await Promise.all(['a', 'b', 'c'].map((word) => calls.ask(word)))).toEqual(['echo a', 'echo b', 'echo c']);
});

test.each([
  ['ends', 'die', 'ended with 3'],
  ['throws', 'throw', 'out of memory'],
  ['comes to no end', 'spin', 'said nothing for 1 s'],
])('a worker that %s costs all that was asked of it, and the next question has a new one', async (_, word, detail) => {
  const { calls, lost } = started(echo);
  const loss = { kind: 'lost', detail };
  await calls.ask('begin');
  expect(await Promise.all([calls.ask(word), calls.ask('a')])).toEqual([JSON.stringify(loss), JSON.stringify(loss)]);
  expect(lost).toEqual([loss]);
  expect(calls.isRunning).toBe(false);
  expect(await calls.ask('b')).toBe('echo b');
  expect(calls.isRunning).toBe(true);
});

test('a worker that cannot begin says why, each time', async () => {
  const { calls } = started(`
    import { parentPort } from 'node:worker_threads';
    parentPort.postMessage({ farewell: 'no weights' });`);
  const loss = JSON.stringify({ kind: 'farewell', farewell: 'no weights' });
  expect(await calls.ask('a')).toBe(loss);
  expect(await calls.ask('b')).toBe(loss);
});

test('closed, it answers what waits and whatever is asked later, and starts nothing', async () => {
  const { calls, lost } = started(`
    import { parentPort } from 'node:worker_threads';
    parentPort.on('message', () => undefined);`);
  const waiting = calls.ask('a');
  await calls.close();
  expect(JSON.parse(await waiting)).toMatchObject({ kind: 'lost' });
  expect(JSON.parse(await calls.ask('b'))).toEqual({ kind: 'closed' });
  expect(calls.isRunning).toBe(false);
  expect(lost).toEqual([]);
});

test('closed in the middle of a step, the worker ends behind it: a network cut off in its run aborts the program', async () => {
  const inStep = new Int32Array(new SharedArrayBuffer(4));
  const answers = JSON.stringify(join(projectRoot(), 'dist', 'src', 'kernel', 'workerAnswers.js'));
  const { calls } = started(
    `
    import { workerData } from 'node:worker_threads';
    import { answerCalls } from ${answers};
    answerCalls(async () => {
      workerData[0] = 1;
      Atomics.wait(workerData, 0, 1, 300);
      workerData[0] = 0;
      return 'done';
    });`,
    inStep,
  );
  const asked = [calls.ask('a'), calls.ask('b')];
  await expect.poll(() => inStep[0], { interval: 5, timeout: 10_000 }).toBe(1);
  await calls.close();
  expect(inStep[0]).toBe(0);
  await Promise.all(asked);
});

test('a buffer that is handed over is no longer here', async () => {
  const { calls } = started(echo);
  const bytes = new Uint8Array(3);
  await calls.ask(bytes, [bytes.buffer]);
  expect(bytes.byteLength).toBe(0);
});

function started(source: string, startWith: unknown = { name: 'echo' }) {
  const folder = mkdtempSync(join(tmpdir(), 'uketsuke-worker-'));
  const file = join(folder, 'worker.mjs');
  writeFileSync(file, source);
  const lost: WorkerLoss<string>[] = [];
  const calls = new WorkerCalls<unknown, string, string>({
    file,
    startWith,
    silenceMs: 1_000,
    without: (loss) => JSON.stringify(loss),
    onLost: (loss) => lost.push(loss),
  });
  onTestFinished(async () => {
    await calls.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return { calls, lost };
}
