import { type ChildProcess, spawn } from 'node:child_process';
import { onTestFinished } from 'vitest';

/** What the other program does: takes the write lock of each file, says so, and lets go when its input ends. */
const holder = `
  const { createRequire } = require('node:module');
  const Database = createRequire(process.argv[1])('better-sqlite3');
  const open = process.argv.slice(3).map((file) => new Database(file, { timeout: 30000 }));
  for (const database of open) database.exec(process.argv[2]);
  process.stdout.write('held');
  process.stdin.on('end', () => { for (const database of open) database.exec('ROLLBACK'); process.exit(0); }).resume();
`;

/**
 * Another program that writes into the kiosk's databases and does not come to an end: holds the lock of each until
 * `release`. A process of its own, as a back-up or a tool for looking into databases is.
 */
export async function holdDatabases(
  files: readonly string[],
  how: 'BEGIN IMMEDIATE' | 'BEGIN EXCLUSIVE',
): Promise<{ release(): Promise<void> }> {
  const child: ChildProcess = spawn(process.execPath, ['-e', holder, import.meta.filename, how, ...files], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  onTestFinished(() => void child.kill('SIGKILL'));
  await new Promise<void>((resolve, reject) => {
    child.stdout?.once('data', () => resolve());
    child.once('exit', (code) => reject(new Error(`the other program ended with ${code}`)));
  });
  return {
    async release() {
      child.stdin?.end();
      await ended;
    },
  };
}
