import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { auditPaths } from '../../../src/audit/trailStore.ts';
import { makeBackupKey } from '../../../src/backup/recipients.ts';
import { runProgram } from '../../../src/cli/exit.ts';
import { uketsuke } from '../../../src/cli/program.ts';
import { outboxPaths } from '../../../src/outbox/store.ts';
import { unwrap } from '../../../src/problem/result.ts';
import { statisticsFolder } from '../../../src/statistics/database.ts';
import { temporaryTrail } from '../audit/auditTrails.ts';
import { type Said, said, surroundsOf } from '../cli/commandLine.ts';
import { sampleReception, temporaryFolder, temporaryOutbox } from '../outbox/queue.ts';
import { openedStatistics } from '../statistics/statistics.ts';

/** A machine on which a kiosk of a clinic runs, with one reception that waits. */
export interface ClinicKiosk {
  readonly dataFolder: string;
  readonly configFile: string;
  /** Id of the reception. */
  readonly waiting: string;
  /** Ends what runs there. */
  stop(): void;
}

/** A machine's folders, with nothing in them yet. */
export function newMachine(): Pick<ClinicKiosk, 'dataFolder' | 'configFile'> {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'etc'));
  return { dataFolder: join(folder, 'data'), configFile: join(folder, 'etc', 'kiosk.config.json') };
}

export function clinicKiosk(): ClinicKiosk {
  const machine = newMachine();
  const { dataFolder, configFile } = machine;
  writeFileSync(configFile, JSON.stringify({ kiosk: { id: 'kiosk-7', dataFolder } }));
  mkdirSync(dataFolder, { mode: 0o700 });
  const trail = temporaryTrail(auditPaths(dataFolder));
  unwrap(trail.append({ type: 'kiosk.started', mode: 'trial', simulator: false }));
  unwrap(trail.anchor());
  openedStatistics({ folder: statisticsFolder(dataFolder) });
  const outbox = temporaryOutbox(outboxPaths(dataFolder));
  const reception = sampleReception();
  unwrap(outbox.record(reception));
  unwrap(outbox.backlog());
  return {
    ...machine,
    waiting: reception.id,
    stop() {
      trail.close();
      outbox.close();
    },
  };
}

/** Runs one command line on a machine. */
export async function on(
  { dataFolder, configFile }: Pick<ClinicKiosk, 'dataFolder' | 'configFile'>,
  ...words: readonly string[]
): Promise<Said> {
  const heard = said();
  const surrounds = surroundsOf(heard);
  const all = ['--data-dir', dataFolder, '--config', configFile, ...words];
  await runProgram(await uketsuke(surrounds, all), all, surrounds);
  return heard;
}

/** The key of a clinic's IT, and the file it lies in. */
export async function keyOfClinicIt(): Promise<{ readonly recipient: string; readonly file: string }> {
  const { recipient, identity } = await makeBackupKey();
  const file = join(temporaryFolder(), 'backup.key');
  writeFileSync(file, `# public key: ${recipient}\n${identity}\n`);
  return { recipient, file };
}
