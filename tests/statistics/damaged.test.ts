import { execFileSync } from 'node:child_process';
import { closeSync, openSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { unwrap } from '../../src/problem/result.ts';
import { databaseName } from '../../src/statistics/database.ts';
import { openStatistics, readStatistics } from '../../src/statistics/statistics.ts';
import { Sqlite } from '../../src/storage/sqlite.ts';
import { temporaryFolder } from '../support/outbox/queue.ts';
import { aVisit, openedStatistics } from '../support/statistics/statistics.ts';

const query = { from: '2026-04-01', to: '2026-04-30', by: 'month' } as const;

describe('a damaged file of statistics', () => {
  test.each([
    ['its header', 0, 100],
    ['its schema', 100, 1_000],
    ['all of it', 0, 8_192],
  ])(
    '%s overwritten: set aside unchanged, counting goes on from nothing, and it is told',
    async (_what, from, length) => {
      const folder = temporaryFolder();
      await filled(folder);
      const file = join(folder, databaseName);
      const bytes = readFileSync(file);
      bytes.fill(0xa5, from, from + length);
      writeFileSync(file, bytes);

      const { statistics } = openedStatistics({ folder, now: () => Date.parse('2026-04-02T00:00:00Z') });
      expect(statistics.alerts).toMatchObject([
        { code: 'U-509', detail: expect.stringContaining('damaged-2026-04-02') },
      ]);
      unwrap(statistics.add(aVisit()));
      expect(unwrap(statistics.report(query)).total.visits).toBe(1);
      const [aside = ''] = readdirSync(folder).filter((name) => name.startsWith('damaged-'));
      expect(readFileSync(join(folder, aside, databaseName)).equals(bytes)).toBe(true);

      // The alert lasts until somebody has looked.
      expect(openedStatistics({ folder }).statistics.alerts).toHaveLength(1);
      rmSync(join(folder, aside), { recursive: true });
      expect(openedStatistics({ folder }).statistics.alerts).toEqual([]);
    },
  );

  test('is left alone by the command that only reads', async () => {
    const folder = temporaryFolder();
    await filled(folder);
    writeFileSync(join(folder, databaseName), 'no database at all '.repeat(300));
    expect(readStatistics(folder, query)).toMatchObject({ ok: false, problem: { code: 'U-509' } });
    expect(readdirSync(folder)).toEqual([databaseName]);
  });

  test('of a newer program is not touched: U-509', async () => {
    const folder = temporaryFolder();
    await filled(folder);
    const database = new Sqlite(join(folder, databaseName));
    database.pragma('user_version = 99');
    database.close();
    expect(openStatistics({ folder })).toMatchObject({ ok: false, problem: { code: 'U-509' } });
    expect(readStatistics(folder, query)).toMatchObject({ ok: false, problem: { code: 'U-509' } });
  });

  test('that is not there cannot be read: U-509, and none is made', async () => {
    const folder = temporaryFolder();
    expect(readStatistics(folder, query)).toMatchObject({ ok: false, problem: { code: 'U-509' } });
    expect(readdirSync(folder)).toEqual([]);
  });
});

test('only this user may read the file', async () => {
  const { folder } = openedStatistics();
  for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o077).toBe(0);
});

// A file system of a megabyte: mounting it takes root, which is what CI runs as.
test.runIf(process.getuid?.() === 0)(
  'a full disk: the count is refused with U-509, and counting goes on once there is room',
  () => {
    const folder = temporaryFolder();
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m,mode=700', 'tmpfs', folder]);
    onTestFinished(() => {
      execFileSync('umount', ['--lazy', folder]);
    });
    const { statistics } = openedStatistics({ folder });
    unwrap(statistics.add(aVisit()));
    const ballast = join(folder, 'ballast');
    fillUp(ballast);
    let counted = 1;
    let refused = 0;
    // The log may have room left from before.
    for (let each = 0; each < 5_000 && refused < 3; each += 1) {
      const added = statistics.add(aVisit());
      if (added.ok) counted += 1;
      else {
        refused += 1;
        expect(added.problem.code).toBe('U-509');
      }
    }
    expect(refused).toBe(3);
    expect(unwrap(statistics.report(query)).total.visits).toBe(counted);
    rmSync(ballast);
    unwrap(statistics.add(aVisit()));
    expect(unwrap(statistics.report(query)).total.visits).toBe(counted + 1);
  },
);

async function filled(folder: string): Promise<void> {
  const statistics = unwrap(openStatistics({ folder }));
  for (let each = 0; each < 10; each += 1) unwrap(statistics.add(aVisit()));
  await statistics.close();
}

function fillUp(file: string): void {
  const descriptor = openSync(file, 'w');
  try {
    for (;;) writeSync(descriptor, Buffer.alloc(1_024, 1));
  } catch (error) {
    expect(error).toMatchObject({ code: 'ENOSPC' });
  } finally {
    closeSync(descriptor);
  }
}
