import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { type ConfigFault, checkConfig } from '../config/load.ts';
import type { KioskConfig } from '../config/schema.ts';
import { readRegularFile } from '../kernel/regularFile.ts';
import { strictText } from '../kernel/strictText.ts';
import { failed, ok, type Result } from '../problem/result.ts';
import { makePrivateFolder, replacePrivateFile } from '../storage/privateFile.ts';
import { type Draft, minimal } from './draft.ts';
import type { SecretFile } from './step.ts';

const object = z.record(z.string(), z.unknown());

/** A draft as the file has it: short, and in the order in which the sections are explained. */
export function configurationText(draft: Draft): string {
  return `${JSON.stringify(minimal(draft), null, 2)}\n`;
}

/** Whether a draft is a whole configuration; every fault where it is none. */
export function judged(
  draft: Draft,
):
  | { readonly ok: true; readonly config: KioskConfig }
  | { readonly ok: false; readonly faults: readonly ConfigFault[] } {
  return checkConfig(configurationText(draft));
}

/** What the file says now, as a draft; empty where there is none. One that breaks the schema is none to go on with. */
export function draftIn(file: string): Draft {
  try {
    const text = strictText(readRegularFile(file).bytes);
    if (text === undefined || !checkConfig(text).ok) return {};
    return object.parse(JSON.parse(text.replace(/^\ufeff/, '')));
  } catch {
    return {};
  }
}

/** Beside the file: what it said before the set-up wrote it. */
export function fileOfBefore(file: string): string {
  return `${file}.before`;
}

/**
 * Puts a draft in the place of the configuration: checked first, the old one kept beside it, and after a power cut the
 * old is there or the new. Errors: U-741 names the first fault; U-743 the disk.
 */
export function writeConfiguration(file: string, draft: Draft): Result<KioskConfig> {
  const verdict = judged(draft);
  if (!verdict.ok) {
    const [fault] = verdict.faults;
    return failed('U-741', fault && `${fault.key}: ${fault.message}`);
  }
  return written(() => {
    if (existsSync(file)) replacePrivateFile(fileOfBefore(file), readRegularFile(file).bytes);
    else if (!isFolder(dirname(file))) makePrivateFolder(dirname(file));
    replacePrivateFile(file, Buffer.from(configurationText(draft)));
    return verdict.config;
  });
}

/** Lays secrets into their files beside the configuration, readable by nobody else. Errors: U-743. */
export function writeSecrets(configFile: string, secrets: readonly SecretFile[]): Result<void> {
  return written(() => {
    for (const { file, text } of secrets) {
      const path = join(dirname(configFile), file);
      makePrivateFolder(dirname(path));
      replacePrivateFile(path, Buffer.from(text));
    }
  });
}

function written<T>(work: () => T): Result<T> {
  try {
    return ok(work());
  } catch (error) {
    return failed('U-743', error instanceof Error ? error.message : String(error));
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
