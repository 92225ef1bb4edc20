import { expect, onTestFinished, test, vi } from 'vitest';
import { ok, unwrap } from '../../src/problem/result.ts';
import type { SaidSameOf } from '../../src/reception/link/saidSame.ts';
import type { Reception } from '../../src/reception/reception.ts';
import { startReconciler } from '../../src/reconciliation/reconciler.ts';
import { sampleReception, temporaryOutbox } from '../support/outbox/queue.ts';

const { eligibility } = sampleReception();
const person = { name: 'ＬＥＥ　ＨＡＮＡＫＯ', birthdate: eligibility.birthdate, sex: '2', address: '緑町' } as const;
const said = { staff: 's-1', reason: 'alias', saidAt: '2026-03-01T00:00:00.000Z' } as const;

/** A reception of an outage once it is completed, with what staff have said before. */
async function completedWith(saidSame: SaidSameOf): Promise<Reception | null | undefined> {
  const outbox = temporaryOutbox();
  const held: Reception = {
    ...sampleReception({ person }),
    status: 'provisional',
    eligibility: null,
    link: { kind: 'not-compared' },
  };
  unwrap(outbox.record(held));
  const reconciler = startReconciler({ outbox, saidSame, gateway: { askAbsent: async () => ok(eligibility) } });
  onTestFinished(() => reconciler.stop());
  await vi.waitFor(() => expect(unwrap(outbox.reception(held.id))?.version).toBe(2), 20_000);
  return unwrap(outbox.reception(held.id));
}

test('who was said to be the same person stays it when the insurance could only be asked about later', async () => {
  const serial = sampleReception().token.serial;
  const names = { serial, card: person.name, answer: eligibility.name };
  const asked: unknown[] = [];
  const next = await completedWith((each) => {
    asked.push(each);
    return said;
  });
  expect(asked).toEqual([names]);
  expect(next).toMatchObject({ link: { kind: 'matched', said }, eligibility: { insurance: eligibility.insurance } });
});

test('and whoever nothing was said of is held back', async () => {
  expect(await completedWith(() => undefined)).toMatchObject({ link: { kind: 'mismatch' }, eligibility: null });
});
