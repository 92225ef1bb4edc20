import { cpSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openAuditTrail } from '../../src/audit/trail.ts';
import { auditPaths } from '../../src/audit/trailStore.ts';
import { witnessIn } from '../../src/audit/witness.ts';
import { auditCommand } from '../../src/cli/audit/command.ts';
import { openOutbox } from '../../src/outbox/outbox.ts';
import { outboxPaths } from '../../src/outbox/store.ts';
import { type Problem, unwrap } from '../../src/problem/result.ts';
import { statisticsFolder } from '../../src/statistics/database.ts';
import { openStatistics } from '../../src/statistics/statistics.ts';
import { visitEvents } from '../support/audit/auditTrails.ts';
import { ranCommand } from '../support/cli/commandLine.ts';
import { temporaryFolder } from '../support/outbox/queue.ts';

/** Whoever can write the disk, but not everywhere at once: the trail is made to look whole, only older or another's. */
describe('a trail that verifies in itself', () => {
  it('is found where the folder was taken away and the kiosk began another', async () => {
    const data = temporaryFolder();
    await day(data);
    rmSync(join(data, 'audit'), { recursive: true });
    const alerts = await day(data);
    expect(alerts).toMatchObject([{ code: 'U-508', detail: expect.stringContaining('is gone') }]);
    const { exitCode, out, complaints } = await verify(data);
    expect(exitCode).toBe(1);
    expect(complaints).toContain('U-508');
    expect(out).toMatch(/the trail \S+ with at least \d+ records is gone/);
    // And still on the day after: the new trail's anchors did not push the old one's out.
    expect(await day(data)).toHaveLength(1);
    expect((await verify(data)).exitCode).toBe(1);
  });

  it('is found where an older copy was put back, before and after the next start', async () => {
    const data = temporaryFolder();
    await day(data);
    keepCopy(data);
    await day(data);
    putBack(data);
    const before = await verify(data);
    expect(before.exitCode).toBe(1);
    expect(before.out).toContain('the end was cut off');
    expect(await day(data)).toMatchObject([
      { code: 'U-508', detail: expect.stringMatching(/records \d+ to \d+ are missing/) },
    ]);
    const after = await verify(data);
    expect(after.exitCode).toBe(1);
    expect(after.out).toContain('removed');
  });

  it('is found where folder and key were swapped for those of another kiosk', async () => {
    const [data, other] = [temporaryFolder(), temporaryFolder()];
    await day(data);
    await day(other);
    for (const each of ['audit', 'keys/audit.key']) {
      rmSync(join(data, each), { recursive: true });
      cpSync(join(other, each), join(data, each), { recursive: true });
    }
    const { exitCode, out } = await verify(data);
    expect(exitCode).toBe(1);
    expect(out).toContain('the anchor kept in the queue is not signed with a key of this trail');
    expect(out).toContain('the anchor kept in the statistics');
    expect(await day(data)).toHaveLength(1);
  });

  it.each(['outbox', basename(statisticsFolder(''))])(
    'is found by what is left where %s was taken away as well',
    async (folder) => {
      const data = temporaryFolder();
      await day(data);
      keepCopy(data);
      await day(data);
      putBack(data);
      rmSync(join(data, folder), { recursive: true });
      expect((await verify(data)).exitCode).toBe(1);
    },
  );

  it('is found by the number staff wrote down where the whole data folder was put back', async () => {
    const data = temporaryFolder();
    await day(data);
    const older = temporaryFolder();
    cpSync(data, older, { recursive: true });
    await day(data);
    const number = numberIn((await verify(data)).out);
    expect(await verify(data, '--number', number)).toMatchObject({ exitCode: 0 });
    expect((await verify(older)).exitCode).toBe(0);
    const found = await verify(older, '--number', number);
    expect(found.exitCode).toBe(1);
    expect(found.out).toContain('the number that was written down is not that of this trail');
    const wrong = number.replace(/\d$/, (digit) => `${(Number(digit) + 1) % 10}`);
    expect((await verify(data, '--number', wrong)).exitCode).toBe(1);
  });
});

describe('no false alarm', () => {
  it('at the first start, and day after day', async () => {
    const data = temporaryFolder();
    for (const _day of [1, 2, 3]) expect(await day(data)).toEqual([]);
    expect(await verify(data)).toMatchObject({ exitCode: 0 });
  });

  it('for a kiosk whose queue and figures are new, or of before there were witnesses', async () => {
    const data = temporaryFolder();
    await day(data, { witnesses: false });
    expect(await day(data)).toEqual([]);
    for (const each of ['outbox', basename(statisticsFolder('')), 'keys/outbox.key'])
      rmSync(join(data, each), { recursive: true });
    expect(await day(data)).toEqual([]);
    expect(await verify(data)).toMatchObject({ exitCode: 0 });
  });

  it('for a backup of the whole data folder', async () => {
    const data = temporaryFolder();
    await day(data);
    const backup = temporaryFolder();
    cpSync(data, backup, { recursive: true });
    await day(data);
    rmSync(data, { recursive: true });
    mkdirSync(data);
    cpSync(backup, data, { recursive: true });
    expect(await verify(data)).toMatchObject({ exitCode: 0 });
    expect(await day(data)).toEqual([]);
    expect(await verify(data)).toMatchObject({ exitCode: 0 });
  });

  it('where fields were wiped in their time', async () => {
    const data = temporaryFolder();
    // Every 50 days: a longer silence is taken for a leap of the clock, and nothing is wiped.
    const every50Days = Array.from({ length: 45 }, (_, at) => Date.now() - (44 - at) * 50 * 24 * 60 * 60_000);
    expect(await day(data, { times: every50Days, expire: true })).toEqual([]);
    expect(await day(data)).toEqual([]);
    expect(await verify(data)).toMatchObject({ exitCode: 0 });
  });

  it('beyond that of the folder itself where a trail was set aside', async () => {
    const data = temporaryFolder();
    await day(data);
    renameSync(join(data, 'audit'), join(data, 'audit-damaged-20261125'));
    expect(await day(data)).toEqual([{ code: 'U-508', detail: 'damaged, set aside in audit-damaged-20261125' }]);
    expect(await verify(data)).toMatchObject({ exitCode: 0 });
    rmSync(join(data, 'audit-damaged-20261125'), { recursive: true });
    expect(await day(data)).toEqual([]);
    expect(await verify(data)).toMatchObject({ exitCode: 0 });
  });
});

interface DayOptions {
  readonly witnesses?: boolean;
  readonly expire?: boolean;
  /** When something is recorded, milliseconds since the epoch. */
  readonly times?: readonly number[];
}

/** A kiosk's day: it starts, visits are recorded, it stops. Returns what it alerted staff to. */
async function day(data: string, options: DayOptions = {}): Promise<readonly Problem[]> {
  const { witnesses = true, expire = false, times = [Date.now()] } = options;
  let clock = times[0] ?? 0;
  const outbox = unwrap(openOutbox({ ...outboxPaths(data), sinks: ['webhook'] }));
  const statistics = unwrap(openStatistics({ folder: statisticsFolder(data) }));
  const trail = unwrap(
    openAuditTrail({
      ...auditPaths(data),
      now: () => clock,
      witnesses: witnesses ? [witnessIn('queue', outbox.notes), witnessIn('statistics', statistics.notes)] : [],
    }),
  );
  for (clock of times) unwrap(trail.appendAll(visitEvents(trail)));
  if (expire) expect(unwrap(await trail.expire()).wiped).toBeGreaterThan(0);
  const { alerts } = trail;
  trail.close();
  await statistics.close();
  outbox.close();
  return alerts;
}

function verify(data: string, ...args: readonly string[]) {
  return ranCommand(auditCommand, ['audit', 'verify', ...args], { dataFolder: () => data });
}

function keepCopy(data: string): void {
  cpSync(join(data, 'audit'), join(data, 'copy'), { recursive: true });
}

function putBack(data: string): void {
  rmSync(join(data, 'audit'), { recursive: true });
  renameSync(join(data, 'copy'), join(data, 'audit'));
}

function numberIn(out: string): string {
  return /^number {4}(\S+)/m.exec(out)?.[1] ?? '';
}
