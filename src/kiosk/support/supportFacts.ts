import { readFile } from 'node:fs/promises';
import { release } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { recordCounts } from '../../audit/recordCounts.ts';
import { auditPaths } from '../../audit/trailStore.ts';
import { historyFolder } from '../../diagnostics/history/database.ts';
import { readHistory } from '../../diagnostics/history/history.ts';
import { day } from '../../kernel/durations.ts';
import { tokyoDate } from '../../kernel/tokyoTime.ts';
import { failed, mapOk, type Result } from '../../problem/result.ts';
import { statisticsReportSchema } from '../../statistics/report.ts';
import type { Reports } from '../../statistics/reports.ts';
import type { SupportFacts, Versions } from '../../support/facts.ts';
import { bundleDays, type MeasuredDay, measuredDays } from '../../support/measuredDays.ts';
import { lastLogLines } from '../../system/logTail.ts';
import { programPort } from '../diagnosis/programPort.ts';

/** Where the facts of a bundle are found. */
export interface FactsPlace extends Pick<SupportFacts, 'configuration' | 'checks'> {
  readonly root: string;
  readonly dataFolder: string;
  readonly credentialsFolder: string | undefined;
  readonly queue: () => SupportFacts['counts']['queue'];
  readonly statistics: Pick<Reports, 'write'>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Some hours of a busy kiosk. */
const logLines = 1_000;

/** Reads everything that a bundle tells, beside a kiosk that may be running. What cannot be read comes as its problem. */
export async function supportFacts(place: FactsPlace): Promise<SupportFacts> {
  const { configuration, checks, root, dataFolder, credentialsFolder, now } = place;
  const at = now();
  const from = new Date(at - bundleDays * day).toISOString();
  return {
    at,
    configuration,
    checks,
    versions: await versionsIn(root),
    log: await lastLogLines(dataFolder, logLines),
    history: historyIn(dataFolder, now),
    counts: {
      queue: mapOk(place.queue(), ({ waiting, parked, unreconciled, oldestAt }) => ({
        waiting,
        parked,
        unreconciled,
        oldestAt,
      })),
      audit: recordCounts(auditPaths(dataFolder, credentialsFolder), from),
      statistics: await statisticsOf(place.statistics, at),
    },
  };
}

function historyIn(dataFolder: string, now: () => number): Result<readonly MeasuredDay[]> {
  const history = readHistory({ folder: historyFolder(dataFolder), now });
  if (!history.ok) return history;
  try {
    return measuredDays(history.value, now());
  } finally {
    history.value.close();
  }
}

/** The sum of the days: on one day there may have been one patient. */
async function statisticsOf(
  reports: Pick<Reports, 'write'>,
  at: number,
): Promise<SupportFacts['counts']['statistics']> {
  const query = { from: tokyoDate(at - (bundleDays - 1) * day), to: tokyoDate(at), by: 'day' } as const;
  const written = await reports.write(query, 'json');
  if (written === 'busy') return failed('U-509', 'busy');
  return mapOk(written, ({ bytes }) => writtenSchema.parse(JSON.parse(Buffer.from(bytes).toString())).report.total);
}

const writtenSchema = z.object({ report: statisticsReportSchema });

const packageSchema = z.object({ dependencies: z.record(z.string(), z.string()) });

async function versionsIn(root: string): Promise<Versions> {
  const { version, node, digest } = programPort(root);
  const { dependencies } = packageSchema.parse(JSON.parse(await readFile(join(root, 'package.json'), 'utf8')));
  const system = await readFile('/etc/os-release', 'utf8').catch(() => '');
  return {
    program: version,
    digest: (await digest()) ?? null,
    node,
    system: /^PRETTY_NAME="?([^"\n]{1,80})"?$/m.exec(system)?.[1] ?? process.platform,
    kernel: release(),
    machine: process.arch,
    packages: dependencies,
  };
}
