import { join } from 'node:path';
import type { Logger } from 'pino';
import { createDirectReader } from '../card/drivers/directReader.ts';
import { createPcscReader } from '../card/drivers/pcscReader.ts';
import type { CardReader } from '../card/reader.ts';
import { readOrCreateSecretFile } from '../outbox/sinks/secret.ts';
import { failed, ok, type Problem, type Result } from '../problem/result.ts';
import type { Surroundings } from '../surroundings.ts';
import { Lifecycle } from '../system/lifecycle.ts';
import { ensurePcscd } from '../system/pcscd.ts';
import { createSimulatedCamera } from './camera/simulatedCamera.ts';
import { type CardBox, createCardBox } from './card/cardBox.ts';
import { certificateSerial, demoFaceIssuers, demoTrustAnchors } from './card/demoPki.ts';
import { createDirectSlot } from './card/directSlot.ts';
import { slotNumberB } from './card/numberB.ts';
import { losePcscdOnFault } from './card/pcscdLoss.ts';
import type { CardSlot } from './card/slot.ts';
import { createVpcdSlot, vpcdReaderName } from './card/vpcdSlot.ts';
import { createSimulatedClinic } from './clinic.ts';
import { FaultBoard } from './faults.ts';
import { createSimulatedGateway } from './gateway.ts';
import { loadPeople } from './people.ts';
import { createSimulatorServer } from './server.ts';

/** How the card reaches the kiosk. `best`: through pcscd where that runs, else in process. */
export type CardPath = 'pcsc' | 'direct' | 'best';

export interface SimulatorOptions {
  /** The project's root. */
  readonly root: string;
  /** 0 picks a free port. */
  readonly port: number;
  readonly card: CardPath;
  /** Where the simulated clinic keeps what it holds: another machine's disk, never inside the kiosk's data folder. */
  readonly stateFolder: string;
  readonly log: Logger;
  /** Told when `best` had to fall back, and why. */
  readonly onFallback: (problem: Problem) => void;
}

/** A whole simulated world around the kiosk: people with cards, a camera, the gateway, the clinic, the dock. */
export async function simulatedSurroundings(options: SimulatorOptions): Promise<Result<Surroundings>> {
  const { root, log } = options;
  const open = new Lifecycle(log);
  const abandon = async <T>(result: Result<T>): Promise<Result<T>> => {
    await open.close();
    return result;
  };
  const now = () => new Date();
  const faults = new FaultBoard();
  const people = loadPeople(root);
  const [trustAnchors, box] = await Promise.all([demoTrustAnchors(root, now()), createCardBox(root, now)]);

  const path = await openCardPath(options, box, faults, open);
  if (!path.ok) return abandon(path);
  const { reader, slot } = path.value;
  open.opened('card slot', () => slot.close());
  open.opened('reader', () => reader.close());

  const secret = readOrCreateSecretFile(join(options.stateFolder, 'webhook.secret'));
  if (!secret.ok) return abandon(secret);
  const clinic = createSimulatedClinic({ faults, secret: secret.value, folder: options.stateFolder });
  open.opened('clinic', () => clinic.close());
  const serials = new Map(people.map((person) => [certificateSerial(person.id), person]));
  const gateway = createSimulatedGateway({ faults, trustAnchors, personBySerial: (serial) => serials.get(serial) });
  const camera = createSimulatedCamera({ root, faults });
  open.opened('camera', () => camera.close());

  let screenUrl: string | null = null;
  try {
    const world = { people, slot, camera, faults, gateway, clinic, screenUrl: () => screenUrl };
    const server = await createSimulatorServer({ port: options.port, world, root });
    open.opened('simulator server', () => server.close());
    const base = server.url.replace(/\/$/, '');
    return ok({
      reader,
      camera,
      numberB: slotNumberB(slot),
      trustAnchors,
      faceIssuers: demoFaceIssuers(root),
      gatewayUrl: `${base}/gateway`,
      simulatedClinic: { url: `${base}/clinic/v1/receptions`, secret: secret.value },
      simulatorUrl: `${base}/`,
      showScreen: (url) => {
        screenUrl = url;
      },
      beforeCommit: () => {
        if (faults.strikes('disk', 'full')) throw Object.assign(new Error('simulated'), { code: 'SQLITE_FULL' });
      },
      close: () => open.close(),
    });
  } catch (error) {
    return abandon(failed('U-702', `simulator port ${options.port}: ${String(error)}`));
  }
}

interface CardPathParts {
  readonly reader: CardReader;
  readonly slot: CardSlot;
}

async function openCardPath(
  options: SimulatorOptions,
  box: CardBox,
  faults: FaultBoard,
  open: Lifecycle,
): Promise<Result<CardPathParts>> {
  if (options.card === 'direct') return ok(direct(box, faults));
  const real = await throughPcscd(options.log, box, faults, open);
  if (real.ok || options.card === 'pcsc') return real;
  options.onFallback(real.problem);
  return ok(direct(box, faults));
}

function direct(box: CardBox, faults: FaultBoard): CardPathParts {
  const slot = createDirectSlot(box, faults);
  return { slot, reader: createDirectReader(slot) };
}

async function throughPcscd(
  log: Logger,
  box: CardBox,
  faults: FaultBoard,
  open: Lifecycle,
): Promise<Result<CardPathParts>> {
  const pcscd = await ensurePcscd({ log });
  if (!pcscd.ok) return pcscd;
  open.opened('pcscd', () => pcscd.value.stop());
  open.opened('reader fault', losePcscdOnFault(faults, pcscd.value, log));
  const slot = await createVpcdSlot({ box, faults, log });
  if (!slot.ok) return slot;
  const reader = await createPcscReader({ namePattern: vpcdReaderName, log });
  return reader.ok ? ok({ slot: slot.value, reader: reader.value }) : reader;
}
