import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { browserCommand } from '../../src/kiosk/browserCommand.ts';

function place() {
  const folder = mkdtempSync(join(tmpdir(), 'uketsuke-browser-command-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const said: unknown[] = [];
  return { file: join(folder, 'a file; touch b'), said, log: { warn: (what: unknown) => void said.push(what) } };
}

const frozen = { code: 'U-614', detail: 'nothing painted' } as const;

test('the command is run with its words as they are, once at a time, and what came of it is logged', async () => {
  const { file, said, log } = place();
  const browser = browserCommand(
    [process.execPath, '-e', 'require("fs").appendFileSync(process.argv[1], "x"); process.exitCode = 3', file],
    log,
  );
  browser?.restart(frozen);
  browser?.restart(frozen);
  await expect.poll(() => said.length).toBeGreaterThan(0);
  // As long as a second one would take.
  await sleep(1_000);
  expect(said).toMatchObject([{ problem: 'U-614', why: 'nothing painted', how: '3' }]);
  expect(readFileSync(file, 'utf8')).toBe('x');

  browser?.restart(frozen);
  await expect.poll(() => said.length).toBe(2);
});

test('a program that is not there is said, and none at all is no supervisor', async () => {
  const { file, said, log } = place();
  browserCommand([file], log)?.restart(frozen);
  await expect.poll(() => said).toMatchObject([{ how: expect.stringContaining('ENOENT') }]);
  expect(existsSync(file)).toBe(false);
  expect(browserCommand([], log)).toBeUndefined();
});
