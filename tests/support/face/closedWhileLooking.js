// Closes the face engine in the middle of its work, in a process of its own, which must outlive it. Started by
// tests/face/closed_in_the_middle.test.ts.
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

const [dist, afterMs, photoFile, frameFile] = process.argv.slice(2);
const { startWorkerEngine } = await import(`${dist}/src/face/workerEngine.js`);

const engine = startWorkerEngine({ profile: 'embedded' });
if (afterMs !== 'loading') {
  await engine.enrol(Uint8Array.from(readFileSync(photoFile)));
  const frame = readFileSync(frameFile);
  const looks = Array.from({ length: 3_000 }, () => engine.look(frame));
  await looks[0];
  await delay(Number(afterMs));
}
await engine.close();
await delay(100);
process.stdout.write('alive');
