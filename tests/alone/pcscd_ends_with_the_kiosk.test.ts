import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { unwrap } from '../../src/problem/result.ts';
import { ensurePcscd, type PcscdHandle } from '../../src/system/pcscd.ts';
import { pcscdAnswers, pcscdSocketPath } from '../../src/system/pcscdSocket.ts';
import { root } from '../support/card/cardRig.ts';
import { silent } from '../support/system/silent.ts';

/** A stand-in for the kiosk in a process of its own, which tells when pcscd is there and then only lives. */
const kiosk = `
  const { createServer } = await import('vite');
  const vite = await createServer({ root: ${JSON.stringify(root)}, configFile: false, logLevel: 'silent',
    server: { middlewareMode: true, hmr: false, ws: false, watch: null }, optimizeDeps: { noDiscovery: true } });
  const { ensurePcscd } = await vite.ssrLoadModule('/src/system/pcscd.ts');
  const log = { info() {}, warn() {} };
  const result = await ensurePcscd({ log });
  process.stdout.write(JSON.stringify(result) + '\\n');
  setInterval(() => {}, 1000);
`;

describe('pcscd', () => {
  const children: ChildProcess[] = [];
  const handles: PcscdHandle[] = [];
  afterEach(async () => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    for (const handle of handles.splice(0)) await handle.stop();
    expect(await eventually(async () => !(await pcscdAnswers()))).toBe(true);
  });

  async function startKiosk(): Promise<{ child: ChildProcess; answer: unknown }> {
    const child = spawn(process.execPath, ['--input-type=module', '-e', kiosk], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(child);
    const line = await new Promise<string>((resolve) => child.stdout?.once('data', (data) => resolve(String(data))));
    return { child, answer: JSON.parse(line) };
  }

  async function ensured(): Promise<PcscdHandle> {
    const handle = unwrap(await ensurePcscd({ log: silent }));
    handles.push(handle);
    return handle;
  }

  test('is started when nobody has, and ended on request', async () => {
    const handle = await ensured();
    expect(handle.startedByUs).toBe(true);
    expect(await pcscdAnswers()).toBe(true);
    await handle.stop();
    expect(await pcscdAnswers()).toBe(false);
  });

  test('ends when the kiosk that started it is killed with SIGKILL', async () => {
    const { child, answer } = await startKiosk();
    expect(answer).toMatchObject({ ok: true, value: { startedByUs: true } });
    expect(await pcscdAnswers()).toBe(true);
    child.kill('SIGKILL');
    expect(await eventually(async () => !(await pcscdAnswers()))).toBe(true);
  });

  test('that runs already is used and outlives who used it', async () => {
    await startKiosk();
    const handle = await ensured();
    expect(handle.startedByUs).toBe(false);
    await handle.stop();
    expect(await pcscdAnswers()).toBe(true);
  });

  test('is started over what a killed one left behind', async () => {
    await ensured();
    const pid = await pidOf();
    process.kill(pid, 'SIGKILL');
    await eventually(async () => !(await pcscdAnswers()));
    expect(existsSync(pcscdSocketPath)).toBe(true);
    // The number may belong to somebody else by now: pcscd itself would believe that this is pcscd.
    await writeFile('/run/pcscd/pcscd.pid', `${process.pid}`);
    const handle = await ensured();
    expect(handle.startedByUs).toBe(true);
    expect(await pcscdAnswers()).toBe(true);
  });

  test('is not in the process group that Ctrl-C reaches', async () => {
    await ensured();
    const pid = await pidOf();
    const groupOf = async (id: number) => (await readFile(`/proc/${id}/stat`, 'utf8')).split(') ')[1]?.split(' ')[2];
    expect(await groupOf(pid)).toBe(String(pid));
    expect(await groupOf(pid)).not.toBe(await groupOf(process.pid));
  });
});

async function pidOf(): Promise<number> {
  return Number.parseInt(await readFile('/run/pcscd/pcscd.pid', 'utf8'), 10);
}

async function eventually(holds: () => Promise<boolean>): Promise<boolean> {
  for (let look = 0; look < 100; look++) {
    if (await holds()) return true;
    await delay(50);
  }
  return false;
}
