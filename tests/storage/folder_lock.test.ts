import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockFolder } from '../../src/storage/folderLock.ts';
import { projectRoot } from '../../src/system/paths.ts';

let folder: string;
const children: ChildProcess[] = [];

beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'uketsuke-lock-')), 'data');
});

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(join(folder, '..'), { recursive: true, force: true });
});

/** A process that asks for the lock at `at` (ms since the epoch), says what it got and keeps it. */
function another(at = 0): { readonly child: ChildProcess; readonly says: Promise<string> } {
  const module = join(projectRoot(), 'dist', 'src', 'storage', 'folderLock.js');
  const script = `
    const { lockFolder } = await import(${JSON.stringify(module)});
    while (Date.now() < ${at});
    const lock = lockFolder(${JSON.stringify(folder)}, 'another kiosk');
    console.log(lock.ok ? 'locked' : lock.problem.code);
    setInterval(() => lock, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  return { child, says: new Promise((resolve) => child.stdout.once('data', (text) => resolve(`${text}`.trim()))) };
}

function codeOf(result: ReturnType<typeof lockFolder>): string {
  return result.ok ? 'locked' : result.problem.code;
}

test('a locked folder is refused, in this process and in any other, until the lock is closed', async () => {
  const first = lockFolder(folder, 'the kiosk');
  expect(codeOf(first)).toBe('locked');
  const second = lockFolder(folder, 'the kiosk');
  expect(second).toMatchObject({
    problem: { code: 'U-704', detail: `the kiosk (process ${process.pid}) is at work on ${folder}` },
  });
  expect(await another().says).toBe('U-704');
  if (first.ok) first.value.close();
  expect(await another().says).toBe('locked');
});

test('a process that is killed leaves no lock behind', async () => {
  const { child, says } = another();
  expect(await says).toBe('locked');
  expect(codeOf(lockFolder(folder, 'the kiosk'))).toBe('U-704');
  child.kill('SIGKILL');
  await new Promise((resolve) => child.once('exit', resolve));
  expect(codeOf(lockFolder(folder, 'the kiosk'))).toBe('locked');
});

test('of twenty that ask in one moment exactly one gets it', async () => {
  const moment = Date.now() + 4_000;
  const answers = await Promise.all(Array.from({ length: 20 }, () => another(moment).says));
  expect(answers.filter((answer) => answer === 'locked')).toHaveLength(1);
  expect(answers.filter((answer) => answer === 'U-704')).toHaveLength(19);
});

test('nobody else may read the folder, and the lock holds nothing', () => {
  expect(codeOf(lockFolder(folder, 'the kiosk'))).toBe('locked');
  expect(statSync(folder).mode & 0o077).toBe(0);
  expect(statSync(join(folder, 'kiosk.lock')).size).toBe(0);
  const files = readdirSync(folder).sort();
  expect(files).toEqual(['kiosk.lock', 'kiosk.lock.holder']);
  for (const file of files) expect(statSync(join(folder, file)).mode & 0o077).toBe(0);
});
