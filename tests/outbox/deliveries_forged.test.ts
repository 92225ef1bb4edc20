import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { startDelivery } from '../../src/outbox/delivery.ts';
import { listEntries, offerAgain, retryNow } from '../../src/outbox/inspection.ts';
import { postAll } from '../../src/outbox/journal.ts';
import { type Outbox, openOutbox } from '../../src/outbox/outbox.ts';
import { wipeDelivered } from '../../src/outbox/retention.ts';
import { rotateKey } from '../../src/outbox/rotation.ts';
import type { Sink } from '../../src/outbox/sinks/sink.ts';
import type { SinkName } from '../../src/outbox/sinks/sinkNames.ts';
import { unwrap } from '../../src/problem/result.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { sampleReception, scriptedSink, temporaryOutbox, temporaryPaths } from '../support/outbox/queue.ts';

/** Reception 1 is the one that is attacked, 2 was recorded after it. */
const attacks = {
  'marks it as delivered': "UPDATE delivery SET state = 'delivered', settled_at = 5 WHERE reception = 1",
  'marks it as delivered and done': `UPDATE delivery SET state = 'delivered', settled_at = 5 WHERE reception = 1;
    UPDATE reception SET done_at = 5 WHERE sequence = 1`,
  'marks it as delivered, done and wiped': `UPDATE delivery SET state = 'delivered', settled_at = 5 WHERE reception = 1;
    UPDATE reception SET done_at = 5, wiped_at = 5 WHERE sequence = 1`,
  'takes its delivery out':
    'DELETE FROM delivery WHERE reception = 1; UPDATE reception SET done_at = 5 WHERE sequence = 1',
  'takes delivery and reception out, the payload alone is left':
    'DELETE FROM delivery WHERE reception = 1; DELETE FROM reception WHERE sequence = 1',
  'empties the list of whom it is owed to': `UPDATE journal SET sinks = '[]' WHERE sequence = 1;
    DELETE FROM delivery WHERE reception = 1; UPDATE reception SET done_at = 5 WHERE sequence = 1`,
  'gives it to another sink': "UPDATE delivery SET sink = 'fhir' WHERE reception = 1",
  'gives it to another sink, in the list as well': `UPDATE delivery SET sink = 'fhir' WHERE reception = 1;
    UPDATE journal SET sinks = '["fhir"]' WHERE sequence = 1`,
  'writes down that the sink had moved it': "UPDATE delivery SET memo = 'moved' WHERE reception = 1",
  'changes its version': 'UPDATE reception SET version = 9 WHERE sequence = 1',
  'gives it the voucher of another': `UPDATE delivery SET state = 'delivered', settled_at = 5,
    voucher = (SELECT voucher FROM delivery WHERE reception = 2) WHERE reception = 1`,
  'takes the voucher away': 'UPDATE delivery SET voucher = NULL WHERE reception = 1',
} as const;

describe('whoever can write the file of the queue, and', () => {
  test.each(Object.entries(attacks))('%s: parks it, said as U-511, and it is never wiped', async (_what, sql) => {
    const { outbox, id } = twoWaiting();
    outbox.store.database.exec(sql);
    const { offered, told } = await delivered(outbox);

    expect(offered.map(({ key }) => key)).not.toContain(`${id}.v1`);
    expect(offered).toHaveLength(1);
    expect(told).toContain('U-511');
    const backlog = unwrap(outbox.backlog());
    expect(backlog.parked).toBeGreaterThan(0);
    expect(backlog.alerts).toMatchObject([{ code: 'U-511' }]);
    unwrap(wipeDelivered(outbox.store, -1));
    expect(outbox.store.database.prepare('SELECT sequence FROM journal').pluck().all()).toEqual([1]);
  });

  test('marks it as delivered: staff see it as held back at once, and send it with a command', async () => {
    const { outbox, id } = twoWaiting();
    outbox.store.database.exec(attacks['marks it as delivered and done']);
    const shown = unwrap(outbox.receptions({ since: 0, limit: 10 })).find(({ reception }) => reception.id === id);
    expect(shown?.deliveries).toEqual([{ sink: 'webhook', state: 'parked' }]);
    await delivered(outbox);
    expect(unwrap(retryNow(outbox.store, id))).toBe(1);
    expect((await delivered(outbox)).offered.map(({ key }) => key)).toEqual([`${id}.v1`]);
    expect(unwrap(outbox.backlog())).toMatchObject({ parked: 0, waiting: 0, alerts: [] });
  });

  test('empties the list before it is posted: is parked under no sink, and no command sends it anywhere', async () => {
    const outbox = temporaryOutbox();
    const reception = sampleReception();
    unwrap(outbox.record(reception));
    outbox.store.database.exec("UPDATE journal SET sinks = '[]'");
    const { offered, told } = await delivered(outbox);
    expect(offered).toEqual([]);
    expect(told).toContain('U-511');
    expect(unwrap(listEntries(outbox.store, 10))).toMatchObject([
      { id: reception.id, deliveries: [{ sink: '?', state: 'parked', problem: { code: 'U-511' } }] },
    ]);
    expect(unwrap(retryNow(outbox.store, undefined))).toBe(0);
  });

  test('writes a name twice, or none, into a list: no other reception is held up', async () => {
    const outbox = temporaryOutbox();
    for (let each = 0; each < 3; each += 1) unwrap(outbox.record(sampleReception()));
    outbox.store.database.exec(`UPDATE journal SET sinks = '["webhook","webhook",null]' WHERE sequence = 1;
      UPDATE journal SET sinks = 'nothing' WHERE sequence = 2`);
    expect((await delivered(outbox)).offered).toHaveLength(1);
    expect(unwrap(outbox.backlog()).parked).toBe(2);
  });

  test('adds a delivery: what nobody owes that sink is not sent there, not even when staff try again', async () => {
    const { outbox } = twoWaiting();
    await delivered(outbox);
    outbox.store.database.exec("INSERT INTO delivery (reception, sink, due_at) VALUES (1, 'fhir', 0)");
    expect((await delivered(outbox, 'fhir')).offered).toEqual([]);
    expect(unwrap(retryNow(outbox.store, undefined))).toBe(1);
    expect((await delivered(outbox, 'fhir')).offered).toEqual([]);
  });

  test('adds a later version: the true one still goes out, to a sink that takes the newest only', async () => {
    const outbox = temporaryOutbox();
    const reception = sampleReception();
    unwrap(outbox.record(reception));
    unwrap(postAll(outbox.store));
    outbox.store.database.exec(`
      INSERT INTO reception (sequence, id, version, recorded_at) VALUES (2, '${reception.id}', 2, 0);
      INSERT INTO delivery (reception, sink, state, due_at) VALUES (2, 'webhook', 'delivered', 0)`);
    const { offered } = await delivered(outbox, 'webhook', { versions: 'newest' });
    expect(offered.map(({ key }) => key)).toEqual([`${reception.id}.v1`]);
  });
});

describe('what the kiosk wrote itself', () => {
  test('is vouched for through delivery, offering again, rotation and wiping', async () => {
    const paths = temporaryPaths();
    const { outbox } = twoWaiting(paths);
    expect((await delivered(outbox)).told).toEqual([]);
    unwrap(offerAgain(outbox.store, 0));
    expect(await delivered(outbox)).toMatchObject({ told: [], offered: [{}, {}] });
    unwrap(rotateKey(outbox.store, () => undefined));
    outbox.close();

    // The start after it takes the old key out of the file.
    const again = temporaryOutbox(paths);
    expect(again.store.keys.ids).toHaveLength(2);
    again.close();
    const third = temporaryOutbox(paths);
    expect(third.store.keys.ids).toHaveLength(1);
    expect((await delivered(third)).told).toEqual([]);
    expect(unwrap(wipeDelivered(third.store, -1))).toEqual({ count: 2, unreconciled: 0, doubtful: [] });
  });

  test('outlasts a rotation that was killed in the middle, and one that began again', async () => {
    const paths = temporaryPaths();
    const { outbox } = twoWaiting(paths);
    await delivered(outbox);
    const killed = () => rotateKey(outbox.store, () => expect.unreachable('killed'));
    expect(killed).toThrow('killed');
    outbox.close();
    const again = temporaryOutbox(paths);
    expect(again.store.keys.ids).toHaveLength(2);
    expect((await delivered(again)).told).toEqual([]);
    unwrap(rotateKey(again.store, () => undefined));
    expect((await delivered(again)).told).toEqual([]);
  });

  test('a rotation vouches for nothing that was not before', async () => {
    const { outbox, id } = twoWaiting();
    outbox.store.database.exec(attacks['marks it as delivered and done']);
    unwrap(rotateKey(outbox.store, () => undefined));
    const { offered, told } = await delivered(outbox);
    expect(told).toContain('U-511');
    expect(offered.map(({ key }) => key)).not.toContain(`${id}.v1`);
  });

  test('a queue of before is vouched for once, when it is brought up to date; one that was not half done', async () => {
    const paths = temporaryPaths();
    const { outbox } = twoWaiting(paths);
    const { database } = outbox.store;
    const before = Number(database.pragma('user_version', { simple: true })) - 1;
    database.exec(`ALTER TABLE delivery DROP COLUMN voucher; PRAGMA user_version = ${before}`);
    // Killed inside the step: nothing of it is there.
    expect(
      migrate(database, [...Array<string>(before).fill(''), 'ALTER TABLE delivery ADD COLUMN voucher BLOB; nonsense'])
        .ok,
    ).toBe(false);
    outbox.close();
    const again = temporaryOutbox(paths);
    expect(await delivered(again)).toMatchObject({ told: [], offered: [{}, {}] });
  });
});

/** A queue with two receptions that wait. */
function twoWaiting(paths = temporaryPaths()) {
  const outbox = unwrap(openOutbox({ ...paths, sinks: ['webhook'] }));
  onTestFinished(() => outbox.close());
  const [attacked, other] = [sampleReception(), sampleReception()];
  for (const reception of [attacked, other]) unwrap(outbox.record(reception));
  unwrap(postAll(outbox.store));
  return { outbox, id: attacked.id };
}

/** Runs the loop until nothing is due: what was offered, and the numbers that were told. */
async function delivered(outbox: Outbox, name: SinkName = 'webhook', changes: Partial<Sink> = {}) {
  const sink = { ...scriptedSink(() => ({ kind: 'taken' })), name, ...changes };
  const told: string[] = [];
  const delivery = startDelivery({
    outbox,
    sinks: [sink],
    onEvent: (event) => 'problem' in event && event.problem && told.push(event.problem.code),
  });
  const open = outbox.store.database
    .prepare<[string], number>("SELECT count(*) FROM delivery WHERE sink = ? AND state IN ('waiting', 'claimed')")
    .pluck();
  await vi.waitFor(() => {
    unwrap(postAll(outbox.store));
    expect(open.get(name)).toBe(0);
  });
  await delivery.stop();
  return { offered: sink.offered, told };
}
