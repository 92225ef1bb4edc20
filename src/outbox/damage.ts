import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Problem } from '../problem/result.ts';
import { replacePrivateFile } from '../storage/privateFile.ts';
import { setAsideFolders } from '../storage/setAside.ts';

/** A damaged database that was set aside, and what became of what it held. */
export interface Damage extends DamageReport {
  /** Where it lies now. The alert lasts as long as this folder. */
  readonly folder: string;
  /** Whether there was nothing to set aside: the key was there, and no file. */
  readonly gone: boolean;
}

/** What was saved of a database that was set aside. */
export interface DamageReport {
  /** When it was worked through, ISO 8601; empty until then. */
  readonly at: string;
  /** Receptions that could still be read: they are in the queue again, and are offered again. */
  readonly recovered: number;
  /** How many of those are known to have been delivered before. */
  readonly delivered: number;
}

const reportFile = 'report.json';
const reportSchema = z.object({ at: z.string(), recovered: z.number(), delivered: z.number() });

/** What staff are told of it. */
export function damageProblem({ folder, recovered, gone }: Damage): Problem {
  return { code: gone ? 'U-513' : 'U-506', detail: `${recovered} recovered from ${folder}` };
}

/**
 * What was set aside so far. One that is still without its report counts as recovered nothing.
 * @param fileName of the database
 */
export function listDamage(folder: string, fileName: string): readonly Damage[] {
  return setAsideFolders(folder).map((each) => {
    const report = readReport(each) ?? { at: '', recovered: 0, delivered: 0 };
    return { folder: each, gone: !existsSync(join(each, fileName)), ...report };
  });
}

/** Whether what lies in `folder` was worked through to the end. */
export function hasReport(folder: string): boolean {
  return readReport(folder) !== undefined;
}

/** A report that is damaged itself is none: what it was about is worked through again, which changes nothing. */
function readReport(folder: string): DamageReport | undefined {
  const file = join(folder, reportFile);
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) return undefined;
  try {
    return reportSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return undefined;
    throw error;
  }
}

export function writeReport(folder: string, report: DamageReport): void {
  replacePrivateFile(join(folder, reportFile), Buffer.from(`${JSON.stringify(report)}\n`));
}
