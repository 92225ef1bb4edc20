import { setTimeout as sleep } from 'node:timers/promises';
import type { Camera } from '../../../src/camera/camera.ts';
import { createStreamingCamera } from '../../../src/camera/drivers/streamingCamera.ts';
import { warmCamera } from '../../../src/camera/warm.ts';
import { chooseProfile } from '../../../src/face/models/chooseProfile.ts';
import { startWorkerEngine } from '../../../src/face/workerEngine.ts';
import { unwrap } from '../../../src/problem/result.ts';
import { createSimulatedCamera } from '../../../src/simulator/camera/simulatedCamera.ts';
import { fixturePhotos } from '../../../src/simulator/card/cardBox.ts';
import { FaultBoard } from '../../../src/simulator/faults.ts';
import { loadPeople } from '../../../src/simulator/people.ts';
import { projectRoot } from '../../../src/system/paths.ts';

export interface EyesOptions {
  readonly profile: 'standard' | 'embedded';
  readonly models: string | undefined;
  readonly rounds: number;
  /** Seconds. */
  readonly rest: number;
}

/** So soon it sleeps here, milliseconds: what is measured is the waking. */
const idleMs = 500;

/** Networks that have rested in their worker, and cameras that were asleep: until each has given its first answer. */
export async function wakeEyes(
  { profile, models, rounds, rest }: EyesOptions,
  note: (what: string, ms: number) => void,
): Promise<void> {
  const root = projectRoot();
  const drawn = createSimulatedCamera({ root, faults: new FaultBoard() });
  const [person] = loadPeople(root);
  const photo = person && fixturePhotos(root)(person);
  if (!photo) throw new Error('nobody has a photo');
  drawn.show({ person: person.id });
  const engine = startWorkerEngine(unwrap(chooseProfile({ wanted: profile, modelsFolder: models })));
  const cameras = {
    drawn: warmCamera(drawn, idleMs),
    'ffmpeg, its own test picture': warmCamera(
      unwrap(createStreamingCamera({ device: 'TEST', framesPerSecond: 15 })),
      idleMs,
    ),
  };
  try {
    for (let round = -1; round < rounds; round += 1) {
      await sleep(round < 0 ? 0 : rest * 1_000);
      const enrolled = await timed(async () => unwrap(await engine.enrol(Uint8Array.from(photo))));
      const frame = await firstOf(cameras.drawn);
      const looked = await timed(async () => unwrap(await engine.look(frame.jpeg)));
      const byFfmpeg = await firstOf(cameras['ffmpeg, its own test picture']);
      if (round < 0) continue;
      note('networks: photo of the card to its embedding', enrolled);
      note('networks: a frame judged', looked);
      note('camera, drawn: asked to the first picture', frame.ms);
      note('camera, ffmpeg with its own picture: asked to the first picture', byFfmpeg.ms);
    }
  } finally {
    await engine.close();
    for (const camera of Object.values(cameras)) await camera.close();
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

async function firstOf(camera: Camera): Promise<{ readonly jpeg: Uint8Array; readonly ms: number }> {
  const from = performance.now();
  const enough = new AbortController();
  for await (const frame of camera.stream(enough.signal)) {
    const { jpeg } = unwrap(frame);
    const ms = performance.now() - from;
    enough.abort();
    return { jpeg, ms };
  }
  throw new Error(`${camera.name} gave no picture`);
}
