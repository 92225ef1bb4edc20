import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDirectReader } from '../../../src/card/drivers/directReader.ts';
import { createPlacedCard } from '../../../src/card/myNumberCard.ts';
import type { CardChannel } from '../../../src/card/reader.ts';
import { runAttempt } from '../../../src/face/attempt.ts';
import { openInProcessEngine } from '../../../src/face/inProcessEngine.ts';
import { longestChallengeMs } from '../../../src/face/liveness/turnChallenge.ts';
import { chooseProfile, scaleOf } from '../../../src/face/models/chooseProfile.ts';
import { unwrap } from '../../../src/problem/result.ts';
import { createSimulatedCamera } from '../../../src/simulator/camera/simulatedCamera.ts';
import { createCardBox, fixturePhotos } from '../../../src/simulator/card/cardBox.ts';
import { demoFaceIssuers, demoTrustAnchors } from '../../../src/simulator/card/demoPki.ts';
import { createDirectSlot } from '../../../src/simulator/card/directSlot.ts';
import { identityFloorMs } from '../../../src/simulator/card/identityFloor.ts';
import { slotNumberB } from '../../../src/simulator/card/numberB.ts';
import type { Radio } from '../../../src/simulator/card/radio.ts';
import { FaultBoard } from '../../../src/simulator/faults.ts';
import type { Person } from '../../../src/simulator/people.ts';
import { projectRoot } from '../../../src/system/paths.ts';
import { percentile } from '../../kiosk/percentile.ts';
import { bareCommits } from '../rounds.ts';

/** The least that must be on the air for what a visit reads of this person's card, milliseconds. */
export async function cardFloorMs(person: Person, radio: Radio): Promise<number> {
  const root = projectRoot();
  const now = (): Date => new Date();
  const slot = createDirectSlot(await createCardBox(root, now), new FaultBoard());
  const reader = createDirectReader(slot);
  try {
    const channel = new Promise<CardChannel>((resolve) => {
      void reader.watch((event) => {
        if (event.type === 'card.placed') resolve(event.card);
      });
    });
    unwrap(await slot.insert(person));
    const card = createPlacedCard({
      channel: await channel,
      trustAnchors: await demoTrustAnchors(root, now()),
      faceIssuers: demoFaceIssuers(root),
      numberB: slotNumberB(slot),
      now,
    });
    const signal = AbortSignal.timeout(60_000);
    const identity = unwrap(await card.identify(signal));
    const face = unwrap(await card.readFace(signal));
    const holder = unwrap(await card.readFourItems(signal));
    return identityFloorMs({ identity, face, holder }, 'extended', radio);
  } finally {
    await reader.close();
    await slot.close();
  }
}

/** What the frames of an attempt take by themselves. */
export interface FaceFloor {
  /** The chip photo to its embedding, milliseconds. */
  readonly enrolMs: number;
  /** From the first look at the camera until the rule has its answer: as many frames as it needs, at the camera's pace. */
  attemptMs(person: Person): Promise<number>;
  close(): Promise<void>;
}

/** The same rule, networks and camera, in this process and with nothing around them. */
export async function openFaceFloor(profile: 'standard' | 'embedded', models: string | undefined): Promise<FaceFloor> {
  const root = projectRoot();
  const chosen = unwrap(chooseProfile({ wanted: profile, modelsFolder: models }));
  const engine = unwrap(await openInProcessEngine(chosen));
  const camera = createSimulatedCamera({ root, faults: new FaultBoard() });
  const photoOf = fixturePhotos(root);
  const enrolled: number[] = [];
  return {
    get enrolMs() {
      return percentile(enrolled, 0.5);
    },
    async attemptMs(person) {
      const photo = photoOf(person);
      if (!photo) throw new Error(`${person.id} has no photo`);
      const enrolling = performance.now();
      unwrap(await engine.enrol(Uint8Array.from(photo)));
      enrolled.push(performance.now() - enrolling);
      camera.show({ person: person.id });
      const began = performance.now();
      const outcome = unwrap(
        await runAttempt(
          {
            engine,
            camera,
            scale: scaleOf(chosen),
            attemptMs: longestChallengeMs + 10_000,
            challenge: 'on-doubt',
            sides: () => ['left'],
            observer: { frame: () => undefined, guidance: (guidance) => camera.obey(guidance) },
          },
          AbortSignal.timeout(60_000),
        ),
      );
      if (outcome.kind !== 'match') throw new Error(`${person.id} is ${outcome.kind} in the bare attempt`);
      return performance.now() - began;
    },
    async close() {
      await engine.close();
      await camera.close();
    },
  };
}

/** One durable commit of as many bytes as a sealed reception has, milliseconds, median. */
export function commitFloorMs(): number {
  const folder = mkdtempSync(join(tmpdir(), 'uketsuke-bench-visit-'));
  const bare = bareCommits(join(folder, 'bare.sqlite'), 1, 4_096);
  try {
    const times = Array.from({ length: 30 }, () => {
      const from = performance.now();
      bare.run();
      return performance.now() - from;
    });
    return percentile(times, 0.5);
  } finally {
    bare.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One question over HTTP on loopback to somebody who answers at once, milliseconds, median. */
export async function questionFloorMs(): Promise<number> {
  const server = createServer((request, response) => request.on('end', () => response.end('{}')).resume());
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const times: number[] = [];
  for (let round = 0; round < 30; round += 1) {
    const from = performance.now();
    await (await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body: 'x'.repeat(3_000) })).text();
    times.push(performance.now() - from);
  }
  server.close();
  return percentile(times, 0.5);
}
