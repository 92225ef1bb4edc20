import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { unwrap } from '../../src/problem/result.ts';
import { statisticsFolder } from '../../src/statistics/database.ts';
import { readStatistics } from '../../src/statistics/statistics.ts';
import { temporaryFolder } from '../support/outbox/queue.ts';
import { april, aVisit, openedStatistics } from '../support/statistics/statistics.ts';

describe('what a month adds up to', () => {
  test('counts visits, methods, failures and PMH under the day they ended in Japan', () => {
    const { statistics } = openedStatistics();
    // 23:59 and 00:01 in Tokyo.
    unwrap(statistics.add(aVisit({ endedAt: Date.parse('2026-04-01T14:59:00Z') })));
    unwrap(statistics.add(aVisit({ endedAt: Date.parse('2026-04-01T15:01:00Z'), method: 'pin', faceAttempts: 2 })));
    unwrap(
      statistics.add(aVisit({ endedAt: Date.parse('2026-04-02T03:00:00Z'), outcome: 'problem', problem: 'U-401' })),
    );
    const report = unwrap(statistics.report({ from: '2026-04-01', to: '2026-04-03', by: 'day' }));
    expect(report.periods.map(({ period, visits }) => [period, visits])).toEqual([
      ['2026-04-01', 1],
      ['2026-04-02', 2],
      ['2026-04-03', 0],
    ]);
    expect(report.total).toMatchObject({
      period: '2026-04-01/2026-04-03',
      visits: 3,
      outcomes: { done: 2, provisional: 0, cancelled: 0, 'timed-out': 0, problem: 1 },
      methods: { face: 2, pin: 1, visual: 0, smartphone: 0 },
      faceAttempts: { '1': 2, '2': 1, '3': 0, '4': 0 },
      subsidies: { used: 0, declined: 0, 'no-data': 3, 'could-not-ask': 0, 'not-asked': 0 },
      failures: [{ problem: 'U-401', failed: 1, overcome: 0 }],
    });
  });

  test('divides confirmations by card by all of them, those by numbers at the desk too', () => {
    const { statistics } = openedStatistics({ now: () => april(10) });
    for (const confirmation of ['card', 'card', 'card', 'none'] as const) {
      unwrap(statistics.add(aVisit({ endedAt: april(10), confirmation })));
    }
    unwrap(statistics.addDeskConfirmation());
    const { total, periods } = unwrap(statistics.report({ from: '2026-04-01', to: '2026-04-30', by: 'month' }));
    expect(total.cardUse).toEqual({ card: 3, numbers: 1, rate: 0.75 });
    expect(total.visits).toBe(4);
    expect(periods).toMatchObject([{ period: '2026-04', cardUse: { rate: 0.75 } }]);
    const none = unwrap(statistics.report({ from: '2026-05-01', to: '2026-05-01', by: 'day' }));
    expect(none.total.cardUse.rate).toBeNull();
  });

  test('tells a problem that was overcome from one that ended the visit, the most frequent first', () => {
    const { statistics } = openedStatistics();
    unwrap(statistics.add(aVisit({ problem: 'U-201' })));
    for (const _each of [1, 2]) unwrap(statistics.add(aVisit({ outcome: 'cancelled', problem: 'U-301' })));
    const { total } = unwrap(statistics.report({ from: '2026-04-01', to: '2026-04-30', by: 'day' }));
    expect(total.failures).toEqual([
      { problem: 'U-301', failed: 2, overcome: 0 },
      { problem: 'U-201', failed: 0, overcome: 1 },
    ]);
  });

  test('goes on after a restart, and can be read beside the running kiosk', () => {
    const folder = temporaryFolder();
    for (const _start of [1, 2]) {
      const { statistics } = openedStatistics({ folder });
      unwrap(statistics.add(aVisit()));
    }
    const query = { from: '2026-04-01', to: '2026-04-30', by: 'month' } as const;
    expect(unwrap(readStatistics(folder, query)).total.visits).toBe(2);
  });

  test('lies where the first version put it, so that an installation of then keeps its past', () => {
    const dataFolder = temporaryFolder();
    const { statistics } = openedStatistics({ folder: statisticsFolder(dataFolder) });
    unwrap(statistics.add(aVisit()));
    expect(readdirSync(join(dataFolder, 'numbers'))).toContain('numbers.sqlite');
  });

  test('two who write at a time lose nothing', () => {
    const folder = temporaryFolder();
    const [one, other] = [openedStatistics({ folder }).statistics, openedStatistics({ folder }).statistics];
    for (let each = 0; each < 20; each += 1) unwrap((each % 2 === 0 ? one : other).add(aVisit()));
    const { total } = unwrap(one.report({ from: '2026-04-01', to: '2026-04-30', by: 'day' }));
    expect(total.visits).toBe(20);
  });
});

describe('seconds', () => {
  test('by step: median and nine in ten are within a fifth of the exact figures', () => {
    const { statistics } = openedStatistics();
    const times = Array.from({ length: 200 }, (_, at) => 1 + ((at * 37) % 200) / 4);
    for (const seconds of times) unwrap(statistics.add(aVisit({ secondsByStep: { card: seconds, consent: 10 } })));
    const { seconds } = unwrap(statistics.report({ from: '2026-04-01', to: '2026-04-30', by: 'day' })).total;
    const exact = times.toSorted((a, b) => a - b);
    for (const [found, wanted] of [
      [seconds.card?.median, exact[99]],
      [seconds.card?.p90, exact[179]],
      [seconds.consent?.median, 10],
      [seconds.whole?.median, (exact[99] ?? 0) + 10],
    ]) {
      expect(Math.abs((found ?? Number.NaN) / (wanted ?? Number.NaN) - 1)).toBeLessThan(0.19);
    }
    expect(seconds.card?.visits).toBe(200);
    expect(seconds.identity).toBeNull();
  });

  test('of a visit that was given up do not count', () => {
    const { statistics } = openedStatistics();
    unwrap(statistics.add(aVisit({ outcome: 'timed-out', secondsByStep: { card: 60 } })));
    const { total } = unwrap(statistics.report({ from: '2026-04-01', to: '2026-04-30', by: 'day' }));
    expect(total.seconds.card).toBeNull();
  });
});

describe('the queue', () => {
  test('has the age of its oldest: nothing, minutes, days', () => {
    const { statistics } = openedStatistics({ now: () => april(5) });
    for (const ageSeconds of [undefined, undefined, 60, 3 * 86_400]) {
      unwrap(statistics.queueAge({ oldestAt: ageSeconds === undefined ? undefined : april(5) - ageSeconds * 1_000 }));
    }
    const { queueAge } = unwrap(statistics.report({ from: '2026-04-05', to: '2026-04-05', by: 'day' })).total;
    expect(queueAge).toMatchObject({ samples: 4, emptyShare: 0.5, median: 0 });
    expect(queueAge?.longest).toBeGreaterThanOrEqual(3 * 86_400);
    expect(queueAge?.longest).toBeLessThan(3.6 * 86_400);
  });

  test('an oldest from the future, after the clock was set back, counts as new', () => {
    const { statistics } = openedStatistics({ now: () => april(5) });
    unwrap(statistics.queueAge({ oldestAt: april(6) }));
    const { queueAge } = unwrap(statistics.report({ from: '2026-04-05', to: '2026-04-05', by: 'day' })).total;
    expect(queueAge).toMatchObject({ samples: 1, longest: 0 });
  });
});

test('a wrong range is refused before anything is read', () => {
  const { statistics } = openedStatistics();
  for (const [from, to] of [
    ['2026-04-02', '2026-04-01'],
    ['2026-02-30', '2026-04-01'],
    ['2000-01-01', '2026-04-01'],
  ] as const) {
    expect(() => statistics.report({ from, to, by: 'day' })).toThrow();
  }
});
