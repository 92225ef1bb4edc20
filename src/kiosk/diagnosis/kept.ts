import type { MachineHistory } from '../../desk/ports.ts';
import { allChecks } from '../../diagnostics/catalogue.ts';
import { historyFolder } from '../../diagnostics/history/database.ts';
import { type History, openHistory } from '../../diagnostics/history/history.ts';
import { historyPage } from '../../diagnostics/history/page.ts';
import { trendsIn } from '../../diagnostics/history/trend.ts';
import type { Trend } from '../../diagnostics/ports.ts';
import type { CheckReport } from '../../diagnostics/report.ts';
import { tokyoDate } from '../../kernel/tokyoTime.ts';
import { failed, type Problem } from '../../problem/result.ts';
import { WaitingWrites } from '../../storage/waitingWrites.ts';
import type { KioskSetting } from '../options.ts';

/** What is kept of what the checks measured. */
export interface Kept extends MachineHistory {
  take(checks: readonly Pick<CheckReport, 'id' | 'values'>[]): void;
  trends(): readonly Trend[];
  close(): void;
}

/** Opens the history of this kiosk; where it cannot be (U-640) nothing is kept, and staff are told. */
export function keepHistory({ dataFolder, hurt, alerts, log, now }: KioskSetting): Kept {
  const opened = hurt ? failed(hurt.code, hurt.detail) : openHistory({ folder: historyFolder(dataFolder), now });
  const complain = (problem: Problem): void => {
    log.error({ ...problem }, 'history');
    alerts.raise(problem);
  };
  if (!opened.ok) {
    const { problem } = opened;
    if (!hurt) {
      log.error({ ...problem }, 'history');
      alerts.watch(() => problem);
    }
    return { take: () => undefined, trends: () => [], page: () => opened, close: () => undefined };
  }
  return keptIn(opened.value, complain, now);
}

function keptIn(history: History, complain: (problem: Problem) => void, now: () => number): Kept {
  const writes = new WaitingWrites<readonly Pick<CheckReport, 'id' | 'values'>[]>({
    write: (checks) => history.take(checks),
    onFailed: complain,
    onHeldLong: complain,
  });
  let known: { readonly day: string; readonly trends: readonly Trend[] } | undefined;
  // Days make a trend: it is looked for once in each.
  const trends = (): readonly Trend[] => {
    const day = tokyoDate(now());
    if (known?.day !== day) known = { day, trends: trendsIn(history, allChecks, now()) };
    return known.trends;
  };
  return {
    take: (checks) => writes.put(checks),
    trends,
    page: (range) => historyPage(history, range, trends(), now()),
    close() {
      writes.close();
      history.close();
    },
  };
}
