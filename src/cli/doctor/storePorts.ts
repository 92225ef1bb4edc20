import { existsSync } from 'node:fs';
import { describeFinding } from '../../audit/findings.ts';
import { auditPaths, databaseFile } from '../../audit/trailStore.ts';
import { verifyTrail } from '../../audit/verify.ts';
import type { KioskConfig } from '../../config/schema.ts';
import { allChecks } from '../../diagnostics/catalogue.ts';
import { historyFolder } from '../../diagnostics/history/database.ts';
import { readHistory } from '../../diagnostics/history/history.ts';
import { trendsIn } from '../../diagnostics/history/trend.ts';
import type { AuditPort, Ports, QueueSight, Trend } from '../../diagnostics/ports.ts';
import { backupsKnownIn } from '../../kiosk/backup/knownBackups.ts';
import { openExistingStore } from '../../outbox/openStore.ts';
import { backlogOf } from '../../outbox/outbox.ts';
import { outboxPaths } from '../../outbox/store.ts';
import { failed, mapOk, ok, type Result } from '../../problem/result.ts';
import { openStatisticsForReading, statisticsFolder } from '../../statistics/database.ts';
import { guarded } from '../../storage/guarded.ts';
import { witnessedBy } from '../audit/witnesses.ts';
import type { CommandContext } from '../context.ts';

/** The stores of a data folder, as far as there are any: before the first start there are none. */
export function storePorts(
  context: CommandContext,
  dataFolder: string,
  { backup }: Pick<KioskConfig, 'backup'>,
): Partial<Pick<Ports, 'queue' | 'audit' | 'statistics' | 'trends' | 'backups'>> {
  const outbox = outboxPaths(dataFolder, context.credentialsFolder);
  const statistics = statisticsFolder(dataFolder);
  const known = backupsKnownIn(dataFolder);
  const audit = auditPort(context, dataFolder);
  return {
    ...(existsSync(outbox.folder) ? { queue: { look: () => lookAtQueue(context, dataFolder), now: context.now } } : {}),
    ...(known ? { backups: { look: known, now: context.now, remindDays: backup.remindDays } } : {}),
    ...(existsSync(statistics) ? { statistics: () => lookAtStatistics(statistics) } : {}),
    ...(audit ? { audit } : {}),
    ...(existsSync(historyFolder(dataFolder)) ? { trends: () => trendsOf(dataFolder, context.now) } : {}),
  };
}

/** A history that cannot be read has none: a start of the kiosk says so. */
function trendsOf(dataFolder: string, now: () => number): readonly Trend[] {
  const history = readHistory({ folder: historyFolder(dataFolder), now });
  if (!history.ok) return [];
  const trends = trendsIn(history.value, allChecks, now());
  history.value.close();
  return trends;
}

/** Beside a running kiosk too: verifying only reads. */
export function auditPort(context: CommandContext, dataFolder: string): AuditPort | undefined {
  const paths = auditPaths(dataFolder, context.credentialsFolder);
  if (!existsSync(databaseFile(paths))) return undefined;
  return {
    verify: () =>
      mapOk(
        verifyTrail(paths, { now: context.now(), witnesses: witnessedBy(dataFolder) }),
        ({ records, findings }) => ({ records, findings: findings.map(describeFinding) }),
      ),
  };
}

function lookAtQueue({ credentialsFolder, now }: CommandContext, dataFolder: string): Result<QueueSight> {
  const opened = openExistingStore(outboxPaths(dataFolder, credentialsFolder), now);
  if (!opened.ok) return opened;
  const { database } = opened.value;
  try {
    const sound = guarded(() => {
      const verdict = database.pragma('quick_check(1)', { simple: true });
      return verdict === 'ok' ? ok(undefined) : failed('U-506', String(verdict));
    });
    return sound.ok ? guarded(() => backlogOf(opened.value)) : sound;
  } finally {
    database.close();
  }
}

function lookAtStatistics(folder: string): Result<void> {
  const opened = openStatisticsForReading(folder);
  if (!opened.ok) return opened;
  opened.value.close();
  return ok(undefined);
}
