import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { createPrivateFile } from '../storage/privateFile.ts';
import { setAsideFolders } from '../storage/setAside.ts';

/** A damaged database that was set aside, and what became of what it held. */
export interface Damage extends DamageReport {
  /** Where it lies now. The alert lasts as long as this folder. */
  readonly folder: string;
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

/** What was set aside so far. One that is still without its report counts as recovered nothing. */
export function listDamage(folder: string): readonly Damage[] {
  return setAsideFolders(folder).map((each) => {
    const report = hasReport(each)
      ? reportSchema.parse(JSON.parse(readFileSync(join(each, reportFile), 'utf8')))
      : { at: '', recovered: 0, delivered: 0 };
    return { folder: each, ...report };
  });
}

/** Whether what lies in `folder` was worked through to the end. */
export function hasReport(folder: string): boolean {
  return existsSync(join(folder, reportFile));
}

export function writeReport(folder: string, report: DamageReport): void {
  createPrivateFile(join(folder, reportFile), Buffer.from(`${JSON.stringify(report)}\n`));
}
