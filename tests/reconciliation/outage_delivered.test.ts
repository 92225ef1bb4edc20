import { expect, onTestFinished, test, vi } from 'vitest';
import type { EligibilityGateway } from '../../src/eligibility/gateway.ts';
import { startDelivery } from '../../src/outbox/delivery.ts';
import { webhookSink } from '../../src/outbox/sinks/webhook/webhookSink.ts';
import { failed, ok, unwrap } from '../../src/problem/result.ts';
import { noticingAnswers } from '../../src/reconciliation/noticing.ts';
import { startReconciler } from '../../src/reconciliation/reconciler.ts';
import { runningClinic, secret } from '../support/outbox/clinic.ts';
import { sampleReception, temporaryOutbox } from '../support/outbox/queue.ts';

test('an outage ends as soon as one patient is answered: the clinic gets version 2 of the same reception', async () => {
  const { clinic, url } = await runningClinic();
  const outbox = temporaryOutbox();
  const { eligibility, ...sample } = sampleReception();
  const { name, birthdate, address } = eligibility;
  const provisional = {
    ...sample,
    status: 'provisional',
    person: { name, birthdate, address, sex: '2' },
    eligibility: null,
    link: { kind: 'not-compared' },
  } as const;
  let isDown = true;
  const answer = async <T>(value: T) => (isDown ? failed('U-402') : ok(value));
  const line: EligibilityGateway = {
    cardStatus: () => answer({ registered: true, revoked: false }),
    register: () => answer(undefined),
    ask: () => answer(eligibility),
    subsidies: async () => ok([]),
    askAbsent: () => answer(eligibility),
  };
  const kinds: string[] = [];
  const reconciler = startReconciler({
    outbox,
    gateway: line,
    // Nothing but a patient with an answer can end this pause in time.
    delays: { firstPauseMs: 600_000, awayCapMs: 600_000 },
    onEvent: ({ kind }) => kinds.push(kind),
  });
  onTestFinished(() => reconciler.stop());
  const sinks = [webhookSink({ url, secret, timeLimitMs: 10_000 })];
  const delivery = startDelivery({ outbox, sinks });
  onTestFinished(() => delivery.stop());
  const never = new AbortController().signal;
  const visits = noticingAnswers(line, () => reconciler.hurry());

  unwrap(outbox.record(provisional));
  await vi.waitFor(() => expect(kinds).toEqual(['postponed']), 20_000);
  await vi.waitFor(() => expect(clinic.receptions()).toHaveLength(1), 20_000);
  await visits.cardStatus(Uint8Array.of(), never);
  await visits.subsidies(
    { certificate: Uint8Array.of(), holder: { method: 'visual', staff: 's', reason: 'other', provenAt: '' } },
    never,
  );
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(kinds).toEqual(['postponed']);

  isDown = false;
  await visits.cardStatus(Uint8Array.of(), never);
  await vi.waitFor(() => expect(clinic.receptions()).toHaveLength(2), 20_000);
  const { id, receivedAt } = provisional;
  expect(clinic.receptions()).toMatchObject([
    { idempotencyKey: `${id}.v1`, reception: { id, version: 1, status: 'provisional', receivedAt, eligibility: null } },
    { idempotencyKey: `${id}.v2`, reception: { id, version: 2, status: 'confirmed', receivedAt, eligibility } },
  ]);
  expect(clinic.conflicts()).toEqual([]);
});
