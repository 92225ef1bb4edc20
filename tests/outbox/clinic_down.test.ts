import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { unwrap } from '../../src/problem/result.ts';
import { createSimulatedClinic } from '../../src/simulator/clinic.ts';
import { FaultBoard, type FaultKind, faultRequestSchema } from '../../src/simulator/faults.ts';
import { runningClinic, runningQueue, secret } from '../support/outbox/clinic.ts';
import { sampleReception, temporaryFolder } from '../support/outbox/queue.ts';

const fault = (kind: FaultKind<'clinic'>, count: number | 'until-cleared') =>
  faultRequestSchema.parse({ target: 'clinic', kind, count });

describe('the clinic system', () => {
  test('is told once, exactly what was recorded', async () => {
    const { clinic, url } = await runningClinic();
    const { outbox } = runningQueue(url);
    const reception = sampleReception();
    unwrap(outbox.record(reception));
    await vi.waitFor(() => expect(unwrap(outbox.backlog()).waiting).toBe(0));
    expect(clinic.receptions()).toEqual([
      { idempotencyKey: `${reception.id}.v1`, receivedAt: expect.any(String), deliveries: 1, reception },
    ]);
  });

  test('down and back: every reception arrives once', async () => {
    const { clinic, faults, url } = await runningClinic();
    faults.arm(fault('down', 'until-cleared'));
    const { outbox, events } = runningQueue(url);
    const receptions = Array.from({ length: 5 }, () => sampleReception());
    for (const reception of receptions) unwrap(outbox.record(reception));
    await vi.waitFor(() => expect(events.length).toBeGreaterThan(2));
    expect(events[0]).toMatchObject({ kind: 'postponed', problem: { code: 'U-502' } });
    expect(clinic.receptions()).toEqual([]);

    faults.clear();
    await vi.waitFor(() => expect(unwrap(outbox.backlog()).waiting).toBe(0), { timeout: 5_000 });
    expect(clinic.receptions().map(({ deliveries, reception }) => ({ deliveries, reception }))).toEqual(
      expect.arrayContaining(receptions.map((reception) => ({ deliveries: 1, reception }))),
    );
    expect(clinic.receptions()).toHaveLength(5);
  });

  test('not listening at all: the reception waits as U-502', async () => {
    const { outbox, events } = runningQueue('http://127.0.0.1:9/clinic/v1/receptions');
    unwrap(outbox.record(sampleReception()));
    await vi.waitFor(() => expect(events[0]).toMatchObject({ kind: 'postponed', problem: { code: 'U-502' } }));
    expect(unwrap(outbox.backlog())).toMatchObject({ waiting: 1, parked: 0 });
  });

  test('answers 503: tried again, held once', async () => {
    const { clinic, faults, url } = await runningClinic();
    faults.arm(fault('error', 2));
    const { outbox, events } = runningQueue(url);
    unwrap(outbox.record(sampleReception()));
    await vi.waitFor(() => expect(events.at(-1)).toMatchObject({ kind: 'delivered', attempts: 3 }));
    expect(clinic.receptions()).toMatchObject([{ deliveries: 1 }]);
  });

  test('answers too late: given up, tried again, held once', async () => {
    const { clinic, faults, url } = await runningClinic();
    faults.arm(fault('slow', 1));
    const { outbox, events } = runningQueue(url, { timeLimitMs: 150 });
    unwrap(outbox.record(sampleReception()));
    await vi.waitFor(() => expect(events.at(-1)).toMatchObject({ kind: 'delivered', attempts: 2 }));
    expect(events[0]).toMatchObject({
      problem: { code: 'U-502', detail: expect.stringMatching(/^no answer within \d+ ms$/) },
    });
    expect(clinic.receptions()).toMatchObject([{ deliveries: 1 }]);
  });

  test('takes it and loses the answer: offered twice, held once', async () => {
    const { clinic, faults, url } = await runningClinic();
    faults.arm(fault('lose-answer', 1));
    const { outbox, events } = runningQueue(url);
    const reception = sampleReception();
    unwrap(outbox.record(reception));
    await vi.waitFor(() => expect(events.at(-1)).toMatchObject({ kind: 'delivered', attempts: 2 }));
    expect(clinic.receptions()).toMatchObject([{ idempotencyKey: `${reception.id}.v1`, deliveries: 2 }]);
    expect(clinic.conflicts()).toEqual([]);
  });

  test('refuses with 422: parked as U-503 and kept', async () => {
    const { clinic, faults, url } = await runningClinic();
    faults.arm(fault('refuse', 1));
    const { outbox, events } = runningQueue(url);
    unwrap(outbox.record(sampleReception()));
    await vi.waitFor(() =>
      expect(events).toMatchObject([{ kind: 'parked', problem: { code: 'U-503', detail: 'HTTP 422' } }]),
    );
    expect(unwrap(outbox.backlog())).toMatchObject({ waiting: 0, parked: 1 });
    expect(clinic.receptions()).toEqual([]);
  });

  test('knows another secret: everything waits under U-510, and nothing is taken', async () => {
    const { clinic, url } = await runningClinic();
    const { outbox, events } = runningQueue(url, { secret: Buffer.from('quite another secret', 'utf8') });
    unwrap(outbox.record(sampleReception()));
    await vi.waitFor(() => expect(events.length).toBeGreaterThan(3));
    for (const event of events) {
      expect(event).toMatchObject({ kind: 'postponed', problem: { code: 'U-510', detail: 'HTTP 401' } });
    }
    expect(unwrap(outbox.backlog())).toMatchObject({ waiting: 1, parked: 0 });
    expect(clinic.receptions()).toEqual([]);
  });
});

describe('the clinic system is another machine', () => {
  test('keeps what it holds and its outage while the kiosk’s process comes and goes', () => {
    const folder = join(temporaryFolder(), 'clinic');
    const before = new FaultBoard();
    // Nothing is closed here: the process is killed.
    createSimulatedClinic({ faults: before, secret, folder });
    before.arm(fault('error', 'until-cleared'));
    before.arm(fault('refuse', 3));

    const after = new FaultBoard();
    const clinic = createSimulatedClinic({ faults: after, secret, folder });
    expect(after.list()).toEqual([{ target: 'clinic', kind: 'error', left: 'until-cleared' }]);
    after.clear();
    clinic.close();

    const last = new FaultBoard();
    createSimulatedClinic({ faults: last, secret, folder }).close();
    expect(last.list()).toEqual([]);
  });
});
