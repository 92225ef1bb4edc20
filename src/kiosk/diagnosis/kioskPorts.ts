import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { backupStanding } from '../../desk/backup/lastBackup.ts';
import { watchedEventLoop } from '../../diagnostics/eventLoop.ts';
import type { GatewayPort, Ports } from '../../diagnostics/ports.ts';
import type { GatewayClient } from '../../eligibility/httpGateway.ts';
import type { KioskSetting } from '../options.ts';
import type { Records } from '../records.ts';
import type { Staff } from '../staff.ts';
import type { Visit } from '../visit.ts';
import { configuredPorts } from './configuredPorts.ts';
import { facePort } from './facePort.ts';
import { japaneseFonts } from './japaneseFonts.ts';
import type { LastSeen } from './lastSeen.ts';
import { pcscPort } from './pcscPort.ts';

export interface KioskParts {
  readonly records: Records;
  readonly staff: Pick<Staff, 'store'>;
  readonly visit: Visit;
  readonly line: Pick<GatewayClient, 'acceptsPrescriptions'>;
  readonly lastSeen: LastSeen;
  /** Whether a browser is where the kiosk's own belongs, and paints. */
  readonly isScreenSeen: () => boolean;
}

/** When this program was made, milliseconds since the epoch. */
export function builtAt(): number {
  return statSync(fileURLToPath(import.meta.url)).mtimeMs;
}

/**
 * What a running kiosk looks at when it looks at itself: its own reader, cameras, queue and line, so that nothing is
 * opened twice. The configuration's file and the whole audit trail are left to whoever asks: the one may have been
 * changed since, the other takes a main thread's time.
 */
export function kioskPorts(setting: KioskSetting, parts: KioskParts): Partial<Ports> {
  const { config, surroundings, configFolder, dataFolder, modelsFolder, root, now, clock, alerts } = setting;
  const { records, staff, visit, line, lastSeen, isScreenSeen } = parts;
  const { simulatorUrl, simulatedClinic: clinic, simulatedLookUpFolder: lookUpFolder } = surroundings;
  const isSimulated = simulatorUrl !== undefined;
  const simulated = isSimulated ? { clinic, lookUpFolder } : undefined;
  const wall = surroundings.now ?? Date.now;
  const gateway: GatewayPort = {
    url: surroundings.gatewayUrl,
    tls: surroundings.gatewayTls ?? {},
    ask: (signal) => line.acceptsPrescriptions(signal),
  };
  // What lies on the disk may be newer than what runs, and is read through by whoever asks.
  const { program: _onDisk, ...configured } = configuredPorts({
    ...{ config, root, configFolder, dataFolder, simulated },
    now: now(),
  });
  const limits = { camera: filesStandStill(config.camera.device), card: filesStandStill(config.camera.cardDevice) };
  return {
    ...configured,
    gateway,
    clock: { wall, builtAt: builtAt(), recordedAt: undefined, trouble: clock.trouble },
    ...(isSimulated ? {} : { pcsc: pcscPort }),
    reader: {
      wanted: config.card.readerPattern,
      look: async () => visit.reader(),
      reset: async () => surroundings.reader.reset?.(),
    },
    camera: { camera: surroundings.camera, ...(isSimulated ? drawnByUs : { limits: limits.camera }) },
    ...(surroundings.cardCamera
      ? { cardCamera: { camera: surroundings.cardCamera, ...(isSimulated ? drawnByUs : { limits: limits.card }) } }
      : {}),
    face: facePort({ wanted: config.face.profile, modelsFolder, root, mayTry: visit.isFree() }),
    queue: { look: () => records.outbox.backlog(), canRecord: () => records.outbox.canRecord(), now },
    service: { outage: () => visit.outage() ?? undefined, alerts: () => alerts.now() },
    eventLoop: watchedEventLoop,
    visits: { last: () => lastSeen.lastVisits() },
    ...(isSimulated
      ? {}
      : { backups: { look: () => backupStanding(staff.store), now, remindDays: config.backup.remindDays } }),
    answers: () => lastSeen.lastAnswers(),
    deliveries: () => lastSeen.lastDeliveries(),
    // Where the world is simulated nobody need look at the screen.
    screen: { isShown: () => (isSimulated ? undefined : isScreenSeen()), japaneseFonts },
  };
}

/** A camera whose pictures this processor draws, beside everything else it does. */
const drawnByUs = { isDrawn: true, limits: { firstPictureMs: 10_000, nextPictureMs: 10_000 } } as const;

/** A picture in a file is the same all the time. */
export function filesStandStill(device: string): { readonly frozenMs?: number } {
  return device.startsWith('/dev/') ? {} : { frozenMs: Number.POSITIVE_INFINITY };
}
