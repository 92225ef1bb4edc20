import type { Logger } from 'pino';
import { allChecks } from '../../diagnostics/catalogue.ts';
import { controlSocketIn } from '../../diagnostics/control/protocol.ts';
import { serveControl } from '../../diagnostics/control/serve.ts';
import { GentleLook } from '../../diagnostics/gentleLook.ts';
import type { Ports } from '../../diagnostics/ports.ts';
import { runChecks } from '../../diagnostics/runChecks.ts';
import { SelfTest } from '../../diagnostics/selfTest.ts';
import { minute, second } from '../../kernel/durations.ts';
import { Lifecycle } from '../../kernel/lifecycle.ts';
import type { ProblemCode } from '../../problem/catalogue.ts';
import type { Alerts } from '../alerts.ts';
import type { KioskSetting } from '../options.ts';
import { type Kept, keepHistory } from './kept.ts';

const delays = { afterStart: 30 * second, beforeMending: 20 * second, look: 5 * second } as const;
/** Between two looks at what may be looked at while patients are served. */
const gentleEveryMs = 5 * minute;

/** The kiosk's eye on itself: the self-test, and whoever asks from the command line. */
export interface Diagnosis {
  readonly selfTest: SelfTest;
  /** What the checks measured so far. */
  readonly kept: Kept;
  /** What staff are told: the kiosk's alerts, and what the last self-test found. */
  readonly told: Pick<Alerts, 'now' | 'onChange'>;
  /** From here on there is something to look at. */
  begin(ports: () => Partial<Ports>, isFree: () => boolean): Promise<void>;
  close(): Promise<void>;
}

/** Nothing is looked at yet. */
export function prepareDiagnosis(setting: KioskSetting): Diagnosis {
  const { config, dataFolder, hurt, alerts, log, now } = setting;
  const open = new Lifecycle(log);
  let ports = (): Partial<Ports> => ({});
  let isFree = (): boolean => false;
  const kept = keepHistory(setting);
  open.opened('history', () => kept.close());
  const onBug = (check: string, error: unknown): void =>
    log.error({ check, error: String(error) }, 'a check failed itself');
  const there = (): Partial<Ports> => ({ ...ports(), trends: kept.trends });
  const gentle = new GentleLook({
    run: (only, signal) =>
      runChecks({ checks: allChecks.filter(({ id }) => only.includes(id)), ports: there(), signal, onBug }),
    onReport: ({ checks }) => kept.take(checks),
    everyMs: gentleEveryMs,
  });
  const selfTest = new SelfTest({
    checks: allChecks,
    ports: there,
    isFree: () => isFree(),
    now,
    daily: config.kiosk.selfTestAt,
    delays,
    onBug,
  });
  selfTest.onResult(() => {
    logResult(selfTest, log);
    kept.take(selfTest.last()?.report.checks ?? []);
  });
  return {
    selfTest,
    kept,
    told: {
      now: (): readonly ProblemCode[] => [...new Set([...alerts.now(), ...selfTest.codes()])],
      onChange(listener) {
        const ends = [alerts.onChange(listener), selfTest.onResult(listener)];
        return () => {
          for (const end of ends) end();
        };
      },
    },
    async begin(brought, free) {
      [ports, isFree] = [brought, free];
      kept.take([{ id: 'kiosk', values: { starts: 1 } }]);
      open.opened('gentle look', () => gentle.close());
      gentle.begin();
      open.opened('self-test', () => selfTest.close());
      selfTest.begin();
      // Where nothing may be written nobody can call either.
      if (hurt) return;
      try {
        const control = await serveControl(controlSocketIn(dataFolder), (only, signal, onStep) =>
          selfTest.ask(only, signal, onStep),
        );
        open.opened('control', () => control.close());
      } catch (error) {
        log.warn({ error: String(error) }, 'the command line cannot ask this kiosk');
      }
    },
    close: () => open.close(),
  };
}

function logResult(selfTest: SelfTest, log: Logger): void {
  const last = selfTest.last();
  if (!last) return;
  const found = last.report.findings.map(({ id, number }) => `${id} ${number}`);
  log.info({ found, mended: last.mended, checks: last.report.checks.length }, 'self-test');
}
