import { join, resolve } from 'node:path';
import { sessionLimits } from '../desk/accounts/sessions.ts';
import type { KioskSettings } from '../desk/context.ts';
import { startOps } from '../desk/ops.ts';
import type { DeskUpdates } from '../desk/ports.ts';
import { startDesk } from '../desk/startDesk.ts';
import { cardOrReader } from '../diagnostics/cardOrReader.ts';
import type { DeskGateway } from '../eligibility/deskGateway.ts';
import { minute } from '../kernel/durations.ts';
import { Lifecycle } from '../kernel/lifecycle.ts';
import type { Stall } from '../kernel/loopWatch.ts';
import { ok, type Result } from '../problem/result.ts';
import type { Seats } from '../screen/seats.ts';
import { startScreenServer } from '../screen/server.ts';
import type { KeptReports } from '../technician/report/reports.ts';
import { aboutAtDesk } from './about.ts';
import { kioskAtDesk } from './atDesk.ts';
import { backupAtDesk } from './backup/backupAtDesk.ts';
import type { Diagnosis } from './diagnosis/diagnosis.ts';
import { type FiguresNow, figuresNow } from './diagnosis/figuresNow.ts';
import type { LastSeen } from './diagnosis/lastSeen.ts';
import { selfTestAtDesk } from './diagnosis/selfTestAtDesk.ts';
import { healthOf } from './health.ts';
import { createMetrics } from './metrics.ts';
import type { KioskSetting } from './options.ts';
import type { Records } from './records.ts';
import { seatMemoryIn } from './seatMemory.ts';
import type { Staff } from './staff.ts';
import { supportAtDesk } from './support/supportAtDesk.ts';
import { reportsAtDesk } from './technician/reportsAtDesk.ts';
import type { Visit } from './visit.ts';

/** The three listeners: for the patient, for staff, for supervisors. */
export interface Servers {
  readonly screenUrl: string;
  /** Who may see it. */
  readonly seats: Seats;
  /** Whether a browser is where the kiosk's own belongs, and paints. */
  isScreenSeen(): boolean;
  /** Undefined while nobody may sign in: see {@link Staff.trouble}. */
  readonly deskUrl: string | undefined;
  /** For whoever makes the first account at the desk; undefined once there is one. */
  readonly setUpCode: string | undefined;
  /** What is exported, for whoever keeps it longer than a scrape. */
  readonly figures: FiguresNow;
  /** The event loop stood still: for the figures. */
  stalled(stall: Stall): void;
  close(): Promise<void>;
}

export interface ServerParts {
  readonly records: Records;
  readonly staff: Staff;
  readonly visit: Visit;
  readonly gateway: DeskGateway;
  readonly diagnosis: Pick<Diagnosis, 'selfTest' | 'told' | 'kept' | 'firing'>;
  readonly reports: KeptReports;
  readonly lastSeen: LastSeen;
  readonly settings: KioskSettings;
  readonly updates: DeskUpdates;
}

/** On the ports that are held for them. Errors: U-702 the code for the first account; U-801, U-802 the certificate. */
export async function openServers(setting: KioskSetting, parts: ServerParts): Promise<Result<Servers>> {
  const { surroundings, ports, root, settings, log, now, alerts } = setting;
  const { records, staff, visit, gateway, diagnosis, reports } = parts;
  const { outbox, chronicle } = records;
  const { selfTest, told, kept } = diagnosis;
  const open = new Lifecycle(log);
  try {
    const builtApp = (name: string): string => join(root, 'dist', name);
    const screen = await startScreenServer({
      screen: visit.screen,
      appFolder: builtApp('screen'),
      port: ports.screen,
      seats: setting.seats,
      framedBy: dockOrigins(surroundings.simulatorUrl),
      log,
      onTrouble: (problem) => alerts.raise(problem),
      seatMemory: seatMemoryIn(setting.dataFolder, log),
      isBrowserExpected: surroundings.browser?.startsOne ?? false,
      onFrozen: (problem) => {
        log.warn({ problem: problem.code, why: problem.detail }, 'patient screen');
        surroundings.browser?.restart(problem);
      },
    });
    const { paint } = screen;
    open.opened('paint watch', paint.onChange(alerts.watch(() => paint.trouble())));
    open.opened('screen server', () => screen.close());

    // Without accounts there is nobody to let in; whoever came first would make themselves administrator.
    const desk = staff.trouble
      ? undefined
      : await startDesk({
          appFolder: builtApp('desk'),
          ...staff,
          ...deskPlace(setting),
          facility: { ...settings, listColumns: setting.config.desk.listColumns },
          kiosk: kioskAtDesk({
            actor: visit.actor,
            numberB: visit.entries.numberB,
            practice: visit.practice,
            alerts: told,
            now,
          }),
          device: visit.device,
          machine: kept,
          cardOrReader: () => cardOrReader(parts.lastSeen.lastVisits(), visit.reader(), visit.lastCard()),
          selfTest: () => selfTestAtDesk(selfTest.last()),
          outbox,
          gateway,
          settings: parts.settings,
          updates: parts.updates,
          about: () => aboutAtDesk(setting, visit.device().faceProfile),
          statistics: chronicle.statistics,
          reports: reportsAtDesk(reports),
          support: supportAtDesk(setting, { selfTest, outbox, reports: chronicle.statistics.reports }),
          backup: backupAtDesk(setting, { draft: () => parts.settings.setUp.draft }),
          audit: chronicle.audit,
          log,
        });
    if (desk && !desk.ok) return await open.closing(desk);
    if (desk) open.opened('desk', () => desk.value.close());

    const backlog = () => outbox.backlog();
    const metrics = createMetrics({
      backlog,
      alerts: () => told.now(),
      firing: diagnosis.firing,
      selfTest: () => selfTest.last(),
      outage: () => visit.outage()?.code ?? null,
      sincePaintedMs: () => paint.sincePaintedMs(),
      now,
    });
    chronicle.onVisit((summary) => metrics.visited(summary));
    visit.onPractised(() => metrics.practised());
    const health = () =>
      healthOf({
        outage: visit.outage(),
        backlog: backlog(),
        device: visit.device(),
        alerts: told.now(),
        isFree: visit.isFree(),
      });
    const ops = await startOps({ port: ports.ops, health, metrics: metrics.registry, log });
    if (!ops.ok) return await open.closing(ops);
    open.opened('ops server', () => ops.value.close());

    surroundings.showScreen?.(screen.url, screen.mirrorUrl);
    return ok({
      screenUrl: screen.url,
      seats: screen.seats,
      isScreenSeen: () => screen.seats.isTaken() && !paint.trouble(),
      deskUrl: desk?.value.url,
      setUpCode: desk?.value.setUpCode,
      figures: figuresNow(metrics.registry),
      stalled: (stall) => metrics.stalled(stall),
      close: () => open.close(),
    });
  } catch (error) {
    await open.close();
    throw error;
  }
}

/** Where the desk listens, and with whose certificate. */
function deskPlace({ config, configFolder, ports }: KioskSetting) {
  const { host, certificateFile, keyFile, firstCodeFile, lockMinutes } = config.desk;
  const own = { certificateFile: resolve(configFolder, certificateFile), keyFile: resolve(configFolder, keyFile) };
  const limits = { ...sessionLimits, lockMs: lockMinutes * minute };
  return {
    ...{ host, port: ports.desk, sessionLimits: limits },
    ...(firstCodeFile !== '' && { firstCodeFile: resolve(configFolder, firstCodeFile) }),
    ...(certificateFile !== '' && { certificate: own }),
  };
}

/** As whom a browser may know the dock's page. */
function dockOrigins(simulatorUrl: string | undefined): readonly string[] {
  if (simulatorUrl === undefined) return [];
  const { port } = new URL(simulatorUrl);
  return ['127.0.0.1', 'localhost'].map((host) => `http://${host}:${port}`);
}
