import { setTimeout as sleep } from 'node:timers/promises';
import { createGatewayClient } from '../eligibility/httpGateway.ts';
import { second } from '../kernel/durations.ts';
import { httpClient } from '../kernel/httpClient.ts';
import { Lifecycle } from '../kernel/lifecycle.ts';
import { ok, type Problem, type Result } from '../problem/result.ts';
import { isSetUpFault } from '../problem/setUpFaults.ts';
import type { Seats } from '../screen/seats.ts';
import { areAllFree } from '../storage/privateDatabase.ts';
import { KeptReports, reportsFolder } from '../technician/report/reports.ts';
import { Alerts } from './alerts.ts';
import { openKioskClock } from './clock.ts';
import { prepareDeliveries } from './delivery.ts';
import { prepareDiagnosis } from './diagnosis/diagnosis.ts';
import { kioskPorts } from './diagnosis/kioskPorts.ts';
import { LastSeen } from './diagnosis/lastSeen.ts';
import { prepareLookUps } from './lookUps.ts';
import type { KioskOptions } from './options.ts';
import { Persisting } from './persisting.ts';
import { openRecords, type Records } from './records.ts';
import { openServers } from './servers.ts';
import { openSettings } from './setUp/settings.ts';
import { openSpeech } from './speech.ts';
import { openStaff, type Staff } from './staff.ts';
import { watchStalls } from './stalls.ts';
import { reportSigner } from './technician/openBench.ts';
import { openUpdates, thisMachine } from './updates.ts';
import { openVisit } from './visit.ts';
import { visitSettingsFrom } from './visitSettings.ts';

/** How often databases that were held at the start are looked at, milliseconds. */
const freeEveryMs = 2 * second;

/** A running kiosk. */
export interface Kiosk {
  readonly screenUrl: string;
  /** Why it is out of service, if it is. */
  outage(): Problem | null;
  /** For the next start in this process. */
  readonly seats: Seats;
  /**
   * Where it stands out of service because another program held a database when it was opened (U-512): resolves once
   * none is held any more, and it can be started again.
   */
  readonly untilFree: ((signal: AbortSignal) => Promise<void>) | undefined;
  /** Resolves when an administrator wants it started again, with what the configuration says then. */
  readonly restarted: Promise<void>;
  /** Undefined while the accounts cannot be opened and nobody may sign in. */
  readonly deskUrl: string | undefined;
  /** For whoever makes the first account at the desk; undefined once there is one. */
  readonly setUpCode: string | undefined;
  close(): Promise<void>;
}

/**
 * The whole program on one screen.
 *
 * ```
 *  surroundings (real or simulated)          visit                        servers
 *   readers, disk ───────────────────────▶ ┌────────────┐ ─views──▶ screen ─▶ patient
 *   camera ───▶ face ────────────────────▶ │ statechart │ ◀─presses─
 *   gateway ◀───────── questions ───────── │            │ ◀─approve, help─ desk ◀─▶ staff
 *      ▲                                   └─────┬──────┘ ──health, metrics──▶ ops
 *      │ provisional ones again     committed │ every step
 *   deliveries ◀─────────────────── records: outbox, chronicle (audit trail, statistics)
 *      └──▶ sinks (the clinic's systems)
 * ```
 *
 * First everything is opened, which can be taken back; then, once nothing can fail any more, it begins: receptions go
 * out, cards are read. What was opened is closed in the opposite order, also when a later step fails.
 *
 * A store that is hurt does not end it: figures and log are only said (U-509, U-603), without queue, trail or accounts
 * it stands out of service under their number (U-501, U-504, U-507, U-801). Errors: U-214 the face engine; U-702 a sink's secret is
 * missing, or no sink is enabled; U-802 the desk's certificate.
 */
export async function startKiosk(options: KioskOptions): Promise<Result<Kiosk>> {
  const { config, surroundings, log } = options;
  const settings = visitSettingsFrom(config, { takesPhones: surroundings.phoneReader !== undefined });
  const alerts = new Alerts();
  const open = new Lifecycle(log);
  const clock = openKioskClock({
    dataFolder: options.dataFolder,
    wall: surroundings.now ?? Date.now,
    alerts,
    isReadOnly: options.hurt !== undefined,
  });
  open.opened('clock', () => clock.close());
  const setting = { ...options, settings, alerts, clock, now: clock.now };
  watchLog(options, alerts, open);
  try {
    const records = await openRecords(setting);
    if (!records.ok) return await open.closing(records);
    open.opened('records', () => records.value.close());

    const staff = await openStaff(setting, records.value.chronicle);
    if (!staff.ok) return await open.closing(staff);
    open.opened('staff', () => staff.value.close());

    const parts = { records: records.value, staff: staff.value };

    const { institutionCode, eligibilityMs: timeoutMs } = settings;
    const lastSeen = new LastSeen();
    records.value.chronicle.onVisit((summary) => lastSeen.visited(summary));
    const http = clock.witnessing(httpClient(surroundings.gatewayTls));
    // One refusal is enough: who is not let in now is not let in at the next question.
    const refusing = new Persisting<'gateway'>(1);
    const refusalChanged = alerts.watch(() => refusing.trouble());
    const line = createGatewayClient({
      url: surroundings.gatewayUrl,
      institutionCode,
      timeoutMs,
      http,
      onAsked: (problem, service, ms) => {
        lastSeen.answers({ service, problem, ms });
        // Whoever is away has not changed its mind.
        if (problem && !isSetUpFault(problem)) return;
        if (refusing.after('gateway', problem)) refusalChanged();
      },
    });
    const deliveries = prepareDeliveries(setting, parts, line, lastSeen);
    open.opened('deliveries', () => deliveries.close());

    const lookUps = prepareLookUps(setting, line);
    open.opened('look-ups', () => lookUps.close());

    const diagnosis = prepareDiagnosis(setting);
    open.opened('diagnosis', () => diagnosis.close());
    const reports = new KeptReports(reportsFolder(options.dataFolder), () => reportSigner(options));

    const { selfTest } = diagnosis;
    const visit = await openVisit(setting, { ...parts, gateway: deliveries.gateway, selfTest, reports, lastSeen });
    if (!visit.ok) return await open.closing(visit);
    open.opened('visit', () => visit.value.close());

    const speech = openSpeech(setting, visit.value.screen);
    visit.value.saidBy(speech.telling);
    open.opened('speech', () => speech.close());

    const settingsAtDesk = openSettings(setting, () => visit.value.isFree());
    const updates = openUpdates(
      { ...setting, hurt: setting.hurt },
      visit.value.actor,
      options.machineUpdates ?? thisMachine(),
    );
    open.opened('updates', () => updates.close());
    const servers = await openServers(setting, {
      lastSeen,
      updates,
      settings: settingsAtDesk,
      ...parts,
      visit: visit.value,
      gateway: lookUps.gateway,
      diagnosis,
      reports,
    });
    if (!servers.ok) return await open.closing(servers);
    open.opened('servers', () => servers.value.close());

    clock.askNowAndThen(http, surroundings.gatewayUrl);
    records.value.begin();
    deliveries.begin();
    lookUps.begin();
    await visit.value.begin();
    open.opened(
      'loop watch',
      watchStalls(options.log, alerts, (stall) => servers.value.stalled(stall)),
    );
    const { screenUrl, seats, deskUrl, setUpCode } = servers.value;
    const eyes = {
      records: records.value,
      staff: staff.value,
      visit: visit.value,
      line,
      lastSeen,
      isScreenSeen: servers.value.isScreenSeen,
    };
    await diagnosis.begin({
      ports: () => kioskPorts(setting, eyes),
      isFree: () => visit.value.isFree(),
      figures: servers.value.figures,
    });
    const untilFree = isHeld(parts) ? (signal: AbortSignal) => allFree(options.dataFolder, signal) : undefined;
    if (options.practise) visit.value.practice.beginAtDesk();
    const outage = () => visit.value.outage();
    const { restarted } = settingsAtDesk;
    return ok({ screenUrl, outage, seats, untilFree, restarted, deskUrl, setUpCode, close: () => open.close() });
  } catch (error) {
    await open.close();
    throw error;
  }
}

/** Figures aside: without them everybody is served. */
function isHeld({ records, staff }: { readonly records: Records; readonly staff: Staff }): boolean {
  const queue = records.queue ? ok(undefined) : records.outbox.canRecord();
  const troubles = [queue.ok ? undefined : queue.problem, records.chronicle.trouble, staff.trouble];
  return troubles.some((trouble) => trouble?.code === 'U-512');
}

async function allFree(dataFolder: string, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && !areAllFree(dataFolder)) {
    await sleep(freeEveryMs, undefined, { signal }).catch(() => undefined);
  }
}

function watchLog({ logHealth }: KioskOptions, alerts: Alerts, open: Lifecycle): void {
  if (!logHealth) return;
  open.opened('log watch', logHealth.onTrouble(alerts.watch(logHealth.trouble)));
}
