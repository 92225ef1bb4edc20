import type { X509Certificate } from 'node:crypto';
import type { Logger } from 'pino';
import { openCamera } from '../camera/openCamera.ts';
import { parseCertificate } from '../card/certificate.ts';
import { createPcscReader } from '../card/drivers/pcscReader.ts';
import { createPrintedFaceReader } from '../card/printedFace/printedFaceReader.ts';
import { parsePublicKeyPem } from '../card/publicKey.ts';
import type { CardReader } from '../card/reader.ts';
import { readPemFiles } from '../config/pemFiles.ts';
import type { KioskConfig } from '../config/schema.ts';
import { Lifecycle } from '../kernel/lifecycle.ts';
import { failed, ok, type Result } from '../problem/result.ts';
import { aplayOut } from '../speech/drivers/aplayOut.ts';
import { headphoneSource } from '../speech/drivers/headphoneSources.ts';
import { watchedHeadphones } from '../speech/drivers/watchedHeadphones.ts';
import type { SoundPlace } from '../speech/soundOut.ts';
import { browserCommand } from './browserCommand.ts';
import type { Surroundings } from './surroundings.ts';
import { tlsOf } from './tlsOf.ts';

/**
 * The hardware and the systems that the configuration names. Relative paths in it are relative to `folder`, where the
 * configuration file lies. U-702 says what is missing.
 */
export async function realSurroundings(
  config: KioskConfig,
  folder: string,
  log: Logger,
): Promise<Result<Surroundings>> {
  const { card, camera, eligibility } = config;
  if (eligibility.gatewayUrl === '') {
    return failed('U-702', 'eligibility.gatewayUrl is not set; to try the kiosk without a clinic add --simulator');
  }
  if (card.driver === 'direct') return failed('U-702', 'card.driver "direct" exists with --simulator only');
  const anchors = readTrustAnchors(card.trustAnchors, folder);
  if (!anchors.ok) return anchors;
  const issuers = readPemFiles('card.faceIssuers', card.faceIssuers, folder, parsePublicKeyPem);
  if (!issuers.ok) return issuers;
  const gatewayTls = tlsOf('eligibility', eligibility, folder);
  if (!gatewayTls.ok) return gatewayTls;

  const open = new Lifecycle(log);
  const reader = await openReader(card.readerPattern, log, open);
  if (!reader.ok) return open.closing(reader);
  const phoneReader =
    card.phoneReaderPattern === '' ? ok(undefined) : await openReader(card.phoneReaderPattern, log, open);
  if (!phoneReader.ok) return open.closing(phoneReader);
  const { device, driver, framesPerSecond } = camera;
  const eye = await openCamera({ device, driver, framesPerSecond, log });
  if (!eye.ok) return open.closing(eye);
  open.opened('camera', () => eye.value.close());
  const numberB = await openPrintedFace(camera.cardDevice, log, open);
  if (!numberB.ok) return open.closing(numberB);
  const sound = openSound(config, open);

  const browser = browserCommand(config.screen.restartBrowser, log);
  return ok({
    reader: reader.value,
    ...(browser ? { browser } : {}),
    ...(phoneReader.value ? { phoneReader: phoneReader.value } : {}),
    camera: eye.value,
    ...numberB.value,
    sound,
    trustAnchors: anchors.value,
    faceIssuers: issuers.value,
    gatewayUrl: eligibility.gatewayUrl,
    gatewayTls: gatewayTls.value,
    close: () => open.close(),
  });
}

async function openReader(pattern: string, log: Logger, open: Lifecycle): Promise<Result<CardReader>> {
  const reader = await createPcscReader({ log, ...(pattern === '' ? {} : { namePattern: new RegExp(pattern) }) });
  if (reader.ok) open.opened('reader', () => reader.value.close());
  return reader;
}

/** Without a card camera nobody tells 照合番号B by itself: patient or staff type it, or another method is chosen. */
async function openPrintedFace(
  device: string,
  log: Logger,
  open: Lifecycle,
): Promise<Result<Pick<Surroundings, 'numberB' | 'cardCamera' | 'paperCard'>>> {
  if (device === '') return ok({ numberB: { readNumberB: async () => undefined } });
  const camera = await openCamera({ device, log });
  if (!camera.ok) return camera;
  open.opened('card camera', () => camera.value.close());
  const reader = createPrintedFaceReader({ camera: camera.value, log });
  open.opened('printed face reader', () => reader.close());
  return ok({ numberB: reader, cardCamera: camera.value, paperCard: reader });
}

/** Where there is no sound device this is found out when something is to be heard. */
function openSound({ speech: { device, headphoneDevice, headphones } }: KioskConfig, open: Lifecycle): SoundPlace {
  const out = aplayOut({ room: device, ear: headphoneDevice === '' ? device : headphoneDevice });
  const watched = watchedHeadphones(headphoneSource(headphones));
  open.opened('sound', () => out.close());
  open.opened('headphones', () => watched.close());
  return { out, headphones: watched };
}

/** The authorities in the files of `card.trustAnchors`, relative to `folder`. U-702 says which cannot be read. */
export function readTrustAnchors(files: readonly string[], folder: string): Result<readonly X509Certificate[]> {
  return readPemFiles('card.trustAnchors', files, folder, parseCertificate);
}
