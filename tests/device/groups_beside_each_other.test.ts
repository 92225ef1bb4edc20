import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { beside, type Task } from '../../device/prove/beside.ts';
import { inItsProcess } from '../../device/prove/groupProcess.ts';
import { ownNetwork } from '../../device/prove/ownNetwork.ts';
import { keepRehearsals, keptRehearsals } from '../../device/prove/rehearsals.ts';
import { Steps } from '../../device/prove/steps.ts';

const folder = mkdtempSync(join(tmpdir(), 'uketsuke-beside-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const task = (name: string, minutes: number, ...after: readonly string[]): Task => ({ name, minutes, after });
const all = [task('short', 5, 'set-up'), task('long', 40, 'set-up', 'updates'), task('new', 10)];
const before = [task('set-up', 9), task('updates', 2)];

/** Writes down what began while what else went on; each ends when it is told. */
function workshop(fails: readonly string[] = []) {
  const began: string[] = [];
  const ends = new Map<string, () => void>();
  const work = ({ name }: Task) =>
    new Promise<boolean>((resolve) => {
      began.push(name);
      ends.set(name, () => resolve(!fails.includes(name)));
    });
  const end = async (name: string) => {
    const done = ends.get(name);
    if (!done) throw new Error(`${name} has not begun`);
    done();
    await new Promise(setImmediate);
  };
  return { began, work, end };
}

test('what others wait for begins first, then what takes longest, never more at once than is allowed', async () => {
  const { began, work, end } = workshop();
  const over = beside([...all, ...before], 2, work);
  expect(began).toEqual(['set-up', 'updates']);
  await end('updates');
  expect(began).toEqual(['set-up', 'updates', 'new']);
  await end('set-up');
  expect(began.slice(3)).toEqual(['long']);
  await end('new');
  expect(began.slice(4)).toEqual(['short']);
  await end('long');
  await end('short');
  expect([...(await over)]).toEqual([]);
});

test('what needs something that failed is not begun, and it is said what it waited for; the rest goes on', async () => {
  const { began, work, end } = workshop(['updates']);
  const over = beside([...all, ...before, task('after long', 1, 'long')], 1, work);
  await end('set-up');
  await end('updates');
  await end('new');
  await end('short');
  expect(Object.fromEntries(await over)).toEqual({ long: 'updates', 'after long': 'long' });
  expect(began).toEqual(['set-up', 'updates', 'new', 'short']);
});

test('visits that were rehearsed are the same to another process', () => {
  const at = { x: 0.25, y: 0.5 };
  const presses = [{ action: 'method.pin', at }];
  const screens = [{ screen: 'method', picture: Buffer.from('as if a PNG'), presses }];
  keepRehearsals(join(folder, 'kept'), [{ person: 'suzuki-ume', screens }]);
  expect(keptRehearsals(join(folder, 'kept'))).toEqual([{ person: 'suzuki-ume', screens }]);
});

/** A script that does as a group's process: some steps, a report, an end. */
async function started(name: string, code: string, network: readonly string[] = []) {
  const said: string[] = [];
  const place = join(folder, name);
  const script = join(folder, `${name}.mjs`);
  writeFileSync(script, code);
  const say = (line: string) => said.push(line);
  return { results: await inItsProcess(name, { script: [script], network, folder: place, say }), said };
}

test('a group that breaks off without a word is a failure, also where its steps before went well', async () => {
  expect((await started('silent', 'process.exit(0)')).results).toMatchObject([{ ok: false, says: 'it tried nothing' }]);
  const { results, said } = await started('thrown', "console.log('begins'); throw new Error('no disk is left')");
  expect(results).toMatchObject([{ name: 'thrown', ok: false, says: expect.stringContaining('it ended with 1') }]);
  expect(said).toContain('begins');
  const killed = await started('killed', "process.kill(process.pid, 'SIGKILL')");
  expect(killed.results).toMatchObject([{ ok: false, says: expect.stringContaining('SIGKILL') }]);
  const kept = new Steps(join(folder, 'half'), () => undefined);
  await kept.run('half: first', { limitMs: 1_000 }, async () => 'seen');
  expect((await started('half', 'process.exit(3)')).results).toMatchObject([{ ok: true }, { name: 'half', ok: false }]);
});

test('a report of before is not taken for that of a group which begins anew', async () => {
  const earlier = new Steps(join(folder, 'again'), () => undefined);
  await earlier.run('again: first', { limitMs: 1_000 }, async () => 'seen');
  new Steps(join(folder, 'again'), () => undefined);
  expect((await started('again', 'process.exit(0)')).results).toMatchObject([{ ok: false, says: 'it tried nothing' }]);
});

const network = ownNetwork();
test.skipIf(network === undefined)('in a network of its own a group has the ports that another one has', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const listens = `import { createServer } from 'node:net';
createServer().on('error', () => process.exit(7)).listen(${port}, '127.0.0.1', () => process.exit(0));`;
  expect((await started('beside', listens)).results).toMatchObject([{ says: 'it ended with 7' }]);
  expect((await started('alone', listens, network)).results).toMatchObject([{ says: 'it tried nothing' }]);
  server.close();
});
