import { afterAll, beforeAll, expect, test } from 'vitest';
import { decodePicture } from '../../src/face/decodePicture.ts';
import type { FaceNetworks } from '../../src/face/networks/faceNetworks.ts';
import { openFaceNetworks } from '../../src/face/networks/openFaceNetworks.ts';
import { guidanceFor } from '../../src/face/quality/guidanceFor.ts';
import { placedIn } from '../../src/face/quality/placement.ts';
import { readPicture } from '../../src/face/readPicture.ts';
import { shownPart } from '../../src/face/shownPart.ts';
import { unwrap } from '../../src/problem/result.ts';
import type { HeadPlace } from '../../src/simulator/camera/scene.ts';
import { createSimulatedCamera } from '../../src/simulator/camera/simulatedCamera.ts';
import { FaultBoard } from '../../src/simulator/faults.ts';
import { projectRoot } from '../../src/system/paths.ts';

const camera = createSimulatedCamera({ root: projectRoot(), faults: new FaultBoard() });
let networks: FaceNetworks;

beforeAll(async () => {
  networks = unwrap(await openFaceNetworks({ profile: 'embedded' }));
});

afterAll(async () => {
  await camera.close();
  await networks.close();
});

/** What the camera's present picture asks for. */
async function asked(at: HeadPlace, low = false) {
  camera.show({ person: 'yamada-hanako', at });
  for await (const frame of camera.stream(new AbortController().signal)) {
    const reading = await readPicture(networks, unwrap(await decodePicture(unwrap(frame).jpeg)));
    if (reading.kind !== 'face') return guidanceFor(reading);
    const placement = placedIn(shownPart(low), reading.measures.placement);
    return guidanceFor({ ...reading, measures: { ...reading.measures, placement } });
  }
  throw new Error('the camera sent nothing');
}

test.each([
  [{ x: 0, y: 0, size: 0.45 }, 'hold-still'],
  [{ x: -0.6, y: 0, size: 0.45 }, 'move-right'],
  [{ x: 0.6, y: 0, size: 0.45 }, 'move-left'],
  [{ x: 0, y: -0.6, size: 0.4 }, 'move-down'],
  [{ x: 0, y: 0.55, size: 0.4 }, 'move-up'],
  [{ x: 0, y: 0, size: 0.15 }, 'closer'],
] as const)('with the head at %j the patient is asked to %s', async (at, guidance) => {
  expect(await asked(at)).toBe(guidance);
});

test.each([
  [{ x: 0, y: 0, size: 0.45 }, 'hold-still'],
  [{ x: 0, y: 0.45, size: 0.4 }, 'hold-still'],
  [{ x: 0, y: -0.4, size: 0.4 }, 'move-down'],
] as const)('in the low position, with the head at %j, the patient is asked to %s', async (at, guidance) => {
  expect(await asked(at, true)).toBe(guidance);
});

test('whoever does as they are told, from the edge and from afar, stands well in a few steps', async () => {
  let at: HeadPlace = { x: 0.75, y: 0.45, size: 0.16 };
  const steps = {
    'move-left': () => ({ ...at, x: at.x - 0.2 }),
    'move-right': () => ({ ...at, x: at.x + 0.2 }),
    'move-up': () => ({ ...at, y: at.y - 0.2 }),
    'move-down': () => ({ ...at, y: at.y + 0.2 }),
    closer: () => ({ ...at, size: at.size + 0.1 }),
    farther: () => ({ ...at, size: at.size - 0.1 }),
  } as const;
  const told: string[] = [];
  // The head sways as a person's does, so that it is asked once in each place.
  let guidance = await asked(at);
  for (; guidance in steps; guidance = await asked(at)) {
    told.push(guidance);
    expect(told.length).toBeLessThan(10);
    at = steps[guidance as keyof typeof steps]();
  }
  expect(told).toEqual(expect.arrayContaining(['closer', 'move-left']));
  expect(guidance).toBe('hold-still');
});
