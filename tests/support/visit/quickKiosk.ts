import type { KeyObject } from 'node:crypto';
import { createActor } from 'xstate';
import { createDirectReader } from '../../../src/card/drivers/directReader.ts';
import { createGatewayClient } from '../../../src/eligibility/httpGateway.ts';
import type { FaceMatcher } from '../../../src/face/faceMatcher.ts';
import { watchHardware } from '../../../src/kiosk/hardware.ts';
import { ok } from '../../../src/problem/result.ts';
import type { SaidSameOf } from '../../../src/reception/link/saidSame.ts';
import type { StaffPasscodes } from '../../../src/reception/passcode.ts';
import type { Reception } from '../../../src/reception/reception.ts';
import type { PatientScreen } from '../../../src/screen/patientScreen.ts';
import { type CardBox, createCardBox } from '../../../src/simulator/card/cardBox.ts';
import { demoFaceIssuers, demoTrustAnchors } from '../../../src/simulator/card/demoPki.ts';
import { createDirectSlot } from '../../../src/simulator/card/directSlot.ts';
import { slotNumberB } from '../../../src/simulator/card/numberB.ts';
import type { CardSlot } from '../../../src/simulator/card/slot.ts';
import { FaultBoard } from '../../../src/simulator/faults.ts';
import { createGatewayServer } from '../../../src/simulator/gateway/gatewayServer.ts';
import { createSimulatedGateway } from '../../../src/simulator/gateway/simulatedGateway.ts';
import { loadPeople } from '../../../src/simulator/people.ts';
import { projectRoot } from '../../../src/system/paths.ts';
import { createDigitEntries } from '../../../src/visit/digitEntry.ts';
import { createKioskMachine } from '../../../src/visit/machine.ts';
import { createPresenter, LiveFace } from '../../../src/visit/presenter.ts';
import type { VisitSettings } from '../../../src/visit/settings.ts';
import { ofAnEra } from './sampleBirths.ts';
import { samplePorts } from './visitSamples.ts';

const root = projectRoot();
export const people = loadPeople(root);
const now = () => new Date();
const shared = Promise.all([createCardBox(root, now), demoTrustAnchors(root, now())]);

/** The one passcode a quick kiosk knows, and whose it is. */
export const staffPasscode = { digits: '2468', staff: 's-1' } as const;

const passcodes: StaffPasscodes = {
  async check(passcode) {
    const right = Buffer.from(passcode).toString('latin1') === staffPasscode.digits;
    passcode.fill(0);
    return right ? { kind: 'staff', staff: staffPasscode.staff } : { kind: 'wrong' };
  },
};

/** The kiosk's own statechart, hardware and presenter around the virtual card and the simulated gateway, in process. */
export interface QuickKiosk {
  readonly screen: PatientScreen;
  readonly card: CardSlot;
  readonly phone: CardSlot;
  readonly faults: FaultBoard;
  /** What was recorded, oldest first. */
  readonly receptions: readonly Reception[];
  close(): Promise<void>;
}

/** What a quick kiosk may have otherwise: other cards than the fixture people's, other issuers than the demo's. */
export interface QuickKioskOptions {
  readonly face?: Partial<FaceMatcher>;
  readonly cards?: CardBox;
  readonly faceIssuers?: readonly KeyObject[];
  /** By which a hand's pauses are measured, milliseconds; the machine's own where it is left out. */
  readonly now?: () => number;
  /** What staff have said about two names on one card; nothing where it is left out. */
  readonly saidSame?: SaidSameOf;
}

/**
 * Opens one. Faces are taken at their word here (`face`): comparing them is what the face tests are for, and takes
 * seconds.
 */
export async function openQuickKiosk(settings: VisitSettings, options: QuickKioskOptions = {}): Promise<QuickKiosk> {
  const [box, trustAnchors] = await shared;
  const { face, cards = box, faceIssuers = demoFaceIssuers(root) } = options;
  const faults = new FaultBoard();
  const card = createDirectSlot(cards, faults);
  const phone = createDirectSlot(box.phones, faults);
  const gateway = await createGatewayServer(createSimulatedGateway({ faults, trustAnchors, people }));
  const receptions: Reception[] = [];
  const entries = createDigitEntries(() => [ofAnEra]);
  const liveFace = new LiveFace();
  const ports = samplePorts({
    entries,
    passcodes,
    faceObserver: liveFace,
    now: Date.now,
    ...(options.saidSame ? { saidSame: options.saidSame } : {}),
    eligibility: createGatewayClient({
      url: gateway.url,
      institutionCode: settings.institutionCode,
      timeoutMs: settings.eligibilityMs,
    }),
    receptions: {
      cameEarlier: async () => false,
      record(reception) {
        receptions.push(structuredClone(reception));
        return ok(undefined);
      },
    },
  });
  const machine = createKioskMachine({ ...ports, face: { ...ports.face, ...face } }, settings);
  const actor = createActor(machine).start();
  const readers = [createDirectReader(card), createDirectReader(phone)] as const;
  const hardware = await watchHardware({
    surroundings: {
      reader: readers[0],
      phoneReader: readers[1],
      numberB: slotNumberB(card),
      trustAnchors,
      faceIssuers,
    },
    entries,
    storage: { canRecord: () => ok(undefined) },
    send: (event) => actor.send(event),
  });
  return {
    screen: createPresenter({ actor, entries, liveFace, settings, now: options.now ?? Date.now }),
    card,
    phone,
    faults,
    receptions,
    async close() {
      actor.stop();
      hardware.stop();
      await Promise.all([card.close(), phone.close(), ...readers.map((reader) => reader.close()), gateway.close()]);
    },
  };
}
