import { type Actor, createActor } from 'xstate';
import type { ApplicationSight } from '../card/applicationSights.ts';
import { birthsBeyondDoubt } from '../card/printedFace/numberBDoubts.ts';
import type { DeviceStatus } from '../desk/ports.ts';
import type { SelfTest } from '../diagnostics/selfTest.ts';
import type { EligibilityGateway } from '../eligibility/gateway.ts';
import type { Telling } from '../face/guidance.ts';
import { openFaceMatcher } from '../face/openFaceMatcher.ts';
import { second } from '../kernel/durations.ts';
import { Lifecycle } from '../kernel/lifecycle.ts';
import { Listeners } from '../kernel/listeners.ts';
import { Practice } from '../practice/practice.ts';
import { failed, ok, type Problem, type Result } from '../problem/result.ts';
import type { Reception } from '../reception/reception.ts';
import type { PatientScreen } from '../screen/patientScreen.ts';
import { whenFree } from '../storage/whenFree.ts';
import type { KeptReports } from '../technician/report/reports.ts';
import { outageIn } from '../visit/context.ts';
import { createDigitEntries, type DigitEntries } from '../visit/digitEntry.ts';
import { glanceAt } from '../visit/glance.ts';
import { createKioskMachine, type KioskMachine } from '../visit/machine.ts';
import { createPresenter, LiveFace } from '../visit/presenter.ts';
import { visitLog } from '../visit/visitLog.ts';
import type { LastSeen } from './diagnosis/lastSeen.ts';
import { programPort } from './diagnosis/programPort.ts';
import { type Hardware, type ReaderNow, watchHardware } from './hardware.ts';
import type { KioskSetting } from './options.ts';
import type { Records } from './records.ts';
import type { Staff } from './staff.ts';
import { openBench } from './technician/openBench.ts';

/** The running statechart and what stands around it. */
export interface Visit {
  readonly actor: Actor<KioskMachine>;
  readonly entries: DigitEntries;
  /** The patient's side of it. */
  readonly screen: PatientScreen;
  /** Lets the camera wait for whoever is still being told what to do. */
  saidBy(telling: () => Telling): void;
  /** 体験, for the desk to begin and end. */
  readonly practice: Pick<Practice, 'isOn' | 'onChange' | 'beginAtDesk' | 'endAtDesk'>;
  /** Calls `listener` when somebody has practised to the end (体験): counted, and no more. */
  onPractised(listener: () => void): () => void;
  /** Why the kiosk is out of service, if it is. */
  outage(): Problem | null;
  device(): DeviceStatus;
  /** The card reader as it last reported. Errors: see {@link Hardware.reader}. */
  reader(): Result<ReaderNow>;
  /** See {@link Hardware.lastCard}. */
  lastCard(): readonly ApplicationSight[];
  /** Whether nobody is being served, nor was a moment ago. */
  isFree(): boolean;
  /** From here on the readers are watched: until then no card has been seen. */
  begin(): Promise<void>;
  close(): Promise<void>;
}

export interface VisitParts {
  readonly records: Records;
  readonly staff: Staff;
  readonly gateway: EligibilityGateway;
  readonly selfTest: Pick<SelfTest, 'ask'>;
  readonly reports: KeptReports;
  readonly lastSeen: Pick<LastSeen, 'readWell'>;
}

/** How long a reception waits for a database that another program holds: below the limit of that step. Milliseconds. */
const recordPatienceMs = 8 * second;

/** How often the free screen looks at the clock, milliseconds. */
const tickMs = 30 * second;

/** Opens the face engine and starts the statechart. Errors: U-214 the face engine. */
export async function openVisit(setting: KioskSetting, parts: VisitParts): Promise<Result<Visit>> {
  const { config, surroundings, settings, log, now } = setting;
  const { outbox, chronicle } = parts.records;
  const open = new Lifecycle(log);
  const face = await openFaceMatcher({
    profile: config.face.profile,
    modelsFolder: setting.modelsFolder,
    camera: surroundings.camera,
    attemptMs: config.face.attemptSeconds * second,
    challenge: config.face.liveness,
  });
  if (!face.ok) return face;
  open.opened('face', () => face.value.close());

  const entries = createDigitEntries((digits) => birthsBeyondDoubt(digits, new Date(now())));
  const liveFace = new LiveFace();
  liveFace.onGuidance(() => surroundings.showGuidance?.(liveFace.guidanceNow));
  const ports = {
    face: face.value,
    faceObserver: liveFace,
    eligibility: parts.gateway,
    receptions: {
      record: (reception: Reception, signal: AbortSignal) =>
        whenFree(() => outbox.recordApart(reception), recordPatienceMs, signal),
      cameEarlier: outbox.cameEarlier,
    },
    passcodes: parts.staff.passcodes,
    occasion: parts.staff.modes.current,
    saidSame: parts.staff.saidSame.find,
    entries,
    now,
  };
  const logged = visitLog(log);
  const actor = createActor(createKioskMachine(ports, settings), {
    inspect(inspected) {
      logged(inspected);
      chronicle.follow(inspected);
    },
  });
  actor.start();
  open.opened('statechart', () => {
    actor.stop();
  });

  let hardware: Hardware | undefined;
  const ticks = new Listeners();
  const ticking = setInterval(() => ticks.tell(), tickMs);
  open.opened('clock of the screen', () => clearInterval(ticking));
  const practised = new Listeners();
  const practice = new Practice({
    way: config.screen.practice,
    settings,
    now,
    paper: surroundings.paperCard,
    onPractised: () => practised.tell(),
  });
  const bench = openBench(setting, {
    ...parts,
    actor,
    channel: () => hardware?.channel(),
    device: () => ({
      version: programPort(setting.root).version,
      reader: hardware?.readerName() ?? '',
      camera: surroundings.camera.name,
    }),
  });
  const real = createPresenter({
    actor,
    entries,
    liveFace,
    settings,
    now,
    onTick: (listener) => ticks.add(listener),
    asides: [practice.offer, bench],
  });
  const screen = practice.before(real);
  open.opened('practice', () => practice.stop());
  surroundings.onKey?.((key) => screen.key(key));

  return ok({
    actor,
    entries,
    screen,
    saidBy: (telling) => liveFace.saidBy(telling),
    practice,
    onPractised: (listener) => practised.add(listener),
    outage: () => outageIn(actor.getSnapshot().context),
    device: () => ({
      reader: hardware?.readerName() ?? '',
      camera: surroundings.camera.name,
      faceProfile: face.value.profile,
      ownNetwork: face.value.ownNetwork ?? null,
    }),
    reader: () => hardware?.reader() ?? failed('U-104', 'it is not watched yet'),
    lastCard: () => hardware?.lastCard() ?? [],
    isFree: () => glanceAt(actor.getSnapshot()).isFree,
    async begin() {
      const watched = await watchHardware({
        surroundings: { ...surroundings, now },
        entries,
        storage: { canRecord: () => readiness(setting, parts) },
        send: (event) => actor.send(event),
      });
      hardware = watched;
      open.opened('hardware', () => watched.stop());
    },
    close: () => open.close(),
  });
}

/** Whether a visit may begin: everything it needs is there, and its reception could be recorded at its end. */
function readiness({ clock }: KioskSetting, { records, staff }: VisitParts): Result<void> {
  const trouble = clock.doubt() ?? records.chronicle.trouble ?? staff.trouble;
  return trouble ? failed(trouble.code, trouble.detail) : records.outbox.canRecord();
}
