import { execFile } from 'node:child_process';
import { mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readBackup } from '../../src/backup/read.ts';
import { type BackupKey, makeBackupKey } from '../../src/backup/recipients.ts';
import { projectRoot } from '../../src/system/paths.ts';
import { aheadVariable } from './inside/messages.ts';

/** Enough for a queue of a whole outage on a busy machine, milliseconds. */
const limitMs = 300_000;

export interface BackupsOptions {
  /** Where they lie, outside the data folder. */
  readonly folder: string;
  readonly dataFolder: string;
  /** The module that moves a process's clocks. */
  readonly inside: string;
}

/** Backups of a running kiosk, by the command that clinic IT gives; the newest is kept. */
export class Backups {
  private readonly options: BackupsOptions;
  private readonly key: BackupKey;
  /** Those that failed, each in a sentence. */
  private readonly failed: string[] = [];
  private taken = 0;
  private newest: string | undefined;

  private constructor(options: BackupsOptions, key: BackupKey) {
    this.options = options;
    this.key = key;
  }

  static async in(options: BackupsOptions): Promise<Backups> {
    mkdirSync(options.folder, { recursive: true });
    return new Backups(options, await makeBackupKey());
  }

  /** How many there were, and how large the newest is, bytes. */
  get figures(): { readonly count: number; readonly bytes: number } {
    return { count: this.taken, bytes: this.newest === undefined ? 0 : statSync(this.newest).size };
  }

  /** @param aheadMs by how much the kiosk's clock is ahead: both write into one trail */
  async take(aheadMs: number): Promise<void> {
    const { folder, dataFolder, inside } = this.options;
    const file = join(folder, `${this.taken + 1}.backup`);
    const args = ['--data-dir', dataFolder, 'backup', 'create', '--to', file, '--recipient', this.key.recipient];
    try {
      await promisify(execFile)(join(projectRoot(), 'scripts', 'uketsuke'), args, {
        env: { ...process.env, NODE_OPTIONS: `--import=${inside}`, [aheadVariable]: String(aheadMs) },
        timeout: limitMs,
      });
    } catch (error) {
      this.failed.push(`a backup failed: ${error instanceof Error ? error.message : String(error)}`);
      return;
    }
    if (this.newest !== undefined) rmSync(this.newest);
    this.newest = file;
    this.taken += 1;
  }

  /** Opens the newest with the secret key and reads all of it; what is wrong with it, and which of them failed. */
  async faults(): Promise<readonly string[]> {
    if (this.newest === undefined) return this.failed;
    const read = await readBackup(this.newest, this.key.identity);
    if (read.ok) return this.failed;
    return [...this.failed, `the newest backup does not open: ${read.problem.code} ${read.problem.detail ?? ''}`];
  }
}
