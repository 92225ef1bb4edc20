import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { v7 as uuidv7 } from 'uuid';
import { describe, expect, test, vi } from 'vitest';
import { retentionDays } from '../../src/audit/event.ts';
import { anchorsFile } from '../../src/audit/trailStore.ts';
import { unwrap } from '../../src/problem/result.ts';
import {
  findingsIn,
  tampering,
  temporaryAuditPaths,
  temporaryTrail,
  verified,
  visitEvents,
} from '../support/audit/auditTrails.ts';

const day = 24 * 60 * 60_000;
const start = Date.parse('2026-04-01T00:00:00Z');

describe('a trail', () => {
  test('begins with its id and its key, and goes on after a restart', () => {
    const paths = temporaryAuditPaths();
    for (const _start of [1, 2]) {
      const trail = temporaryTrail(paths);
      unwrap(trail.append({ type: 'service.in' }));
      trail.close();
    }
    const trail = temporaryTrail(paths);
    const events = unwrap(trail.newest({}, 100)).map(({ event }) => event);
    expect(events.toReversed().filter((event) => event !== 'audit.anchored')).toEqual([
      'audit.begun',
      'service.in',
      'service.in',
    ]);
    expect(trail.alerts).toEqual([]);
    expect(findingsIn(paths)).toEqual([]);
  });

  test('takes several in one commit: all or none', () => {
    const trail = temporaryTrail();
    const before = unwrap(trail.newest({}, 100)).length;
    const visit = uuidv7();
    expect(() =>
      trail.appendAll([
        { type: 'visit.begun', visit, token: 'card' },
        { type: 'visit.ended', visit: 'not a uuid', outcome: 'done' },
      ]),
    ).toThrow(/visit.ended/);
    expect(unwrap(trail.newest({}, 100))).toHaveLength(before);
    unwrap(trail.appendAll([]));
    unwrap(trail.appendAll(visitEvents(trail)));
    expect(unwrap(trail.newest({}, 100))).toHaveLength(before + 6);
  });

  test('says who looked at what: by reception, by staff, by card', () => {
    const trail = temporaryTrail();
    const reception = uuidv7();
    unwrap(trail.append({ type: 'desk.looked-at', staff: 's-7', what: 'eligibility', reception }));
    unwrap(trail.append({ type: 'desk.looked-at', staff: 's-8', what: 'arrival', reception: uuidv7() }));
    unwrap(trail.appendAll(visitEvents(trail)));
    expect(unwrap(trail.newest({ reception }, 10))).toMatchObject([
      { event: 'desk.looked-at', fields: { staff: 's-7' } },
    ]);
    expect(unwrap(trail.newest({ staff: 's-8' }, 10))).toMatchObject([{ fields: { what: 'arrival' } }]);
    const subject = trail.subjectOf('4f0c1b2a3d4e5f60');
    expect(unwrap(trail.newest({ subject }, 10))).toMatchObject([{ event: 'identity.proven' }]);
    expect(unwrap(trail.newest({ subject: trail.subjectOf('other') }, 10))).toEqual([]);
  });

  test('is signed after so many records, and after so long', async () => {
    vi.useFakeTimers({ now: start });
    try {
      const paths = temporaryAuditPaths();
      const trail = temporaryTrail({ ...paths, anchorEveryRecords: 5, anchorEveryMs: 60_000 });
      const anchors = () => readFileSync(anchorsFile(paths), 'utf8').trimEnd().split('\n').length;
      expect(anchors()).toBe(1);
      for (let each = 0; each < 5; each += 1) unwrap(trail.append({ type: 'service.in' }));
      expect(anchors()).toBe(2);
      unwrap(trail.append({ type: 'service.in' }));
      await vi.advanceTimersByTimeAsync(59_000);
      expect(anchors()).toBe(2);
      await vi.advanceTimersByTimeAsync(2_000);
      // Another thread flushes, and time there is real.
      await vi.waitFor(() => expect(anchors()).toBe(3));
      await vi.advanceTimersByTimeAsync(10 * 60_000);
      expect(anchors()).toBe(3);
      expect(verified(paths)).toMatchObject({ findings: [], unanchored: 1 });
    } finally {
      vi.useRealTimers();
    }
  });

  test('goes on in its order when the clock is set back, and says so', () => {
    const clock = { at: start };
    const paths = temporaryAuditPaths();
    const trail = temporaryTrail({ ...paths, now: () => clock.at });
    unwrap(trail.append({ type: 'service.in' }));
    clock.at -= 3_600_000;
    unwrap(trail.append({ type: 'service.in' }));
    clock.at -= 500;
    unwrap(trail.append({ type: 'service.in' }));
    const events = unwrap(trail.newest({}, 4)).map(({ event, fields }) => [event, fields?.seconds]);
    expect(events).toEqual([
      ['service.in', undefined],
      ['service.in', undefined],
      ['clock.stepped-back', 3_600],
      ['service.in', undefined],
    ]);
    expect(findingsIn(paths, { now: start })).toEqual([]);
  });

  test('is for this user alone', () => {
    const paths = temporaryAuditPaths();
    const trail = temporaryTrail(paths);
    unwrap(trail.append({ type: 'service.in' }));
    for (const name of readdirSync(paths.folder)) expect(statSync(join(paths.folder, name)).mode & 0o077).toBe(0);
    expect(statSync(paths.keyFile).mode & 0o077).toBe(0);
  });
});

describe('what is past its time', () => {
  const hidden = 's-424242';

  test('is wiped, bytes and all, while the chain still holds and says that it was wiped', async () => {
    const clock = { at: start };
    const paths = temporaryAuditPaths();
    const trail = temporaryTrail({ ...paths, now: () => clock.at });
    unwrap(trail.append({ type: 'mode.disaster.begun', staff: hidden }));
    for (let days = 0; days <= retentionDays.patients + 2; days += 50) {
      unwrap(trail.append({ type: 'service.in' }));
      clock.at += 50 * day;
    }
    expect(bytesIn(paths.folder, hidden)).toBe(true);
    // Of the kiosk's own doings what is older than three years goes, of what concerns patients what is older than five.
    expect(unwrap(await trail.expire()).wiped).toBeGreaterThan(1);
    expect(bytesIn(paths.folder, hidden)).toBe(false);
    expect(unwrap(trail.newest({ event: 'mode.disaster.begun' }, 1))).toMatchObject([{ fields: null }]);
    expect(unwrap(trail.newest({ event: 'audit.expired' }, 1))).toHaveLength(1);
    expect(unwrap(await trail.expire())).toEqual({ wiped: 0 });
    expect(findingsIn(paths, { now: clock.at })).toEqual([]);
    // The trail's own first record, its keys and signatures stay for ever.
    expect(unwrap(trail.newest({ event: 'audit.begun' }, 1))[0]?.fields).not.toBeNull();
  });

  test('is wiped a batch at a time, so that others have their turn, and each batch is on record', async () => {
    const clock = { at: start };
    const paths = temporaryAuditPaths();
    const trail = temporaryTrail({ ...paths, now: () => clock.at });
    for (let each = 0; each < 5; each += 1) {
      unwrap(
        trail.appendAll(Array.from({ length: 1_000 }, () => ({ type: 'mode.disaster.begun', staff: hidden }) as const)),
      );
    }
    while (clock.at < start + (retentionDays.patients + 2) * day) {
      clock.at += 50 * day;
      unwrap(trail.append({ type: 'service.in' }));
    }
    let [expired, turns] = [false, 0];
    const expiring = trail.expire().finally(() => {
      expired = true;
    });
    for (; !expired; turns += 1) await setImmediate();
    expect(unwrap(await expiring).wiped).toBeGreaterThanOrEqual(5_000);
    expect(turns).toBeGreaterThanOrEqual(3);
    expect(unwrap(trail.newest({ event: 'audit.expired' }, 9))).toHaveLength(3);
    expect(bytesIn(paths.folder, hidden)).toBe(false);
    expect(findingsIn(paths, { now: clock.at })).toEqual([]);
  });

  test('is not wiped by a clock that leapt ahead', async () => {
    const clock = { at: start };
    const paths = temporaryAuditPaths();
    const trail = temporaryTrail({ ...paths, now: () => clock.at });
    unwrap(trail.append({ type: 'mode.disaster.begun', staff: hidden }));
    clock.at += 3_000 * day;
    expect(await trail.expire()).toMatchObject({ ok: false, problem: { code: 'U-507' } });
    unwrap(trail.append({ type: 'service.in' }));
    expect(await trail.expire()).toMatchObject({ ok: false, problem: { code: 'U-507' } });
    expect(bytesIn(paths.folder, hidden)).toBe(true);
  });
});

test('a slip of the hand does not change a record: the database refuses', () => {
  const paths = temporaryAuditPaths();
  const trail = temporaryTrail(paths);
  unwrap(trail.append({ type: 'service.in' }));
  trail.close();
  for (const statement of ["UPDATE record SET event = 'x'", 'DELETE FROM record']) {
    expect(() => tampering(paths, (database) => database.exec(statement), { keepTriggers: true })).toThrow(/only ever/);
  }
});

function bytesIn(folder: string, text: string): boolean {
  return readdirSync(folder).some((name) => readFileSync(join(folder, name)).includes(text));
}
