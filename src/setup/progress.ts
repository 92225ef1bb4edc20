import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readRegularText } from '../kernel/regularFile.ts';
import { failed, ok, type Result } from '../problem/result.ts';
import { makePrivateFolder, replacePrivateFile } from '../storage/privateFile.ts';
import type { Draft } from './draft.ts';
import { type StepId, stepIds } from './stepIds.ts';

/**
 * What became of a step. `imported`: another kiosk's file says so, and nobody here has looked at it yet; where
 * something is sent to, that is no answer.
 */
const standings = ['answered', 'skipped', 'imported'] as const;
export type StandingOfStep = (typeof standings)[number];

/** How far the set-up has come: what was answered so far. Secrets are never in it. */
export interface SetUpProgress {
  readonly draft: Draft;
  readonly standings: Readonly<Partial<Record<StepId, StandingOfStep>>>;
}

const kept = z.strictObject({
  version: z.literal(1),
  draft: z.record(z.string(), z.unknown()),
  standings: z.partialRecord(z.enum(stepIds), z.enum(standings)),
});

/** The folder of the set-up in the data folder. */
export function setUpFolder(dataFolder: string): string {
  return join(dataFolder, 'set-up');
}

const fileIn = (folder: string): string => join(folder, 'progress.json');

/** What was kept; `undefined` where nothing was yet. Errors: U-742 what is there cannot be read. */
export function readProgress(folder: string): Result<SetUpProgress | undefined> {
  let text: string;
  try {
    text = readRegularText(fileIn(folder));
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return isMissing ? ok(undefined) : failed('U-742', error instanceof Error ? error.message : String(error));
  }
  try {
    return ok(kept.parse(JSON.parse(text)));
  } catch {
    return failed('U-742', 'it is no progress of this program');
  }
}

/** Keeps it: after a power cut the progress of before is there, or this one. Errors: U-743. */
export function keepProgress(folder: string, { draft, standings: made }: SetUpProgress): Result<void> {
  try {
    makePrivateFolder(folder);
    replacePrivateFile(fileIn(folder), Buffer.from(JSON.stringify({ version: 1, draft, standings: made })));
    return ok(undefined);
  } catch (error) {
    return failed('U-743', error instanceof Error ? error.message : String(error));
  }
}

/** To be called once the configuration is written: from then on that is what holds. */
export function forgetProgress(folder: string): void {
  rmSync(fileIn(folder), { force: true });
}
