import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readRegularText } from '../kernel/regularFile.ts';
import type { Problem } from '../problem/result.ts';
import { makePrivateFolder, replacePrivateFile, syncFolder } from '../storage/privateFile.ts';
import { manifestSchema } from './manifest.ts';

/** Where it is written which machine of a kiosk this is, and whether it may serve. */
const generationFile = 'generation.json';
const retiredFile = 'retired.json';
const restoringFile = 'restoring.json';

/** Names in the data folder that are about this machine: no backup holds them. */
export const standingFiles = [generationFile, retiredFile, restoringFile] as const;

const generationSchema = z.object({ generation: z.int().min(1) });

/** A backup that is whole on the disk and has not got its name yet: the last step of a machine that retires. */
const namingSchema = z.object({ part: z.string(), to: z.string(), manifest: manifestSchema });
export type Naming = z.infer<typeof namingSchema>;

const retiredSchema = z.object({ backup: z.string(), at: z.string(), naming: namingSchema.optional() });

/** How many machines this kiosk has been on; the first where nobody says otherwise. */
export function generationOf(dataFolder: string): number {
  try {
    return generationSchema.parse(JSON.parse(readRegularText(join(dataFolder, generationFile)))).generation;
  } catch {
    return 1;
  }
}

/**
 * Why this machine may not serve, if it may not. U-710 its receptions went to another machine with a backup; U-732 they
 * were to, and the backup has not got its name; U-712 a restore did not come to its end.
 */
export function notInService(dataFolder: string): Problem | undefined {
  if (existsSync(join(dataFolder, restoringFile))) return { code: 'U-712', detail: dataFolder };
  if (!existsSync(join(dataFolder, retiredFile))) return undefined;
  const naming = namingOf(dataFolder);
  return naming ? { code: 'U-732', detail: naming.to } : { code: 'U-710', detail: dataFolder };
}

/** The backup that a machine which retires has still to give its name; undefined where it has, or retires not at all. */
export function namingOf(dataFolder: string): Naming | undefined {
  try {
    return retiredSchema.parse(JSON.parse(readRegularText(join(dataFolder, retiredFile)))).naming;
  } catch {
    // Out of service it is all the same.
    return undefined;
  }
}

/** From now on, whatever happens, this machine serves nobody. Durable when it returns; throws what the disk says. */
export function retire(dataFolder: string, naming: Naming): void {
  write(dataFolder, retiredFile, { ...retirement(naming), naming });
}

/** The backup has its name: what is left to do is nothing. */
export function retired(dataFolder: string, naming: Naming): void {
  write(dataFolder, retiredFile, retirement(naming));
}

function retirement({ manifest }: Naming): Readonly<Record<string, string>> {
  return { backup: manifest.id, at: new Date(manifest.at).toISOString() };
}

/** Takes that back, where it is certain that nobody can have the backup. */
export function serveAgain(dataFolder: string): void {
  rmSync(join(dataFolder, `${retiredFile}.new`), { force: true });
  remove(dataFolder, retiredFile);
}

/** Nothing that lies here may be used before {@link restored}. */
export function beginRestore(dataFolder: string, backup: string): void {
  makePrivateFolder(dataFolder);
  write(dataFolder, restoringFile, { backup });
}

export function isBeingRestored(dataFolder: string): boolean {
  return existsSync(join(dataFolder, restoringFile));
}

/** Takes back {@link beginRestore}: what lay here before lies here again. */
export function restoreGivenUp(dataFolder: string): void {
  remove(dataFolder, restoringFile);
}

/** Everything lies here: this is the next machine of that kiosk, also where it once was an earlier one. */
export function restored(dataFolder: string, generation: number): void {
  write(dataFolder, generationFile, { generation });
  remove(dataFolder, retiredFile);
  remove(dataFolder, restoringFile);
}

function write(folder: string, name: string, content: unknown): void {
  replacePrivateFile(join(folder, name), Buffer.from(`${JSON.stringify(content)}\n`));
}

function remove(folder: string, name: string): void {
  rmSync(join(folder, name), { force: true });
  syncFolder(folder);
}
