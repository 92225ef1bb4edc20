import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { createActor } from 'xstate';
import type { AuditEvent } from '../../src/audit/catalogue.ts';
import { auditedIn } from '../../src/chronicle/auditedSteps.ts';
import { everyStep } from '../../src/chronicle/visitStep.ts';
import { VisitSummaries } from '../../src/chronicle/visitSummaries.ts';
import { kioskAtDesk } from '../../src/kiosk/atDesk.ts';
import type { PaperCard } from '../../src/practice/paperCard.ts';
import { Practice, type PracticeWay } from '../../src/practice/practice.ts';
import { unwrap } from '../../src/problem/result.ts';
import type { PatientScreen } from '../../src/screen/patientScreen.ts';
import { viewSchema } from '../../src/screen/view.ts';
import type { VisitSummary } from '../../src/statistics/visitSummary.ts';
import { createDigitEntries } from '../../src/visit/digitEntry.ts';
import { createKioskMachine } from '../../src/visit/machine.ts';
import type { VisitPorts } from '../../src/visit/ports.ts';
import { createPresenter, LiveFace } from '../../src/visit/presenter.ts';
import type { VisitSettings } from '../../src/visit/settings.ts';
import { temporaryOutbox } from '../support/outbox/queue.ts';
import { sampleCard, samplePorts, sampleSettings } from '../support/visit/visitSamples.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const usual = { ...sampleSettings, asksPrescriptionForm: true };

/** A real kiosk whose every port says when it is touched, with practice before it. */
function kiosk(way: PracticeWay = 'offered', own: Partial<VisitSettings> = {}, paper?: PaperCard) {
  const settings = { ...usual, ...own };
  const touched: string[] = [];
  const watched = <T extends object>(name: string, port: T): T =>
    new Proxy(port, {
      get(target, key) {
        const value = Reflect.get(target, key);
        if (typeof value === 'function') touched.push(`${name}.${String(key)}`);
        return value;
      },
    });
  const outbox = temporaryOutbox();
  const audited: AuditEvent[] = [];
  const figures: VisitSummary[] = [];
  const summaries = new VisitSummaries(settings, () => Date.now());
  const plain = samplePorts({
    receptions: { cameEarlier: async () => false, record: (reception) => outbox.record(reception) },
  });
  const ports: VisitPorts = {
    ...plain,
    eligibility: watched('gateway', plain.eligibility),
    receptions: watched('queue', plain.receptions),
    face: watched('face', plain.face),
    passcodes: watched('passcodes', plain.passcodes),
  };
  const actor = createActor(createKioskMachine(ports, settings), {
    inspect: everyStep((step) => {
      audited.push(...auditedIn(step, () => `k-${'a'.repeat(32)}`));
      const ended = summaries.after(step);
      if (ended) figures.push(ended);
    }),
  });
  actor.start();
  actor.send({ type: 'reader.ready' });
  actor.send({ type: 'storage.ready' });
  let practised = 0;
  const practice = new Practice({
    way,
    settings,
    now: () => Date.now(),
    paper,
    onPractised: () => {
      practised += 1;
    },
  });
  const real = createPresenter({
    actor,
    entries: createDigitEntries(() => []),
    liveFace: new LiveFace(),
    settings,
    now: () => Date.now(),
    asides: [practice.offer],
  });
  const screen = practice.before(real);
  onTestFinished(() => {
    practice.stop();
    actor.stop();
  });
  touched.length = 0;
  audited.length = 0;
  return { outbox, audited, figures, actor, screen, real, practice, touched, practised: () => practised };
}

async function sees(screen: PatientScreen, id: string): Promise<void> {
  for (let tick = 0; tick < 300 && screen.view().screen !== id; tick += 1) await vi.advanceTimersByTimeAsync(300);
  expect(screen.view().screen).toBe(id);
}

async function practises(screen: PatientScreen, way: 'face' | 'pin'): Promise<void> {
  expect(screen.press('practice.place')).toBe(true);
  await sees(screen, 'method');
  await vi.advanceTimersByTimeAsync(2_000);
  if (way === 'face') {
    screen.press('method.face');
  } else {
    screen.press('method.pin');
    for (const digit of '0000') screen.press(`pin.digit.${digit}`);
    screen.press('pin.submit');
  }
  await sees(screen, 'consent');
  screen.press('consent.none');
  await sees(screen, 'prescription');
  screen.press('prescription.paper');
  await sees(screen, 'subsidy');
  screen.press('subsidy.decline');
  await sees(screen, 'done');
  expect(screen.press('practice.take')).toBe(true);
}

test.each(['face', 'pin'] as const)(
  'a whole visit is practised by %s, marked on every screen, and touches nothing',
  async (way) => {
    const { screen, actor, touched, practised } = kiosk();
    const before = JSON.stringify(actor.getSnapshot().value);
    const marks = new Set<boolean>();
    const invalid: unknown[] = [];
    screen.press('practice.start');
    screen.onView((view) => {
      marks.add(view.practice);
      const read = viewSchema.safeParse(view);
      if (!read.success) invalid.push(read.error);
    });
    await practises(screen, way);
    expect([...marks]).toEqual([true]);
    expect(invalid).toEqual([]);
    expect(touched).toEqual([]);
    expect(JSON.stringify(actor.getSnapshot().value)).toBe(before);
    expect(practised()).toBe(1);

    screen.press('practice.end');
    expect(screen.view()).toMatchObject({ screen: 'idle', practice: false });
  },
);

test.each(['android', 'iphone'] as const)('a visit by a drawn phone (%s) is practised too', async (kind) => {
  const { screen, touched, practised } = kiosk('offered', { takesPhones: true });
  screen.press('practice.start');
  expect(screen.press('phone.start')).toBe(true);
  // Twice: the phone of the first time is gone.
  for (const time of [1, 2]) {
    await vi.advanceTimersByTimeAsync(1_000);
    screen.press(`phone.${kind}`);
    if (kind === 'android') {
      for (const digit of '0000') screen.press(`pin.digit.${digit}`);
      await vi.advanceTimersByTimeAsync(1_000);
      screen.press('pin.submit');
    }
    expect(screen.view()).toMatchObject({ screen: 'phone', state: 'holding', practice: true });
    expect(screen.press('practice.hold')).toBe(true);
    await sees(screen, 'consent');
    screen.press('consent.none');
    await sees(screen, 'prescription');
    screen.press('prescription.paper');
    await sees(screen, 'subsidy');
    screen.press('subsidy.decline');
    await sees(screen, 'done');
    expect(practised()).toBe(time);
    screen.press('done.ok');
    await sees(screen, 'idle');
    screen.press('phone.start');
  }
  expect(touched).toEqual([]);
});

test('two hundred practices leave queue, audit trail and figures without a person in them, and are counted apart', async () => {
  const { screen, touched, practised, outbox, audited, figures, actor } = kiosk('always');
  for (let visit = 0; visit < 200; visit += 1) {
    await practises(screen, 'pin');
    await sees(screen, 'idle');
  }
  expect(touched).toEqual([]);
  expect(unwrap(outbox.backlog())).toMatchObject({ waiting: 0, parked: 0 });
  expect([audited, figures]).toEqual([[], []]);
  expect(practised()).toBe(200);

  // What is watched here does see a visit.
  actor.send({ type: 'card.placed', card: sampleCard() });
  await sees(screen, 'method');
  actor.send({ type: 'method.face' });
  await sees(screen, 'consent');
  for (const action of ['consent.none', 'prescription.paper']) screen.press(action);
  await sees(screen, 'done');
  expect(unwrap(outbox.backlog()).waiting).toBe(1);
  actor.send({ type: 'card.removed' });
  await sees(screen, 'idle');
  expect([audited.length > 0, figures.length]).toEqual([true, 1]);
});

test('staff begin and end it at the desk: it goes on from visitor to visitor, and the desk says so', async () => {
  const { screen, actor, practice } = kiosk('off');
  const desk = kioskAtDesk({
    actor,
    practice,
    numberB: createDigitEntries(() => []).numberB,
    alerts: { now: () => [], onChange: () => () => undefined },
    now: () => Date.now(),
  });
  const said: boolean[] = [];
  desk.subscribe(() => said.push(desk.now().practice));
  expect(desk.beginPractice()).toMatchObject({ ok: true });
  expect(screen.view()).toMatchObject({ screen: 'idle', practice: true });
  expect(desk.now()).toMatchObject({ practice: true, visit: null });
  expect(desk.beginPractice()).toMatchObject({ ok: false, problem: { code: 'U-301' } });
  await practises(screen, 'pin');
  await sees(screen, 'idle');
  await vi.advanceTimersByTimeAsync(10 * 60_000);
  expect(screen.view()).toMatchObject({ screen: 'idle', practice: true });

  // A real card is served, and nothing begins before its visit; then visitors go on.
  actor.send({ type: 'card.placed', card: sampleCard() });
  await sees(screen, 'method');
  expect([screen.view().practice, desk.now().practice]).toEqual([false, false]);
  expect(desk.beginPractice()).toMatchObject({ ok: false, problem: { code: 'U-301' } });
  actor.send({ type: 'card.removed' });
  for (let tick = 0; tick < 600 && !screen.view().practice; tick += 1) await vi.advanceTimersByTimeAsync(1_000);
  expect(desk.now().practice).toBe(true);

  desk.endPractice();
  expect(screen.view()).toMatchObject({ screen: 'idle', practice: false });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(screen.view().practice).toBe(false);
  expect(said).toEqual(expect.arrayContaining([true, false]));
});

test('a real card ends a practice at once, in the middle of whatever is practised', async () => {
  const { screen, actor } = kiosk();
  screen.press('practice.start');
  screen.press('practice.place');
  await sees(screen, 'method');
  screen.press('method.pin');
  screen.press('pin.digit.1');
  actor.send({ type: 'card.placed', card: sampleCard() });
  await vi.advanceTimersByTimeAsync(100);
  expect(screen.view()).toMatchObject({ screen: 'method', practice: false });
});

test('whoever walks away leaves the kiosk to the next: begun or not', async () => {
  const { screen } = kiosk();
  screen.press('practice.start');
  await vi.advanceTimersByTimeAsync(61_000);
  expect(screen.view()).toMatchObject({ screen: 'idle', practice: false });

  screen.press('practice.start');
  screen.press('practice.place');
  await sees(screen, 'method');
  // Time and countdown of the visit, the drawn card that nobody takes, then the free screen's own minute.
  await vi.advanceTimersByTimeAsync(10 * 60_000);
  expect(screen.view().practice && screen.view().screen !== 'take-card').toBe(false);
});

test('it is not offered while somebody is served, nor where it is off; help is real help', async () => {
  const off = kiosk('off');
  expect(off.screen.press('practice.start')).toBe(false);

  const { screen, actor, real, practice } = kiosk();
  actor.send({ type: 'card.placed', card: sampleCard() });
  await vi.advanceTimersByTimeAsync(100);
  expect(screen.view().actions).not.toContain('practice.start');
  expect(practice.start()).toBe(false);
  actor.send({ type: 'card.removed' });
  await sees(screen, 'idle');

  screen.press('practice.start');
  expect(screen.press('help')).toBe(true);
  expect([real.view().help, screen.view().help]).toEqual(['called', 'called']);
});

test('on days of demonstration it is there from the start, cannot be left, and comes back after a real visit', async () => {
  const { screen, actor } = kiosk('always');
  expect(screen.view()).toMatchObject({ screen: 'idle', practice: true });
  expect(screen.view().actions).not.toContain('practice.end');
  actor.send({ type: 'card.placed', card: sampleCard() });
  await vi.advanceTimersByTimeAsync(100);
  expect(screen.view().practice).toBe(false);
  actor.send({ type: 'card.removed' });
  for (let tick = 0; tick < 600 && !screen.view().practice; tick += 1) await vi.advanceTimersByTimeAsync(1_000);
  expect(screen.view()).toMatchObject({ screen: 'idle', practice: true });
});

/** A camera that looks at cards, and what lies under it. */
function paperUnderCamera() {
  const watching = new Set<(lies: boolean) => void>();
  const paper: PaperCard = {
    watch(tell) {
      watching.add(tell);
      return () => watching.delete(tell);
    },
  };
  return { paper, watching, lay: (lies: boolean) => [...watching].forEach((tell) => void tell(lies)) };
}

test('a 見本 of paper under the card camera is the practice card, as long as somebody practises', async () => {
  const { paper, watching, lay } = paperUnderCamera();
  const { screen, practice, touched, audited } = kiosk('offered', {}, paper);
  expect(watching.size).toBe(0);
  screen.press('practice.start');
  lay(true);
  await sees(screen, 'method');
  await vi.advanceTimersByTimeAsync(2_000);
  // Taken away in the middle it is missed, as a card is.
  lay(false);
  await sees(screen, 'problem');
  expect(screen.view()).toMatchObject({ practice: true, code: 'U-103' });
  await sees(screen, 'idle');
  // Laid down by a press, the card is not taken away by the paper.
  screen.press('practice.place');
  lay(true);
  lay(false);
  await sees(screen, 'method');
  practice.stop();
  expect(watching.size).toBe(0);
  expect([touched, audited]).toEqual([[], []]);
});
