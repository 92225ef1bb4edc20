// One visit by face in a process of its own, so that its memory and its files can be searched. Started by
// tests/face/privacy_after_visit.test.ts; stops after each stage until it is told to go on.
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { writeHeapSnapshot } from 'node:v8';

const [dist, photoFile, ...frameFiles] = process.argv.slice(2);
const { createFaceMatcher } = await import(`${dist}/src/face/openFaceMatcher.js`);
const { startWorkerEngine } = await import(`${dist}/src/face/workerEngine.js`);

const never = new AbortController().signal;
const matcher = createFaceMatcher({
  engine: startWorkerEngine({ profile: 'embedded' }),
  camera: { name: 'files', stream, close: async () => undefined },
  attemptMs: 6_000,
  challenge: 'off',
});

const photo = read(photoFile);
const first = read(frameFiles[0]);
await stage('holding a photo and a frame');
first.fill(0);
await unwrapped(matcher.enrol({ bytes: photo }, never));
const told = [];
const observer = { frame: () => undefined, guidance: (guidance) => told.push(guidance) };
const { kind } = await unwrapped(matcher.attempt(observer, never));
await stage('recognised', { kind });
await matcher.forget();
await stage('visit over');
await stage('snapshot', { file: writeHeapSnapshot('main.heapsnapshot', { exposeNumericValues: true }) });
await matcher.close();
process.disconnect();

/** Straight into memory of its own: whatever else a reader of files leaves behind is not the face match's doing. */
function read(file) {
  const fd = openSync(file, 'r');
  const bytes = new Uint8Array(fstatSync(fd).size);
  readSync(fd, bytes);
  closeSync(fd);
  return bytes;
}

async function* stream(signal) {
  for (const [index, file] of frameFiles.entries()) {
    if (signal.aborted) return;
    yield { ok: true, value: { jpeg: read(file), sequence: index + 1, takenAt: Date.now() } };
    await delay(400, undefined, { signal }).catch(() => undefined);
  }
  await delay(60_000, undefined, { signal }).catch(() => undefined);
}

async function unwrapped(promise) {
  const result = await promise;
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.value;
}

/** Tells the test where the visit is, and waits until it has looked. */
function stage(name, about = {}) {
  const told = new Promise((resolve) => process.once('message', resolve));
  process.send({ stage: name, ...about });
  return told;
}
