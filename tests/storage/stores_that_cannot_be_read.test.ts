import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { catalogue } from '../../src/problem/catalogue.ts';
import type { Problem } from '../../src/problem/result.ts';
import { projectRoot } from '../../src/system/paths.ts';
import { temporaryFolder } from '../support/outbox/queue.ts';

/** Each store, its file in the data folder, and the number under which it is said that it cannot be opened. */
const stores = {
  queue: ['outbox/outbox.sqlite', 'U-501'],
  trail: ['audit/audit.sqlite', 'U-507'],
  statistics: ['numbers/numbers.sqlite', 'U-509'],
  accounts: ['desk/desk.sqlite', 'U-801'],
} as const;
type Store = keyof typeof stores;
const names = Object.keys(stores) as readonly Store[];

/** The product, as far as it opens its stores: in the order of a start, each by itself. */
const opener = `
  const [root, data] = process.argv.slice(1);
  const of = (room) => import(root + '/dist/src/' + room + '.js');
  const { openOutbox } = await of('outbox/outbox');
  const { outboxPaths } = await of('outbox/store');
  const { openAuditTrail } = await of('audit/trail');
  const { auditPaths } = await of('audit/trailStore');
  const { openStatistics } = await of('statistics/statistics');
  const { deskFolder, openDeskStore } = await of('desk/store');
  const opened = {
    queue: openOutbox({ ...outboxPaths(data), sinks: ['webhook'], now: Date.now, minFreeBytes: 0 }),
    trail: openAuditTrail({ ...auditPaths(data) }),
    statistics: openStatistics({ folder: data + '/numbers' }),
    accounts: openDeskStore(deskFolder(data)),
  };
  const told = Object.entries(opened).map(([name, each]) => [name, each.ok ? null : each.problem]);
  process.stdout.write(JSON.stringify(Object.fromEntries(told)));
  process.exit(0);
`;

/** What each store says, opened by a program that is started under `before`; null where it opens. */
function openedUnder(before: readonly string[], data: string): Readonly<Record<Store, Problem | null>> {
  const [program = process.execPath, ...args] = [...before, process.execPath];
  const ran: SpawnSyncReturns<string> = spawnSync(
    program,
    [...args, '--input-type=module', '-e', opener, projectRoot(), data],
    { encoding: 'utf8' },
  );
  if (ran.status !== 0) throw new Error(`it ended with ${ran.status}: ${ran.stderr}`);
  return JSON.parse(ran.stdout);
}

const whole: Readonly<Record<Store, null>> = { queue: null, trail: null, statistics: null, accounts: null };

/** Its number, its file, and words for whoever has to do something about it. */
function expectSaid(told: Problem | null, store: Store, data: string): void {
  const [file, code] = stores[store];
  expect(told).toMatchObject({ code, detail: expect.stringContaining(join(data, file)) });
  expect(catalogue[code].staff).not.toBe('');
}

const mayBeAnother = process.getuid?.() === 0 && spawnSync('setpriv', ['--version']).status === 0;
describe.runIf(mayBeAnother)('for an ordinary user, with a file of somebody else’s', () => {
  const nobody = 65_534;
  const ordinary = ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups'];
  const theirData = (): string => {
    const data = temporaryFolder();
    chownSync(data, nobody, nobody);
    expect(openedUnder(ordinary, data)).toEqual(whole);
    return data;
  };

  test('each store says its number, the file, and what to do, and none is set aside or made anew', () => {
    const data = theirData();
    for (const store of names) {
      const file = join(data, stores[store][0]);
      chownSync(file, 0, 0);
      chmodSync(file, 0o600);
    }
    const told = openedUnder(ordinary, data);
    for (const store of names) expectSaid(told[store], store, data);
    expect(readdirSync(data, { recursive: true, encoding: 'utf8' }).filter((name) => name.includes('damaged'))).toEqual(
      [],
    );
    for (const store of names) chownSync(join(data, stores[store][0]), nobody, nobody);
    expect(openedUnder(ordinary, data)).toEqual(whole);
  });

  test('a key of somebody else’s is no key', () => {
    const data = theirData();
    chownSync(join(data, 'keys', 'outbox.key'), 0, 0);
    chownSync(join(data, 'keys', 'audit.key'), 0, 0);
    const told = openedUnder(ordinary, data);
    for (const [store, key] of [
      ['queue', 'outbox.key'],
      ['trail', 'audit.key'],
    ] as const) {
      expect(told[store]).toMatchObject({ code: 'U-504', detail: expect.stringContaining(join(data, 'keys', key)) });
    }
    expect(told).toMatchObject({ statistics: null, accounts: null });
  });
});

const mayInject = spawnSync('strace', ['-o', '/dev/null', '-e', 'inject=fsync:error=EIO', 'true']).status === 0;
describe.runIf(mayInject)('on a disk that fails to read (EIO)', () => {
  test('each store says its number, the file, and what to do; a failing disk is no damage, and nothing is set aside', () => {
    const data = temporaryFolder();
    expect(openedUnder([], data)).toEqual(whole);
    const paths = names.flatMap((store) => ['-P', join(data, stores[store][0])]);
    const failing = ['strace', '-f', '-qqq', '-o', '/dev/null', ...paths, '-e', 'inject=pread64,read:error=EIO'];
    const told = openedUnder(failing, data);
    for (const store of names) expectSaid(told[store], store, data);
    expect(readdirSync(data, { recursive: true, encoding: 'utf8' }).filter((name) => name.includes('damaged'))).toEqual(
      [],
    );
    expect(openedUnder([], data)).toEqual(whole);
  });
});
