import { join } from 'node:path';
import type { Logger } from 'pino';
import { createActor } from 'xstate';
import type { KioskConfig } from './config/schema.ts';
import { visitSettingsFrom } from './config/visitSettings.ts';
import { type KioskStatus, startDeskServer } from './desk/server.ts';
import { createGatewayClient } from './eligibility/httpGateway.ts';
import { openFaceMatcher } from './face/openFaceMatcher.ts';
import { watchHardware } from './hardware.ts';
import { startDelivery } from './outbox/delivery.ts';
import { deliveryLog } from './outbox/deliveryLog.ts';
import { openSinks } from './outbox/openSinks.ts';
import { openOutbox } from './outbox/outbox.ts';
import { outboxPaths } from './outbox/store.ts';
import { failed, ok, type Result } from './problem/result.ts';
import { startScreenServer } from './screen/server.ts';
import type { Surroundings } from './surroundings.ts';
import { Lifecycle } from './system/lifecycle.ts';
import { outageIn } from './visit/context.ts';
import { createDigitEntries } from './visit/digitEntry.ts';
import { createKioskMachine } from './visit/machine.ts';
import { createPresenter, LiveFace } from './visit/presenter.ts';
import { visitLog } from './visit/visitLog.ts';

const second = 1000;
const day = 24 * 3600 * second;
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
  close(): Promise<void>;
}

/**
 * The whole program on one screen: surroundings in, statechart in the middle, servers out. Everything opened here is
 * closed in the opposite order, also when a later step fails. Errors: U-501, U-504 the queue; U-214 the face engine;
 * U-702 a port is taken, a sink's secret is missing, or no sink is enabled.
 */
export async function startKiosk(options: KioskOptions): Promise<Result<Kiosk>> {
  const { config, surroundings, log } = options;
  const open = new Lifecycle(log);
  const settings = visitSettingsFrom(config, { takesPhones: surroundings.phoneReader !== undefined });
  const now = Date.now;
  try {
    const { simulatedClinic } = surroundings;
    const sinks = openSinks({ config, folder: options.configFolder, log, simulatedClinic });
    if (!sinks.ok) return sinks;
    open.opened('sinks', () => sinks.value.close());

    const outbox = openOutbox({
      ...outboxPaths(options.dataFolder, options.credentialsFolder),
      sinks: sinks.value.sinks.map(({ name }) => name),
      beforeCommit: () => surroundings.beforeCommit?.(),
      minFreeBytes: config.outbox.minFreeMiB * mebibyte,
    });
    if (!outbox.ok) return await closing(open, outbox);
    open.opened('outbox', () => outbox.value.close());

    const delivery = startDelivery({
      outbox: outbox.value,
      sinks: sinks.value.sinks,
      onEvent: deliveryLog(log),
      delays: {
        outageCapMs: config.outbox.longestPauseSeconds * second,
        retentionMs: config.outbox.retentionHours * 3600 * second,
        unreconciledMs: config.outbox.unreconciledDays * day,
        historyMs: config.outbox.historyDays * day,
      },
      refusalLimit: config.outbox.refusalsBeforeParking,
    });
    open.opened('delivery', () => delivery.stop());

    const face = await openFaceMatcher({
      profile: config.face.profile,
      modelsFolder: options.modelsFolder,
      camera: surroundings.camera,
      attemptMs: settings.faceAttemptMs,
    });
    if (!face.ok) return await closing(open, face);
    open.opened('face', () => face.value.close());

    const entries = createDigitEntries();
    const liveFace = new LiveFace();
    const { institutionCode, eligibilityMs: timeoutMs } = settings;
    const ports = {
      face: face.value,
      faceObserver: liveFace,
      eligibility: createGatewayClient({ url: surroundings.gatewayUrl, institutionCode, timeoutMs }),
      receptions: outbox.value,
      passcodes: {
        check: async (passcode: Uint8Array) => ({ kind: 'wrong', staff: passcode.fill(0).length }) as const,
      },
      entries,
      now,
    };
    const actor = createActor(createKioskMachine(ports, settings), { inspect: visitLog(log) });
    actor.start();
    open.opened('statechart', () => {
      actor.stop();
    });

    const hardware = await watchHardware({
      surroundings,
      entries,
      storage: outbox.value,
      send: (event) => actor.send(event),
    });
    open.opened('hardware', () => hardware.stop());

    const screen = createPresenter({ actor, entries, liveFace, settings, now });
    const appFolder = join(options.root, 'dist', 'screen');
    const screenServer = await startScreenServer({ screen, appFolder, port: config.screen.port });
    open.opened('screen server', () => screenServer.close());
    surroundings.showScreen?.(screenServer.url);

    const status = (): KioskStatus => {
      const outage = outageIn(actor.getSnapshot().context);
      const backlog = outbox.value.backlog();
      return {
        kiosk: config.kiosk.id,
        clinicName: config.clinic.name,
        service: outage ? 'out-of-service' : 'in-service',
        problem: outage?.code ?? (backlog.ok ? null : backlog.problem.code),
        reader: hardware.readerName(),
        camera: surroundings.camera.name,
        faceProfile: face.value.profile,
        queue: backlog.ok ? { waiting: backlog.value.waiting, parked: backlog.value.parked } : null,
      };
    };
    const deskServer = await startDeskServer(config.desk.port, status);
    open.opened('desk server', () => deskServer.close());

    return ok({ screenUrl: screenServer.url, deskUrl: deskServer.url, close: () => open.close() });
  } catch (error) {
    if (isPortTaken(error)) return closing(open, failed('U-702', `port ${error.port} is taken by another program`));
    await open.close();
    throw error;
  }
}

async function closing<T>(open: Lifecycle, result: Result<T>): Promise<Result<T>> {
  await open.close();
  return result;
}

function isPortTaken(error: unknown): error is { readonly port: number } {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE' && 'port' in error;
}
