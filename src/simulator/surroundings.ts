import { join } from 'node:path';
import type { Logger } from 'pino';
import { createDirectReader } from '../card/drivers/directReader.ts';
import { createPcscReader } from '../card/drivers/pcscReader.ts';
import { createPrintedFaceReader } from '../card/printedFace/printedFaceReader.ts';
import type { CardReader } from '../card/reader.ts';
import type { PortChoice } from '../kernel/heldPort.ts';
import { Lifecycle } from '../kernel/lifecycle.ts';
import type { Surroundings } from '../kiosk/surroundings.ts';
import { readOrCreateSecretFile } from '../outbox/sinks/secret.ts';
import { failed, ok, type Problem, type Result } from '../problem/result.ts';
import { ensurePcscd } from '../system/pcscd.ts';
import { createCardCamera } from './camera/cardCamera.ts';
import { createSimulatedCamera } from './camera/simulatedCamera.ts';
import { type CardAndPhoneBox, type CardBox, createCardBox } from './card/cardBox.ts';
import { demoFaceIssuers, demoTrustAnchors } from './card/demoPki.ts';
import { createDirectSlot } from './card/directSlot.ts';
import { slotNumberB } from './card/numberB.ts';
import { losePcscdOnFault } from './card/pcscdLoss.ts';
import type { CardSlot } from './card/slot.ts';
import { secondVpcdPort, vpcdPort } from './card/vpcdLink.ts';
import { createVpcdSlot, secondVpcdReaderName, vpcdReaderName } from './card/vpcdSlot.ts';
import type { Way } from './card/way.ts';
import { createSimulatedClinic } from './clinic.ts';
import { simulatedClock } from './clock.ts';
import { FaultBoard } from './faults.ts';
import { createGatewayServer } from './gateway/gatewayServer.ts';
import { Register } from './gateway/register.ts';
import { createSimulatedGateway } from './gateway/simulatedGateway.ts';
import { loadPeople, type Person } from './people.ts';
import { createSimulatorServer } from './server.ts';
import { createSimulatedSound } from './sound.ts';
import { startSimulatedTerminal } from './terminal.ts';
import type { BrowserOrder } from './world.ts';

/** The newest orders to the browser are told. */
const mostOrders = 20;

/** How the card reaches the kiosk. `best`: through pcscd where that runs, else in process. */
export type CardPath = 'pcsc' | 'direct' | 'best';

export interface SimulatorOptions {
  /** The project's root. */
  readonly root: string;
  readonly port: PortChoice;
  readonly card: CardPath;
  /** Whether 照合番号B is read off the drawn card by a simulated card camera; otherwise it is told at once. */
  readonly cardCamera: boolean;
  /** Of the camera that looks at the patient. */
  readonly picturesPerSecond: number;
  /** Whether the kiosk knows of a second reader, for phones. */
  readonly phoneReader: boolean;
  /** What lies between the readers and what is laid on them. */
  readonly way: Way;
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
  const now = () => new Date();
  const faults = new FaultBoard();
  const people = loadPeople(root);
  const [trustAnchors, box] = await Promise.all([demoTrustAnchors(root, now()), createCardBox(root, now)]);

  const path = await openCardPath(options, box, faults, open);
  if (!path.ok) return open.closing(path);
  const { reader, slot } = path.value.card;
  const { reader: phoneReader, slot: phoneSlot } = path.value.phone;

  const secret = readOrCreateSecretFile(join(options.stateFolder, 'webhook.secret'));
  if (!secret.ok) return open.closing(secret);
  const clinic = createSimulatedClinic({ faults, secret: secret.value, folder: options.stateFolder });
  open.opened('clinic', () => clinic.close());
  const register = new Register(people);
  const gateway = createSimulatedGateway({ faults, trustAnchors, people, register });
  const gatewayServer = await createGatewayServer(gateway);
  open.opened('gateway server', () => gatewayServer.close());
  const simulatedLookUpFolder = join(options.stateFolder, 'share');
  const terminal = startSimulatedTerminal({ folder: simulatedLookUpFolder, register, faults });
  open.opened('terminal', () => terminal.close());
  const camera = createSimulatedCamera({ root, faults, picturesPerSecond: options.picturesPerSecond });
  open.opened('camera', () => camera.close());

  const sound = createSimulatedSound();
  open.opened('sound', () => sound.close());

  let paper: Person | undefined;
  let screenUrl: string | null = null;
  let pressKey: ((key: { readonly code: string; readonly up: boolean }) => void) | undefined;
  let mirrorUrl: string | null = null;
  try {
    const press = (code: string, up: boolean) => pressKey?.({ code, up });
    const orders: BrowserOrder[] = [];
    const layPaper = (lies: boolean): void => {
      paper = lies ? people[0] : undefined;
    };
    const screens = { screenUrl: () => screenUrl, mirrorUrl: () => mirrorUrl, browserOrders: () => orders };
    const world = { people, slot, phoneSlot, camera, faults, gateway, clinic, sound, ...screens, press, layPaper };
    const server = await createSimulatorServer({ port: options.port, world, root });
    open.opened('simulator server', () => server.close());
    const base = server.url.replace(/\/$/, '');
    return ok({
      reader,
      ...(options.phoneReader ? { phoneReader } : {}),
      camera,
      sound,
      ...(options.cardCamera
        ? printedFace({ slot, paper: () => paper }, options, faults, open)
        : { numberB: slotNumberB(slot) }),
      trustAnchors,
      faceIssuers: demoFaceIssuers(root),
      gatewayUrl: gatewayServer.url,
      now: simulatedClock(faults),
      simulatedClinic: { url: `${base}/clinic/v1/receptions`, secret: secret.value },
      simulatedLookUpFolder,
      simulatorUrl: `${base}/`,
      showScreen: (url, mirror) => {
        screenUrl = url;
        mirrorUrl = mirror ?? null;
      },
      browser: {
        startsOne: false,
        restart: ({ detail = '' }) => {
          orders.push({ at: now().toISOString(), why: detail });
          orders.splice(0, orders.length - mostOrders);
        },
      },
      showGuidance: (guidance) => camera.obey(guidance),
      onKey: (press) => {
        pressKey = press;
      },
      beforeCommit: () => {
        if (faults.strikes('disk', 'full')) throw Object.assign(new Error('simulated'), { code: 'SQLITE_FULL' });
      },
      close: () => open.close(),
    });
  } catch (error) {
    return open.closing(failed('U-702', `simulator port ${options.port}: ${String(error)}`));
  }
}

/** The card camera above the simulated reader, and who reads the drawn card through it. */
function printedFace(
  { slot, paper }: { readonly slot: CardSlot; readonly paper: () => Person | undefined },
  { root, log }: SimulatorOptions,
  faults: FaultBoard,
  open: Lifecycle,
): Pick<Surroundings, 'numberB' | 'cardCamera' | 'paperCard'> {
  const camera = createCardCamera({
    slot,
    root,
    paper,
    condition: () => (faults.isArmed('cardCamera', 'glare') ? 'glare on the code' : undefined),
    isDead: () => faults.strikes('cardCamera', 'dead'),
  });
  open.opened('card camera', () => camera.close());
  const reader = createPrintedFaceReader({ camera, log });
  open.opened('printed face reader', () => reader.close());
  return { numberB: reader, cardCamera: camera, paperCard: reader };
}

/** A reader, and the slot in which the dock lays something on it. */
interface Place {
  readonly reader: CardReader;
  readonly slot: CardSlot;
}

/** Cards lie on one reader, phones are held to another. */
interface CardPathParts {
  readonly card: Place;
  readonly phone: Place;
}

async function openCardPath(
  options: SimulatorOptions,
  box: CardAndPhoneBox,
  faults: FaultBoard,
  open: Lifecycle,
): Promise<Result<CardPathParts>> {
  if (options.card === 'direct') return ok(direct(options.way, box, faults, open));
  const real = await throughPcscd(options, box, faults, open);
  if (real.ok || options.card === 'pcsc') return real;
  options.onFallback(real.problem);
  return ok(direct(options.way, box, faults, open));
}

function direct(way: Way, box: CardAndPhoneBox, faults: FaultBoard, open: Lifecycle): CardPathParts {
  const place = (from: CardBox, name: string): Place => {
    const slot = createDirectSlot(from, faults, way, name);
    open.opened(name, () => slot.close());
    const reader = createDirectReader(slot);
    open.opened(`${name}, the kiosk's side`, () => reader.close());
    return { slot, reader };
  };
  return {
    card: place(box, 'Virtual reader (direct)'),
    phone: place(box.phones, 'Virtual phone reader (direct)'),
  };
}

async function throughPcscd(
  { log, way }: SimulatorOptions,
  box: CardAndPhoneBox,
  faults: FaultBoard,
  open: Lifecycle,
): Promise<Result<CardPathParts>> {
  const pcscd = await ensurePcscd({ log });
  if (!pcscd.ok) return pcscd;
  open.opened('pcscd', () => pcscd.value.stop());
  open.opened('reader fault', losePcscdOnFault(faults, pcscd.value, log));
  const place = async (from: CardBox, port: number, namePattern: RegExp): Promise<Result<Place>> => {
    const slot = await createVpcdSlot({ box: from, faults, log, way, port });
    if (!slot.ok) return slot;
    open.opened(`slot ${port}`, () => slot.value.close());
    const reader = await createPcscReader({ namePattern, log });
    if (!reader.ok) return reader;
    open.opened(`reader ${port}`, () => reader.value.close());
    return ok({ slot: slot.value, reader: reader.value });
  };
  const card = await place(box, vpcdPort, vpcdReaderName);
  if (!card.ok) return card;
  const phone = await place(box.phones, secondVpcdPort, secondVpcdReaderName);
  return phone.ok ? ok({ card: card.value, phone: phone.value }) : phone;
}
