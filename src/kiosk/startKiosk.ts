import { join, resolve } from 'node:path';
import type { Logger } from 'pino';
import { createActor } from 'xstate';
import { doubtsAboutNumberB } from '../card/printedFace/numberBDoubts.ts';
import type { KioskConfig } from '../config/schema.ts';
import { startOps } from '../desk/ops.ts';
import { startDesk } from '../desk/startDesk.ts';
import { createGatewayClient } from '../eligibility/httpGateway.ts';
import { openFaceMatcher } from '../face/openFaceMatcher.ts';
import { second } from '../kernel/durations.ts';
import { Lifecycle } from '../kernel/lifecycle.ts';
import { openOutbox } from '../outbox/outbox.ts';
import { outboxPaths } from '../outbox/store.ts';
import { failed, ok, type Problem, type Result } from '../problem/result.ts';
import { startScreenServer } from '../screen/server.ts';
import type { VisitSummary } from '../statistics/visitSummary.ts';
import { outageIn } from '../visit/context.ts';
import { createDigitEntries } from '../visit/digitEntry.ts';
import { createKioskMachine } from '../visit/machine.ts';
import { createPresenter, LiveFace } from '../visit/presenter.ts';
import { visitLog } from '../visit/visitLog.ts';
import { kioskAtDesk } from './atDesk.ts';
import { startDeliveries } from './delivery.ts';
import { watchHardware } from './hardware.ts';
import { healthOf } from './health.ts';
import { createMetrics } from './metrics.ts';
import { openRecords } from './records.ts';
import { openSinks } from './sinks.ts';
import { openStaff } from './staff.ts';
import type { Surroundings } from './surroundings.ts';
import { visitSettingsFrom } from './visitSettings.ts';

const mebibyte = 1024 * 1024;

export interface KioskOptions {
  readonly config: KioskConfig;
  readonly surroundings: Surroundings;
  /** Project root: where the built browser apps lie. */
  readonly root: string;
  /** Where the configuration file lies: paths in it are relative to this folder. */
  readonly configFolder: string;
  /** Absolute path of the folder for everything that must last. */
  readonly dataFolder: string;
  /** CREDENTIALS_DIRECTORY of the environment: where systemd hands over the queue's key. */
  readonly credentialsFolder: string | undefined;
  /** Folder with the `standard` face weights, where there is one. */
  readonly modelsFolder: string | undefined;
  readonly log: Logger;
}

/** A running kiosk. */
export interface Kiosk {
  readonly screenUrl: string;
  readonly deskUrl: string;
  /** For whoever makes the first account at the desk; undefined once there is one. */
  readonly setUpCode: string | undefined;
  close(): Promise<void>;
}

/**
 * The whole program on one screen: surroundings in, statechart in the middle, servers out. Everything opened here is
 * closed in the opposite order, also when a later step fails. Errors: U-501, U-504 the queue; U-214 the face engine;
 * U-702 a port is taken, a sink's secret is missing, or no sink is enabled.
 */
export async function startKiosk(options: KioskOptions): Promise<Result<Kiosk>> {
  const { config, surroundings, dataFolder, credentialsFolder, log } = options;
  const open = new Lifecycle(log);
  const settings = visitSettingsFrom(config, { takesPhones: surroundings.phoneReader !== undefined });
  const now = surroundings.now ?? Date.now;
  try {
    const { simulatedClinic } = surroundings;
    const sinks = openSinks({ config, folder: options.configFolder, log, simulatedClinic });
    if (!sinks.ok) return sinks;
    open.opened('sinks', () => sinks.value.close());

    const openedOutbox = openOutbox({
      ...outboxPaths(dataFolder, credentialsFolder),
      sinks: sinks.value.sinks.map(({ name }) => name),
      beforeCommit: () => surroundings.beforeCommit?.(),
      minFreeBytes: config.outbox.minFreeMiB * mebibyte,
    });
    if (!openedOutbox.ok) return await closing(open, openedOutbox);
    const outbox = openedOutbox.value;
    open.opened('outbox', () => outbox.close());
    const metrics = createMetrics({ backlog: () => outbox.backlog(), outage: () => outage()?.code ?? null, now });
    const onVisit = (summary: VisitSummary) => metrics.visited(summary);
    const simulator = surroundings.simulatorUrl !== undefined;
    const start = { mode: config.kiosk.mode, simulator } as const;
    const records = openRecords({ dataFolder, credentialsFolder, settings, start, log, now, onVisit });
    if (!records.ok) return await closing(open, records);
    open.opened('records', () => records.value.close());
    const { audit, statistics } = records.value;

    const staff = await openStaff({ dataFolder, config, audit, isTrial: simulator });
    if (!staff.ok) return await closing(open, staff);
    open.opened('staff', () => staff.value.close());

    const face = await openFaceMatcher({
      profile: config.face.profile,
      modelsFolder: options.modelsFolder,
      camera: surroundings.camera,
      attemptMs: config.face.attemptSeconds * second,
      challenge: config.face.liveness,
    });
    if (!face.ok) return await closing(open, face);
    open.opened('face', () => face.value.close());

    const { institutionCode, eligibilityMs: timeoutMs } = settings;
    const gateway = createGatewayClient({ url: surroundings.gatewayUrl, institutionCode, timeoutMs });
    const deliveries = startDeliveries({
      outbox,
      sinks: sinks.value.sinks,
      gateway,
      config,
      settings,
      records: records.value,
      log,
    });
    open.opened('delivery and reconciliation', () => deliveries.stop());
    const entries = createDigitEntries((digits) => doubtsAboutNumberB(digits, new Date()).length === 0);
    const liveFace = new LiveFace();
    liveFace.onGuidance(() => surroundings.showGuidance?.(liveFace.guidanceNow));
    const ports = {
      face: face.value,
      faceObserver: liveFace,
      eligibility: deliveries.gateway,
      receptions: outbox,
      passcodes: staff.value.passcodes,
      occasion: staff.value.modes.current,
      entries,
      now,
    };
    const logged = visitLog(log);
    const actor = createActor(createKioskMachine(ports, settings), {
      inspect(inspected) {
        logged(inspected);
        records.value.follow(inspected);
      },
    });
    const outage = (): Problem | null => outageIn(actor.getSnapshot().context);
    actor.start();
    open.opened('statechart', () => {
      actor.stop();
    });

    const hardware = await watchHardware({
      surroundings,
      entries,
      storage: outbox,
      send: (event) => actor.send(event),
    });
    open.opened('hardware', () => hardware.stop());

    const screen = createPresenter({ actor, entries, liveFace, settings, now });
    const builtApp = (name: string): string => join(options.root, 'dist', name);
    const screenServer = await startScreenServer({ screen, appFolder: builtApp('screen'), port: config.screen.port });
    open.opened('screen server', () => screenServer.close());
    surroundings.showScreen?.(screenServer.url);

    const device = () => ({
      reader: hardware.readerName(),
      camera: surroundings.camera.name,
      faceProfile: face.value.profile,
    });
    const desk = await startDesk({
      appFolder: builtApp('desk'),
      ...staff.value,
      ...deskPlace(config, options.configFolder),
      facility: settings,
      kiosk: kioskAtDesk({ actor, numberB: entries.numberB, now }),
      device,
      outbox,
      gateway,
      statistics,
      audit,
      log,
    });
    if (!desk.ok) return await closing(open, desk);
    open.opened('desk', () => desk.value.close());

    const health = () => healthOf({ outage: outage(), backlog: outbox.backlog(), device: device() });
    const ops = await startOps({ port: config.desk.opsPort, health, metrics: metrics.registry });
    if (!ops.ok) return await closing(open, ops);
    open.opened('ops server', () => ops.value.close());
    records.value.keep(() => {
      const queue = outbox.backlog();
      return queue.ok ? queue.value.oldestAt : undefined;
    });

    return ok({
      screenUrl: screenServer.url,
      deskUrl: desk.value.url,
      setUpCode: desk.value.setUpCode,
      close: () => open.close(),
    });
  } catch (error) {
    if (isPortTaken(error)) return closing(open, failed('U-702', `port ${error.port} is taken by another program`));
    await open.close();
    throw error;
  }
}

/** Where the desk listens, and with whose certificate. */
function deskPlace({ desk }: KioskConfig, folder: string) {
  const { host, port, certificateFile, keyFile } = desk;
  const own = { certificateFile: resolve(folder, certificateFile), keyFile: resolve(folder, keyFile) };
  return { host, port, ...(certificateFile === '' ? {} : { certificate: own }) };
}

async function closing<T>(open: Lifecycle, result: Result<T>): Promise<Result<T>> {
  await open.close();
  return result;
}

function isPortTaken(error: unknown): error is { readonly port: number } {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE' && 'port' in error;
}
