import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { personCalled } from '../../scripts/kiosk/visits.ts';
import type { AbsentPerson } from '../../src/eligibility/gateway.ts';
import { createGatewayClient } from '../../src/eligibility/httpGateway.ts';
import type { Outbox } from '../../src/outbox/outbox.ts';
import { failed, ok, type Result, unwrap } from '../../src/problem/result.ts';
import type { EligibilityAnswer } from '../../src/reception/answer.ts';
import type { Reception } from '../../src/reception/reception.ts';
import type { ReconciliationEvent } from '../../src/reconciliation/events.ts';
import { startReconciler } from '../../src/reconciliation/reconciler.ts';
import { certificateSerial } from '../../src/simulator/card/demoPki.ts';
import { FaultBoard } from '../../src/simulator/faults.ts';
import { createGatewayServer } from '../../src/simulator/gateway/gatewayServer.ts';
import { createSimulatedGateway } from '../../src/simulator/gateway/simulatedGateway.ts';
import { loadPeople, type Person } from '../../src/simulator/people.ts';
import { projectRoot } from '../../src/system/paths.ts';
import { sampleReception, temporaryOutbox, temporaryPaths } from '../support/outbox/queue.ts';

const hanako = personCalled('yamada-hanako');

describe('a provisional reception', () => {
  test('is completed as version 2 once the line is back, and what the patient said stays', async () => {
    const { faults, client } = await gateway();
    faults.arm({ target: 'gateway', kind: 'down', count: 'until-cleared' });
    const outbox = temporaryOutbox();
    const first = provisional(hanako);
    unwrap(outbox.record(first));
    const events = reconciling(outbox, client);
    await vi.waitFor(() => expect(events.length).toBeGreaterThan(2), 20_000);
    expect(new Set(kinds(events))).toEqual(new Set(['postponed']));
    expect(unwrap(outbox.reception(first.id))).toEqual(first);

    faults.clear();
    await vi.waitFor(() => expect(kinds(events)).toContain('completed'), 20_000);
    expect(unwrap(outbox.reception(first.id))).toEqual({
      ...first,
      version: 2,
      status: 'confirmed',
      eligibility: hanako.eligibility,
      // The signature that the visit had is not kept: the record says that nobody showed it.
      answeredTo: 'certificate',
      link: { kind: 'matched' },
    });
    expect([...outbox.unreconciled()]).toEqual([]);
    expect(events.at(-1)).toEqual({
      kind: 'completed',
      id: first.id,
      version: 2,
      validity: 'valid',
      link: { kind: 'matched' },
      oddNumbers: [],
    });
    expect(JSON.stringify(events)).not.toMatch(/山田|ひいらぎ|1985/);
  });

  test('recorded while the loop runs is asked about at once', async () => {
    const { client } = await gateway();
    const outbox = temporaryOutbox();
    const events = reconciling(outbox, client, { lookMs: 60_000 });
    await new Promise((resolve) => setTimeout(resolve, 50));
    unwrap(outbox.record(provisional(hanako)));
    await vi.waitFor(() => expect(kinds(events)).toEqual(['completed']), 20_000);
  });

  test.each([
    ['shimizu-kaoru', 'none-found', 'not-compared'],
    ['mori-yoko', 'several-found', 'not-compared'],
    ['sato-ichiro', 'invalid', 'matched'],
    ['hayashi-daisuke', 'newer-exists', 'matched'],
    ['goto-hiroshi', 'valid-unregistered', 'matched'],
    ['watanabe-shizu', 'valid', 'matched'],
    ['kimura-sakura', 'none-found', 'not-compared'],
  ])('is completed whatever the answer: %s, %s', async (id, validity, link) => {
    const { client } = await gateway();
    const outbox = temporaryOutbox();
    const first = provisional(personCalled(id));
    unwrap(outbox.record(first));
    const events = reconciling(outbox, client);
    await vi.waitFor(() => expect(kinds(events)).toEqual(['completed']), 20_000);
    expect(unwrap(outbox.reception(first.id))).toMatchObject({
      status: 'confirmed',
      eligibility: { validity },
      link: { kind: link },
    });
  });

  test('keeps nothing of an answer about somebody else, certificates included', async () => {
    const { client } = await gateway();
    const outbox = temporaryOutbox();
    const certificates = personCalled('ogawa-emi').subsidies;
    const first = provisional(personCalled('abe-naoki'), {
      subsidies: { answer: 'used', answeredAt: '2026-04-01T00:30:00.000Z', certificates },
    });
    unwrap(outbox.record(first));
    const events = reconciling(outbox, client);
    await vi.waitFor(() => expect(kinds(events)).toEqual(['completed']), 20_000);
    const link = { kind: 'mismatch', differs: ['name', 'birthdate', 'sex'] };
    expect(unwrap(outbox.reception(first.id))).toEqual({
      ...first,
      version: 2,
      status: 'confirmed',
      subsidies: { answer: 'not-asked', answeredAt: null, certificates: [] },
      eligibility: null,
      link,
    });
    expect(events).toMatchObject([{ link }]);
    expect([...outbox.unreconciled()]).toEqual([]);
  });

  test('of a phone is asked about by its certificate alone; of nobody not at all, and that is told once', async () => {
    const { client } = await gateway();
    const outbox = temporaryOutbox();
    const mio = personCalled('endo-mio');
    const byPhone = provisional(mio, {
      token: {
        kind: 'iphone',
        serial: certificateSerial(mio.id, 'phone'),
        certificateClass: 'valid',
        genuine: null,
      },
      person: null,
    });
    const unknown = provisional(hanako, {
      token: { kind: 'none', serial: null, certificateClass: null, genuine: null },
      person: null,
    });
    unwrap(outbox.record(unknown));
    unwrap(outbox.record(byPhone));
    const events = reconciling(outbox, client, { lookMs: 20 });
    await vi.waitFor(() => expect(kinds(events)).toEqual(['nobody-to-ask-about', 'completed']), 20_000);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(events).toHaveLength(2);
    expect(unwrap(outbox.reception(byPhone.id))).toMatchObject({ version: 2, link: { kind: 'not-compared' } });
    expect(unwrap(outbox.reception(unknown.id))).toEqual(unknown);
  });

  test('passes no address on where the answer says 不開示', async () => {
    const { client } = await gateway();
    const outbox = temporaryOutbox();
    const first = provisional(personCalled('fujita-mai'));
    expect(first.person?.address).not.toBe('');
    unwrap(outbox.record(first));
    const events = reconciling(outbox, client);
    await vi.waitFor(() => expect(kinds(events)).toEqual(['completed']), 20_000);
    expect(unwrap(outbox.reception(first.id))).toMatchObject({
      person: { address: '' },
      eligibility: { address: '', notDisclosed: true },
    });
  });

  test('keeps what PMH said, or could not say, and the number that staff typed', async () => {
    const { client } = await gateway();
    const outbox = temporaryOutbox();
    const subsidies = { answer: 'could-not-ask', answeredAt: null, certificates: [] } as const;
    const first = provisional(personCalled('nakamura-takeshi'), { subsidies });
    const numbered = provisional(personCalled('nakamura-takeshi'), { patientNumber: '77' });
    unwrap(outbox.record(first));
    unwrap(outbox.record(numbered));
    const events = reconciling(outbox, client);
    await vi.waitFor(() => expect(kinds(events)).toEqual(['completed', 'completed']), 20_000);
    expect(unwrap(outbox.reception(first.id))).toMatchObject({ subsidies, patientNumber: '0004321' });
    expect(unwrap(outbox.reception(numbered.id))).toMatchObject({ patientNumber: '77' });
  });
});

describe('one question without an answer', () => {
  test.each(['in-progress', 'error', 'garbage'] as const)('holds up no other: %s', async (kind) => {
    const { faults, client } = await gateway();
    faults.arm({ target: 'gateway', kind, service: 'absent', count: 1 });
    const outbox = temporaryOutbox();
    const [one, other] = [provisional(hanako), provisional(personCalled('suzuki-ume'))];
    unwrap(outbox.record(one));
    unwrap(outbox.record(other));
    const events = reconciling(outbox, client);
    await vi.waitFor(() => expect(kinds(events)).toEqual(['postponed', 'completed', 'completed']), 20_000);
    expect(events.map((event) => ('id' in event ? event.id : ''))).toEqual([one.id, other.id, one.id]);
  });

  test('makes the pauses longer, up to their cap, and an answer ends that', async () => {
    const outbox = temporaryOutbox();
    for (let count = 0; count < 2; count++) unwrap(outbox.record(provisional(hanako)));
    const answers = [...Array.from({ length: 8 }, () => failed('U-402')), ok(hanako.eligibility), failed('U-404')];
    const ask = async (): Promise<Result<EligibilityAnswer>> => answers.shift() ?? ok(hanako.eligibility);
    const events = reconciling(outbox, { askAbsent: ask }, { firstPauseMs: 2, awayCapMs: 30 }, () => 0.999);
    await vi.waitFor(() => expect(kinds(events).filter((kind) => kind === 'completed')).toHaveLength(2), 20_000);
    expect(events.flatMap((event) => (event.kind === 'postponed' ? [event.waitMs] : []))).toEqual([
      2, 4, 8, 16, 30, 30, 30, 30, 2,
    ]);
  });

  test('is asked again at once when a visit finds the line back', async () => {
    const outbox = temporaryOutbox();
    unwrap(outbox.record(provisional(hanako)));
    let isBack = false;
    const events: ReconciliationEvent[] = [];
    const reconciler = startReconciler({
      outbox,
      gateway: { askAbsent: async () => (isBack ? ok(hanako.eligibility) : failed('U-402')) },
      onEvent: (event) => events.push(event),
      delays: { firstPauseMs: 60_000, awayCapMs: 60_000 },
    });
    onTestFinished(() => reconciler.stop());
    await vi.waitFor(() => expect(kinds(events)).toEqual(['postponed']), 20_000);
    isBack = true;
    reconciler.hurry();
    await vi.waitFor(() => expect(kinds(events)).toEqual(['postponed', 'completed']), 20_000);
  });
});

describe('a backlog', () => {
  test('is asked about in its order, one at a time, at the agreed pace', async () => {
    const outbox = temporaryOutbox();
    const receptions = Array.from({ length: 6 }, () => provisional(hanako));
    for (const reception of receptions) unwrap(outbox.record(reception));
    const asked: { readonly id: string; readonly at: number }[] = [];
    let underWay = 0;
    const askAbsent = async ({ receptionId }: AbsentPerson) => {
      expect(++underWay).toBe(1);
      asked.push({ id: receptionId, at: performance.now() });
      await new Promise((resolve) => setTimeout(resolve, 5));
      underWay -= 1;
      return ok(hanako.eligibility);
    };
    reconciling(outbox, { askAbsent }, { gapMs: 60 });
    await vi.waitFor(() => expect(unwrap(outbox.backlog()).unreconciled).toBe(0), 20_000);
    expect(asked.map(({ id }) => id)).toEqual(receptions.map(({ id }) => id));
    for (const [index, { at }] of asked.entries()) {
      // A timer may be a millisecond early.
      if (index > 0) expect(at - (asked[index - 1]?.at ?? 0)).toBeGreaterThan(60);
    }
  });
});

describe('nothing is recorded twice', () => {
  test('when the process dies right after recording: the next one asks nothing', async () => {
    const paths = temporaryPaths();
    const asked: string[] = [];
    const askAbsent = async ({ receptionId }: AbsentPerson) => {
      asked.push(receptionId);
      return ok(hanako.eligibility);
    };
    const first = provisional(hanako);
    const before = temporaryOutbox(paths);
    unwrap(before.record(first));
    await once(before, askAbsent, 'completed');
    before.close();

    const after = temporaryOutbox(paths);
    const events = reconciling(after, { askAbsent }, { lookMs: 10 });
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect([asked, events]).toEqual([[first.id], []]);
    expect(unwrap(after.reception(first.id))).toMatchObject({ version: 2 });
  });

  test('when it dies, or the disk fails, between answer and commit: asked again, recorded once', async () => {
    let isBroken = false;
    const outbox = temporaryOutbox({
      beforeCommit: () => {
        if (isBroken) throw Object.assign(new Error('simulated'), { code: 'SQLITE_FULL' });
      },
    });
    const first = provisional(hanako);
    unwrap(outbox.record(first));
    isBroken = true;
    const events = reconciling(outbox, { askAbsent: async () => ok(hanako.eligibility) });
    await vi.waitFor(() => expect(events.length).toBeGreaterThan(1), 20_000);
    expect(new Set(kinds(events))).toEqual(new Set(['trouble']));
    expect(unwrap(outbox.reception(first.id))).toEqual(first);
    isBroken = false;
    await vi.waitFor(() => expect(kinds(events)).toContain('completed'), 20_000);
    expect(unwrap(outbox.reception(first.id))).toMatchObject({ version: 2 });
  });

  test('when staff record a version while the question is under way: theirs stays, and is completed in its turn', async () => {
    const outbox = temporaryOutbox();
    const first = provisional(hanako);
    unwrap(outbox.record(first));
    let isFirst = true;
    const askAbsent = async () => {
      if (isFirst) unwrap(outbox.record({ ...first, version: 2, patientNumber: '12' }));
      isFirst = false;
      return ok(hanako.eligibility);
    };
    const events = reconciling(outbox, { askAbsent });
    await vi.waitFor(() => expect(kinds(events)).toEqual(['overtaken', 'completed']), 20_000);
    expect(unwrap(outbox.reception(first.id))).toMatchObject({ version: 3, status: 'confirmed', patientNumber: '12' });
  });

  test('and stopping gives the question up without a word about the line', async () => {
    const outbox = temporaryOutbox();
    unwrap(outbox.record(provisional(hanako)));
    const events: ReconciliationEvent[] = [];
    const askAbsent = (_: AbsentPerson, signal: AbortSignal) =>
      new Promise<Result<EligibilityAnswer>>((resolve) =>
        signal.addEventListener('abort', () => resolve(failed('U-402', 'given up'))),
      );
    const reconciler = startReconciler({ outbox, gateway: { askAbsent }, onEvent: (event) => events.push(event) });
    await new Promise((resolve) => setTimeout(resolve, 50));
    await reconciler.stop();
    expect(events).toEqual([]);
    expect([...outbox.unreconciled()]).toHaveLength(1);
  });
});

/** Runs until the first event of this kind, then stops. */
async function once(
  outbox: Outbox,
  askAbsent: (person: AbsentPerson) => Promise<Result<EligibilityAnswer>>,
  kind: ReconciliationEvent['kind'],
): Promise<void> {
  const events: ReconciliationEvent[] = [];
  const reconciler = startReconciler({ outbox, gateway: { askAbsent }, onEvent: (event) => events.push(event) });
  await vi.waitFor(() => expect(kinds(events)).toContain(kind), 20_000);
  await reconciler.stop();
}

const quick = { gapMs: 1, firstPauseMs: 5, awayCapMs: 20, refusedCapMs: 20, lookMs: 1_000 };

/** A running reconciliation, in haste; stopped when the test ends. Returns what it tells. */
function reconciling(
  outbox: Outbox,
  gateway: Parameters<typeof startReconciler>[0]['gateway'],
  delays: Partial<typeof quick> = {},
  random = () => 0,
): readonly ReconciliationEvent[] {
  const events: ReconciliationEvent[] = [];
  const reconciler = startReconciler({
    outbox,
    gateway,
    delays: { ...quick, ...delays },
    random,
    onEvent: (event) => events.push(event),
  });
  onTestFinished(() => reconciler.stop());
  return events;
}

function kinds(events: readonly ReconciliationEvent[]): readonly string[] {
  return events.map(({ kind }) => kind);
}

/** What a visit of this person records while the line is down. */
function provisional(person: Person, changes: Partial<Reception> = {}): Reception {
  const { name, card } = person;
  const { address, birthdate, sex } = card;
  return {
    ...sampleReception(),
    status: 'provisional',
    token: {
      kind: 'card',
      serial: certificateSerial(person.id),
      certificateClass: 'valid',
      genuine: 'verified',
    },
    person: { name, address, birthdate, sex: sex === '9' ? '3' : sex },
    eligibility: null,
    link: { kind: 'not-compared' },
    ...changes,
  };
}

async function gateway() {
  const faults = new FaultBoard();
  const simulated = createSimulatedGateway({ faults, people: loadPeople(projectRoot()), trustAnchors: [] });
  const server = await createGatewayServer(simulated);
  onTestFinished(() => server.close());
  const client = createGatewayClient({ url: server.url, institutionCode: '1311234567', timeoutMs: 10_000 });
  return { faults, client };
}
