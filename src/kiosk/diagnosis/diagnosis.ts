import type { Logger } from 'pino';
import { allChecks } from '../../diagnostics/catalogue.ts';
import { controlSocketIn } from '../../diagnostics/control/protocol.ts';
import { serveControl } from '../../diagnostics/control/serve.ts';
import type { Ports } from '../../diagnostics/ports.ts';
import { SelfTest } from '../../diagnostics/selfTest.ts';
import { second } from '../../kernel/durations.ts';
import { Lifecycle } from '../../kernel/lifecycle.ts';
import type { ProblemCode } from '../../problem/catalogue.ts';
import type { Alerts } from '../alerts.ts';
import type { KioskSetting } from '../options.ts';

const delays = { afterStart: 30 * second, beforeMending: 20 * second, look: 5 * second } as const;

/** The kiosk's eye on itself: the self-test, and whoever asks from the command line. */
export interface Diagnosis {
  readonly selfTest: SelfTest;
  /** What staff are told: the kiosk's alerts, and what the last self-test found. */
  readonly told: Pick<Alerts, 'now' | 'onChange'>;
  /** From here on there is something to look at. */
  begin(ports: () => Partial<Ports>, isFree: () => boolean): Promise<void>;
  close(): Promise<void>;
}

/** Nothing is looked at yet. */
export function prepareDiagnosis({ config, dataFolder, hurt, alerts, log, now }: KioskSetting): Diagnosis {
  const open = new Lifecycle(log);
  let ports = (): Partial<Ports> => ({});
  let isFree = (): boolean => false;
  const selfTest = new SelfTest({
    checks: allChecks,
    ports: () => ports(),
    isFree: () => isFree(),
    now,
    daily: config.kiosk.selfTestAt,
    delays,
    onBug: (check, error) => log.error({ check, error: String(error) }, 'a check failed itself'),
  });
  selfTest.onResult(() => logResult(selfTest, log));
  return {
    selfTest,
    told: {
      now: (): readonly ProblemCode[] => [...new Set([...alerts.now(), ...selfTest.codes()])],
      onChange(listener) {
        const ends = [alerts.onChange(listener), selfTest.onResult(listener)];
        return () => {
          for (const end of ends) end();
        };
      },
    },
    async begin(there, free) {
      [ports, isFree] = [there, free];
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
