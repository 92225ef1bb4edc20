import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { modelsCommand } from '../../src/cli/models/command.ts';
import { installModel } from '../../src/face/models/installModel.ts';
import { modelManifest, type NetworkEntry } from '../../src/face/models/manifest.ts';
import { folderSource, type ModelSource, webSource } from '../../src/face/models/modelSource.ts';
import { ok } from '../../src/problem/result.ts';
import { ranCommand } from '../support/cli/commandLine.ts';

const content = Buffer.alloc(300_000, 'weights ');
const entry: NetworkEntry = {
  name: 'a network',
  file: 'network.onnx',
  sha256: createHash('sha256').update(content).digest('hex'),
  licence: 'Apache-2.0',
  source: 'https://example.org/network',
  input: ['1'],
  preprocessing: 'none',
};

let home: string;
let to: string;
let closeServers: (() => void)[];
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'uketsuke-install-'));
  to = join(home, 'weights');
  closeServers = [];
});
afterEach(() => {
  for (const close of closeServers) close();
  rmSync(home, { recursive: true, force: true });
});

/** A server on loopback that answers like this; its address. */
async function serve(listener: RequestListener): Promise<URL> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closeServers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('no port');
  return new URL(`http://127.0.0.1:${address.port}/models`);
}

const install = (source: ModelSource) => installModel(entry, source, to, () => undefined);
const leftBehind = () => (existsSync(to) ? readdirSync(to) : []);

describe('a model from the web', () => {
  test('lies in the folder once all of it has come, and progress tells how far it is', async () => {
    const asked: (string | undefined)[] = [];
    const base = await serve((request, response) => {
      asked.push(request.url);
      response.setHeader('content-length', content.length).end(content);
    });
    const told: [number, number][] = [];
    const installed = await installModel(entry, webSource(base), to, (...amounts) => told.push(amounts));
    expect(installed).toEqual({ ok: true, value: 'installed' });
    expect(asked).toEqual(['/models/network.onnx']);
    expect(told.at(-1)).toEqual([content.length, content.length]);
    expect(readFileSync(join(to, entry.file)).equals(content)).toBe(true);
    expect(leftBehind()).toEqual([entry.file]);
  });

  test('is not fetched again once it is there', async () => {
    mkdirSync(to);
    writeFileSync(join(to, entry.file), content);
    const source: ModelSource = { open: () => Promise.reject(new Error('asked for what is there')) };
    expect(await install(source)).toEqual({ ok: true, value: 'was there' });
  });

  test('that breaks off leaves nothing, and the next run brings it', async () => {
    let whole = false;
    const base = await serve((_, response) => {
      response.setHeader('content-length', content.length);
      if (whole) return response.end(content);
      response.write(content.subarray(0, 100_000));
      return setTimeout(() => response.destroy(), 50);
    });
    expect(await install(webSource(base))).toMatchObject({
      ok: false,
      problem: {
        code: 'U-703',
        detail: expect.stringMatching(/^network\.onnx: the download broke off: .*install again/),
      },
    });
    expect(leftBehind()).toEqual([]);
    whole = true;
    expect(await install(webSource(base))).toEqual({ ok: true, value: 'installed' });
  });

  test('that ends early without saying how long it is, is not taken for whole', async () => {
    const base = await serve((_, response) => void response.end(content.subarray(0, 100_000)));
    expect(await install(webSource(base))).toMatchObject({ problem: { code: 'U-703' } });
    expect(leftBehind()).toEqual([]);
  });

  test('that falls silent is given up', async () => {
    const base = await serve((_, response) => void response.write(content.subarray(0, 10)));
    expect(await install(webSource(base, 200))).toMatchObject({
      problem: { code: 'U-703', detail: expect.stringContaining('nothing came for 0.2 s') },
    });
    expect(leftBehind()).toEqual([]);
  });

  test('that is not the one the manifest names does not replace what is there, and says what to do', async () => {
    mkdirSync(to);
    writeFileSync(join(to, entry.file), 'an older version');
    const base = await serve((_, response) => void response.end('another network'));
    expect(await install(webSource(base))).toMatchObject({
      problem: {
        code: 'U-703',
        detail: expect.stringMatching(
          /^network\.onnx is not the file the manifest names .*Fetch it anew; it comes from https:\/\/example\.org/,
        ),
      },
    });
    expect(readFileSync(join(to, entry.file), 'utf8')).toBe('an older version');
    expect(leftBehind()).toEqual([entry.file]);
  });

  test('that is not found names the address, without what may be secret in it', async () => {
    const base = await serve((_, response) => void response.writeHead(404).end());
    const withToken = new URL(`${base.href}?token=secret`);
    const { problem } = { problem: undefined, ...(await install(webSource(withToken))) };
    expect(problem).toEqual({
      code: 'U-703',
      detail: `${base.href}/network.onnx answers 404: look at the address given with --from`,
    });
  });

  test('whose server is not there says so', async () => {
    const base = await serve((_, response) => void response.end());
    for (const close of closeServers) close();
    expect(await install(webSource(base))).toMatchObject({
      problem: { code: 'U-703', detail: expect.stringContaining('cannot be reached: connect ECONNREFUSED') },
    });
  });

  test('may lie elsewhere on the same host', async () => {
    const base = await serve((request, response) => {
      if (request.url === '/store/network.onnx') response.end(content);
      else response.writeHead(302, { location: '/store/network.onnx' }).end();
    });
    expect(await install(webSource(base))).toEqual({ ok: true, value: 'installed' });
  });

  test('is not followed to another host without encryption', async () => {
    const base = await serve((_, response) => {
      response.writeHead(302, { location: `http://localhost:${base.port}/network.onnx` }).end(content);
    });
    expect(await install(webSource(base))).toMatchObject({
      problem: { code: 'U-703', detail: expect.stringContaining('which is not followed') },
    });
  });

  test('is not followed in circles', async () => {
    const base = await serve((request, response) => {
      response.writeHead(302, { location: request.url ?? '/' }).end();
    });
    expect(await install(webSource(base))).toMatchObject({
      problem: { code: 'U-703', detail: expect.stringContaining('leads on more than 5 times') },
    });
  });
});

describe('a model that cannot be written', () => {
  test('says that the disk is full', async () => {
    const full: ModelSource = {
      open: async () => ok({ bytes: failing(Object.assign(new Error('write'), { code: 'ENOSPC' })), size: 9 }),
    };
    expect(await install(full)).toMatchObject({
      problem: { code: 'U-703', detail: `network.onnx: no room left in ${to}: make room and install again` },
    });
    expect(leftBehind()).toEqual([]);
  });

  test('says so where a file is in the place of the folder', async () => {
    writeFileSync(to, 'a file');
    const from = join(home, 'from');
    mkdirSync(from);
    writeFileSync(join(from, entry.file), content);
    expect(await install(folderSource(from))).toMatchObject({ problem: { code: 'U-703' } });
    expect(readFileSync(to, 'utf8')).toBe('a file');
  });
});

test('takes away what an install that was killed has left behind, not what another is still writing', async () => {
  mkdirSync(to);
  const [old, fresh] = [join(to, '.network.onnx.00aa00aa.part'), join(to, '.network.onnx.11bb11bb.part')];
  for (const part of [old, fresh]) writeFileSync(part, 'half');
  const yesterday = new Date(Date.now() - 86_400_000);
  utimesSync(old, yesterday, yesterday);
  const from = join(home, 'from');
  mkdirSync(from);
  writeFileSync(join(from, entry.file), content);
  expect(await install(folderSource(from))).toEqual({ ok: true, value: 'installed' });
  expect(leftBehind().toSorted()).toEqual(['.network.onnx.11bb11bb.part', 'network.onnx']);
});

describe('models install', () => {
  function run(...args: readonly string[]) {
    return ranCommand(modelsCommand, ['models', 'install', '--to', to, ...args]);
  }

  const files = Object.values(modelManifest().profiles.standard.networks).map(({ file }) => file);

  test('names every file that a folder does not hold, and ends with 1', async () => {
    const { out, complaints, exitCode } = await run('--from', home);
    for (const file of files) expect(complaints).toContain(`U-703: ${file} is not in ${home}\n`);
    expect(out.match(/^failed /gm)).toHaveLength(files.length);
    expect(exitCode).toBe(1);
  });

  const weights = process.env.UKETSUKE_MODELS;
  test.skipIf(!weights)('brings what a folder holds, and the rest once it is there', async () => {
    if (!weights) throw new Error('skipped without');
    const from = join(home, 'from');
    mkdirSync(from);
    const put = (file: string) => writeFileSync(join(from, file), readFileSync(join(weights, file)));
    files.slice(0, 2).forEach(put);
    const first = await run('--from', from, '--json');
    expect(JSON.parse(first.out)).toMatchObject({ folder: to });
    expect(JSON.parse(first.out).files.map(({ state }: { state: string }) => state)).toEqual([
      'installed',
      'installed',
      ...files.slice(2).map(() => 'failed'),
    ]);
    expect(first.exitCode).toBe(1);
    files.slice(2).forEach(put);
    const second = await run('--from', from);
    expect(second.out.match(/^was there /gm)).toHaveLength(2);
    expect(second.out.match(/^installed /gm)).toHaveLength(files.length - 2);
    expect(second.out).toContain(`set face.modelsFolder or UKETSUKE_MODELS to ${to}`);
    expect(second.exitCode).toBe(0);
  });
});

async function* failing(error: Error): AsyncGenerator<Uint8Array> {
  yield Buffer.from('half');
  throw error;
}
