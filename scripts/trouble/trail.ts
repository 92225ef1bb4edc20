import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { describeFinding, type Finding } from '../../src/audit/findings.ts';
import type { Verification } from '../../src/audit/verify.ts';
import { projectRoot } from '../../src/system/paths.ts';

/** What `audit verify` finds in the trail of this data folder. Rejects where it gives no answer. */
export function findingsIn(dataFolder: string): Promise<readonly Finding[]> {
  const program = join(projectRoot(), 'scripts', 'uketsuke');
  return new Promise((resolve, reject) => {
    execFile(program, ['--data-dir', dataFolder, 'audit', 'verify', '--json'], (_error, out, complaints) => {
      try {
        const { findings }: Verification = JSON.parse(out);
        resolve(findings);
      } catch {
        reject(new Error(`audit verify: ${out}${complaints}`.trim()));
      }
    });
  });
}

/**
 * What is wrong with the trail after a day. That a trail is gone which the day itself has cut must be found, once for
 * each time; everything else that is found is a fault.
 */
export function faultsOfTrail(findings: readonly Finding[], timesCut: number): readonly string[] {
  const gone = findings.filter(({ kind }) => kind === 'trail-gone');
  const others = findings.filter(({ kind }) => kind !== 'trail-gone');
  return [
    ...others.map((finding) => `the audit trail: ${describeFinding(finding)}`),
    ...(gone.length === timesCut ? [] : [`of ${timesCut} trails that were cut ${gone.length} are found gone`]),
  ];
}
