import type { Logger } from 'pino';
import type { FiringAlert } from '../../diagnostics/alerts/alerting.ts';
import { allChecks } from '../../diagnostics/catalogue.ts';
import { controlSocketIn } from '../../diagnostics/control/protocol.ts';
import { serveControl } from '../../diagnostics/control/serve.ts';
import { GentleLook } from '../../diagnostics/gentleLook.ts';
import type { Ports } from '../../diagnostics/ports.ts';
import { isNotice, type Report } from '../../diagnostics/report.ts';
import { runChecks } from '../../diagnostics/runChecks.ts';
import { SelfTest } from '../../diagnostics/selfTest.ts';
import { minute, second } from '../../kernel/durations.ts';
import { Lifecycle } from '../../kernel/lifecycle.ts';
import { Listeners } from '../../kernel/listeners.ts';
import type { ProblemCode } from '../../problem/catalogue.ts';
import { giveBackFreedMemory } from '../../system/freedMemory.ts';
import type { Alerts } from '../alerts.ts';
import type { KioskSetting } from '../options.ts';
import { openAlerting } from './alerting.ts';
import type { FiguresNow } from './figuresNow.ts';
import { type Kept, keepHistory } from './kept.ts';

const delays = { afterStart: 30 * second, beforeMending: 20 * second, look: 5 * second } as const;
/** Between two looks at what may be looked at while patients are served. */
const gentleEveryMs = 5 * minute;

/** The kiosk's eye on itself: the self-test, and whoever asks from the command line. */
export interface Diagnosis {
  readonly selfTest: SelfTest;
  /** What the checks measured so far. */
  readonly kept: Kept;
  /** Which rules fire: what clinic IT is told of. */
  readonly firing: () => readonly FiringAlert[];
  /** What staff are told: the kiosk's alerts, and what the last self-test found. */
  readonly told: Pick<Alerts, 'now' | 'onChange'>;
  /** From here on there is something to look at. */
  begin(sight: DiagnosisSight): Promise<void>;
  close(): Promise<void>;
}

/** What there is to look at. */
export interface DiagnosisSight {
  readonly ports: () => Partial<Ports>;
  /** Whether nobody is served. */
  readonly isFree: () => boolean;
  readonly figures: FiguresNow;
}

/** Nothing is looked at yet. */
export function prepareDiagnosis(setting: KioskSetting): Diagnosis {
  const { config, dataFolder, hurt, alerts, log, now } = setting;
  const open = new Lifecycle(log);
  let ports = (): Partial<Ports> => ({});
  let isFree = (): boolean => false;
  let figures: FiguresNow = async () => ({});
  const kept = keepHistory(setting);
  open.opened('history', () => kept.close());
  const alerting = openAlerting(setting);
  open.opened('alerting', () => alerting.close());
  const seen = new Listeners();
  const see = (report: Report): void => {
    kept.take(report.checks);
    alerting.see(report);
    seen.tell();
    // A visit needs more than the wait for the next one, and the nightly self-test, which loads the networks a second
    // time, more than a visit: what they have freed goes back while nobody is there to wait for it.
    if (isFree()) void giveBackFreedMemory();
  };
  const onBug = (check: string, error: unknown): void =>
    log.error({ check, error: String(error) }, 'a check failed itself');
  const there = (): Partial<Ports> => ({ ...ports(), trends: kept.trends });
  const gentle = new GentleLook({
    async run(only, signal) {
      kept.take([{ id: 'kiosk', values: await figures() }]);
      return runChecks({ checks: allChecks.filter(({ id }) => only.includes(id)), ports: there(), signal, onBug });
    },
    onReport: see,
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
    const last = selfTest.last();
    if (last) see(last.report);
  });
  return {
    selfTest,
    kept,
    firing: () => alerting.firing(),
    told: {
      now: (): readonly ProblemCode[] => [
        ...new Set([...alerts.now(), ...selfTest.codes(), ...codesOf(alerting.firing())]),
      ],
      onChange(listener) {
        const ends = [alerts.onChange(listener), seen.add(listener)];
        return () => {
          for (const end of ends) end();
        };
      },
    },
    async begin(sight) {
      ({ ports, isFree, figures } = sight);
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

/** What merely will be is on its page; a banner is for what is. */
function codesOf(firing: readonly FiringAlert[]): readonly ProblemCode[] {
  const findings = firing.flatMap((each) => each.findings);
  return findings.filter((each) => !isNotice(each)).map(({ number }) => number);
}

function logResult(selfTest: SelfTest, log: Logger): void {
  const last = selfTest.last();
  if (!last) return;
  const found = last.report.findings.map(({ id, number }) => `${id} ${number}`);
  log.info({ found, mended: last.mended, checks: last.report.checks.length }, 'self-test');
}
