import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { failed, ok } from '../../../src/problem/result.ts';
import type { CameraScene } from '../../../src/simulator/camera/scene.ts';
import { createSimulatedClinic } from '../../../src/simulator/clinic.ts';
import { FaultBoard } from '../../../src/simulator/faults.ts';
import { createSimulatedGateway } from '../../../src/simulator/gateway/simulatedGateway.ts';
import { loadPeople, type Person } from '../../../src/simulator/people.ts';
import { createSimulatorServer } from '../../../src/simulator/server.ts';
import { createSimulatedSound } from '../../../src/simulator/sound.ts';
import { projectRoot } from '../../../src/system/paths.ts';
import { secret } from '../outbox/clinic.ts';
import { temporaryFolder } from '../outbox/queue.ts';

const people = loadPeople(projectRoot());

interface Changes {
  /** Where `dist/dock` and `fixtures/people` are; an empty folder when absent. */
  readonly root?: string;
  readonly readerIsGone?: boolean;
  /** Where the patient screen is; null while there is none. */
  readonly screenUrl?: string | null;
}

/** The simulator's server around slots and a camera that only remember what was done to them. */
export async function simulatedWorld(changes: Changes = {}) {
  const { root = temporaryFolder(), readerIsGone = false, screenUrl = 'http://127.0.0.1:8080/?token=t' } = changes;
  const played: string[] = [];
  let scene: CameraScene = { none: true };
  const slotThat = (puts: string, takes: string) => {
    let present: Person | undefined;
    return {
      get present() {
        return present;
      },
      async insert(person: Person) {
        if (readerIsGone) return failed('U-104', 'no virtual reader');
        present = person;
        played.push(`${puts} ${person.id}`);
        return ok(undefined);
      },
      async remove() {
        present = undefined;
        played.push(takes);
      },
    };
  };
  const slot = slotThat('insert', 'remove');
  const phoneSlot = slotThat('hold', 'take phone away');
  const camera = {
    show: (next: CameraScene) => {
      scene = next;
    },
    scene: () => scene,
    obey: () => undefined,
  };
  const faults = new FaultBoard();
  const gateway = createSimulatedGateway({ faults, trustAnchors: [], people });
  const clinic = createSimulatedClinic({ faults, secret, folder: join(temporaryFolder(), 'clinic') });
  const sound = createSimulatedSound();
  const world = {
    people,
    slot,
    phoneSlot,
    camera,
    faults,
    gateway,
    clinic,
    layPaper: (lies: boolean) => {
      played.push(`paper ${lies}`);
    },
    press: (code: string, up: boolean) => {
      played.push(`${code} ${up ? 'up' : 'down'}`);
    },
    sound,
    screenUrl: () => screenUrl,
    browserOrders: () => [],
    mirrorUrl: () => screenUrl,
  };
  const server = await createSimulatorServer({ port: 0, world, root });
  onTestFinished(async () => {
    await server.close();
    clinic.close();
  });

  const url = server.url;
  const call = async (method: string, path: string, body?: unknown) => {
    const request = body === undefined ? {} : { body: JSON.stringify(body) };
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${url}${path}`, { method, headers, ...request });
    return { status: response.status, body: (await response.json()) as unknown };
  };
  return {
    root,
    url,
    faults,
    played,
    scene: () => scene,
    close: () => server.close(),
    get: (path: string) => call('GET', path),
    post: (path: string, body?: unknown) => call('POST', path, body),
    remove: (path: string) => call('DELETE', path),
  };
}
