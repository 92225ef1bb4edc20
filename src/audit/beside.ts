import { existsSync } from 'node:fs';
import { ok, type Result } from '../problem/result.ts';
import { openExistingPrivateDatabase } from '../storage/privateDatabase.ts';
import type { AuditEvent } from './catalogue.ts';
import { chainOn } from './chain.ts';
import { type AuditPaths, asAudit, databaseFile, trailIn } from './trailStore.ts';

/**
 * Commits one record from a program beside the kiosk, whether that runs or not; the kiosk signs it with its own next
 * ones. `no-trail` where there is none, as in a folder that no kiosk has used. Errors: U-507.
 */
export function recordBeside(paths: AuditPaths, event: AuditEvent, now: number): Result<'recorded' | 'no-trail'> {
  if (!existsSync(databaseFile(paths))) return ok('no-trail');
  return asAudit(() => {
    const opened = openExistingPrivateDatabase(trailIn(paths), 'write');
    if (!opened.ok) return opened;
    try {
      chainOn(opened.value).append([event], now);
      return ok('recorded');
    } finally {
      opened.value.close();
    }
  });
}
