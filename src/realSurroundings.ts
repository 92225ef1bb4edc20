import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Logger } from 'pino';
import { createWebcamCamera } from './camera/drivers/webcamCamera.ts';
import { createPcscReader } from './card/drivers/pcscReader.ts';
import type { KioskConfig } from './config/schema.ts';
import { failed, ok, type Result } from './problem/result.ts';
import type { Surroundings } from './surroundings.ts';

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
  const anchors = readPemFiles('card.trustAnchors', card.trustAnchors, folder);
  if (!anchors.ok) return anchors;
  const issuers = readPemFiles('card.faceIssuers', card.faceIssuers, folder);
  if (!issuers.ok) return issuers;
  const reader = await createPcscReader({
    log,
    ...(card.readerPattern === '' ? {} : { namePattern: new RegExp(card.readerPattern) }),
  });
  if (!reader.ok) return reader;
  const eye = createWebcamCamera({ device: camera.device });
  if (!eye.ok) return eye;
  return ok({
    reader: reader.value,
    camera: eye.value,
    // Reading 照合番号B off the printed card is a later issue; until then a real card's photo stays closed and the
    // patient is offered the PIN.
    numberB: { readNumberB: async () => undefined },
    trustAnchors: anchors.value,
    faceIssuers: issuers.value,
    gatewayUrl: eligibility.gatewayUrl,
    close: async () => {
      await reader.value.close();
      await eye.value.close();
    },
  });
}

/** The texts of the PEM files that a configuration key names, relative to `folder`. U-702 says which cannot be read. */
export function readPemFiles(key: string, files: readonly string[], folder: string): Result<readonly string[]> {
  try {
    return ok(files.map((file) => readFileSync(resolve(folder, file), 'utf8')));
  } catch (error) {
    return failed('U-702', `${key}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
