import { dirname, resolve } from 'node:path';
import { openCamera } from '../../camera/openCamera.ts';
import { createPcscReader } from '../../card/drivers/pcscReader.ts';
import { firstSight } from '../../card/firstSight.ts';
import { inspectCard } from '../../card/inspectCard.ts';
import { traced } from '../../card/trace.ts';
import type { KioskConfig } from '../../config/schema.ts';
import type { EyePort, Ports, ReaderSight } from '../../diagnostics/ports.ts';
import { readClockMemory } from '../../kiosk/clock.ts';
import { configuredPorts, gatewayPort } from '../../kiosk/diagnosis/configuredPorts.ts';
import { facePort } from '../../kiosk/diagnosis/facePort.ts';
import { japaneseFonts } from '../../kiosk/diagnosis/japaneseFonts.ts';
import { builtAt, filesStandStill } from '../../kiosk/diagnosis/kioskPorts.ts';
import { pcscPort } from '../../kiosk/diagnosis/pcscPort.ts';
import { failed, ok, type Result } from '../../problem/result.ts';
import type { CommandContext } from '../context.ts';
import { storePorts } from './storePorts.ts';

export interface OfflineOptions {
  readonly context: CommandContext;
  readonly config: KioskConfig;
  readonly dataFolder: string;
  readonly isSimulated: boolean;
  /** Whether somebody else works in the data folder: then readers and cameras are theirs. */
  readonly isTaken: boolean;
}

/** What there is to look at where no kiosk answers: opened for the moment of looking, and closed again. */
export async function offlinePorts(options: OfflineOptions): Promise<Partial<Ports>> {
  const { context, config, dataFolder, isSimulated, isTaken } = options;
  const { root, now } = context;
  const configFolder = dirname(resolve(context.configFile()));
  const simulated = isSimulated ? {} : undefined;
  const common = {
    ...configuredPorts({ config, root, configFolder, dataFolder, simulated, now: now() }),
    ...storePorts(context, dataFolder, config),
    face: facePort({
      wanted: config.face.profile,
      modelsFolder: context.modelsFolder(config),
      root,
      mayTry: true,
    }),
    screen: { isShown: () => undefined, japaneseFonts },
    clock: { wall: now, builtAt: builtAt(), recordedAt: readClockMemory(dataFolder)?.seen },
    ...(isTaken ? { service: silentKiosk(dataFolder) } : {}),
  };
  if (isSimulated) return common;
  const gateway = gatewayPort(config, configFolder);
  if (isTaken) return { ...common, pcsc: pcscPort, ...gateway };
  return { ...common, pcsc: pcscPort, reader: readerPort(config), ...gateway, ...(await eyes(config)) };
}

function silentKiosk(dataFolder: string): Ports['service'] {
  return { outage: () => ({ code: 'U-704', detail: `${dataFolder} は使用中で、応答がありません` }), alerts: () => [] };
}

function readerPort({ card }: KioskConfig): Ports['reader'] {
  return { wanted: card.readerPattern, look: (signal) => lookAtReader(card.readerPattern, signal) };
}

/** Opens the reader, asks a card that lies there what it is, and lets go of both. Spends no try of anything. */
async function lookAtReader(pattern: string, signal: AbortSignal): Promise<Result<ReaderSight>> {
  const opened = await createPcscReader(pattern === '' ? {} : { namePattern: new RegExp(pattern) });
  if (!opened.ok) return opened;
  try {
    const sight = await firstSight(opened.value);
    if (!sight.ok) return sight;
    const { reader: name, card } = sight.value;
    if (!card) return ok({ name, card: 'none' });
    let exchangeMs: number | undefined;
    const channel = traced(card, ({ ms }) => {
      exchangeMs ??= Math.round(ms);
    });
    const report = await inspectCard(channel, [], new Date(), signal);
    if (!report.ok && report.problem.code !== 'U-102') return report;
    const kind = report.ok ? report.value.kind : 'no My Number card';
    return ok({ name, card: 'present', kind, ...(exchangeMs === undefined ? {} : { exchangeMs }) });
  } finally {
    await opened.value.close();
  }
}

/** Cameras are opened by whoever looks through them first; their devices are let go at the end of that look. */
async function eyes({ camera }: KioskConfig): Promise<Partial<Pick<Ports, 'camera' | 'cardCamera'>>> {
  const { device, driver, framesPerSecond, cardDevice } = camera;
  const eye = await openCamera({ device, driver, framesPerSecond, idleMs: 0 });
  const cardEye = cardDevice === '' ? failed('U-215') : await openCamera({ device: cardDevice, idleMs: 0 });
  return {
    ...(eye.ok ? { camera: eyePort(eye.value, device) } : {}),
    ...(cardEye.ok ? { cardCamera: eyePort(cardEye.value, cardDevice) } : {}),
  };
}

function eyePort(camera: EyePort['camera'], device: string): EyePort {
  return { camera, limits: filesStandStill(device) };
}
