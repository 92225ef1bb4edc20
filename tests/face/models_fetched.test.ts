import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fetchFile } from '../../src/face/models/fetchFile.ts';
import { type FilePlace, type FileStore, onTheWeb } from '../../src/face/models/filePlace.ts';
import { installModel } from '../../src/face/models/installModel.ts';
import type { PublishedNetwork } from '../../src/face/models/manifest.ts';
import { ok } from '../../src/problem/result.ts';
import { cutAt, type Served, serveFiles, withEnvironment } from '../support/face/publisher.ts';

const content = Buffer.alloc(300_000, 'weights ');
const entry: PublishedNetwork = {
  name: 'a network',
  file: 'network.onnx',
  sha256: createHash('sha256').update(content).digest('hex'),
  licence: 'Apache-2.0',
  source: 'https://example.org/network',
  input: ['1'],
  preprocessing: 'none',
  equals: [],
  published: { form: 'onnx', files: [] },
};

let home: string;
let to: string;
let served: Served[];
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'uketsuke-install-'));
  to = join(home, 'weights');
  served = [];
});
afterEach(() => {
  for (const server of served) server.close();
  rmSync(home, { recursive: true, force: true });
});

/** A server on loopback that answers like this; the address below which it does. */
async function serve(listener: RequestListener): Promise<URL> {
  const server = await serveFiles(listener);
  served.push(server);
  return new URL('/models', server.url);
}

const install = (ready: FileStore) => installModel(entry, { ready }, to, () => undefined);
const part = () => join(to, `.${entry.file}.part`);
const fetchFrom = (...places: FilePlace[]) =>
  fetchFile(
    { name: entry.file, sha256: [entry.sha256], size: content.length, source: entry.source },
    places,
    part(),
    () => undefined,
  );
const leftBehind = () => (existsSync(to) ? readdirSync(to) : []);

describe('a model from the web', () => {
  test('lies in the folder once all of it has come, and progress tells how far it is', async () => {
    const asked: (string | undefined)[] = [];
    const base = await serve((request, response) => {
      asked.push(request.url);
      response.setHeader('content-length', content.length).end(content);
    });
    const told: [number, number][] = [];
    const installed = await installModel(entry, { ready: base }, to, (_, ...amounts) => told.push(amounts));
    expect(installed).toEqual({ ok: true, value: 'installed' });
    expect(asked).toEqual(['/models/network.onnx']);
    expect(told.at(-1)).toEqual([content.length, content.length]);
    expect(readFileSync(join(to, entry.file)).equals(content)).toBe(true);
    expect(leftBehind()).toEqual([entry.file]);
  });

  test('is not fetched again once it is there', async () => {
    mkdirSync(to);
    writeFileSync(join(to, entry.file), content);
    expect(await install(join(home, 'nowhere'))).toEqual({ ok: true, value: 'was there' });
  });

  test('that breaks off is gone on with from where it was, in the same run and in the next', async () => {
    const asked: (string | undefined)[] = [];
    let isDown = false;
    const base = await serve((request, response) => {
      asked.push(request.headers.range);
      if (isDown) request.destroy();
      else cutAt(content, 120_000)(request, response);
      isDown = asked.length === 1;
    });
    expect(await install(base)).toMatchObject({
      ok: false,
      problem: { code: 'U-703', detail: expect.stringContaining('cannot be reached') },
    });
    expect(asked).toEqual([undefined, 'bytes=120000-']);
    expect(leftBehind()).toEqual(['.network.onnx.part']);
    expect(await install(base)).toEqual({ ok: true, value: 'installed' });
    expect(asked[2]).toBe('bytes=120000-');
    expect(readFileSync(join(to, entry.file)).equals(content)).toBe(true);
    expect(leftBehind()).toEqual([entry.file]);
  });

  test('that breaks off before any of it was taken loses nothing of what came', async () => {
    const base = await serve(cutAt(content, 120_000));
    const opened = await onTheWeb(new URL(`${base.href}/network.onnx`)).open(0);
    if (!opened.ok) throw new Error(opened.problem.detail);
    // A disk that is slower than the line: by now all of it has come, and the end of the line.
    await delay(200);
    let came = 0;
    const all = async () => {
      for await (const chunk of opened.value.bytes) came += chunk.length;
    };
    await expect(all()).rejects.toThrow('the download broke off: other side closed');
    expect(came).toBe(120_000);
  });

  test('whose server begins anew each time is not asked for ever', async () => {
    let asked = 0;
    const base = await serve((request, response) => {
      asked++;
      delete request.headers.range;
      cutAt(content, 100_000)(request, response);
    });
    expect(await install(base)).toMatchObject({
      problem: {
        code: 'U-703',
        detail: expect.stringMatching(/^network\.onnx: the download broke off: .*install again/),
      },
    });
    expect(asked).toBeLessThan(10);
  });

  test('is gone on with from the next place, where the first is dead or has another file', async () => {
    const dead = await serve((request) => void request.destroy());
    const other = await serve((_, response) => void response.end('another network'));
    const half = await serve((request, response) => {
      if (request.headers.range) request.destroy();
      else cutAt(content, 100_000)(request, response);
    });
    const good = await serve(cutAt(content, content.length));
    expect(await fetchFrom(...[dead, other, half, good].map((url) => onTheWeb(url)))).toEqual({ ok: true });
    expect(readFileSync(part()).equals(content)).toBe(true);
    expect(await fetchFrom(onTheWeb(dead))).toEqual({ ok: true });
  });

  test('of which something else is there already is brought anew', async () => {
    const base = await serve(cutAt(content, content.length));
    for (const there of ['an older version, or rubbish', Buffer.alloc(content.length + 1)]) {
      mkdirSync(to, { recursive: true });
      writeFileSync(part(), there);
      expect(await fetchFrom(onTheWeb(base))).toEqual({ ok: true });
      rmSync(part());
    }
  });

  test('that never ends is cut off', async () => {
    let sent = 0;
    const base = await serve((_, response) => {
      const more = () => {
        sent += 65_536;
        if (!response.destroyed) response.write(Buffer.alloc(65_536), () => setImmediate(more));
      };
      more();
    });
    expect(await fetchFrom(onTheWeb(base))).toMatchObject({
      problem: { code: 'U-703', detail: expect.stringContaining('is not the file the manifest names') },
    });
    expect(sent).toBeLessThan(64 * content.length);
  });

  test('comes through the proxy that the environment names, but from where it says not to', async () => {
    const base = await serve(cutAt(content, content.length));
    const asked: (string | undefined)[] = [];
    const proxy = await serve((request, response) => {
      asked.push(request.url);
      cutAt(content, content.length)(request, response);
    });
    await withEnvironment({ http_proxy: proxy.origin }, async () => {
      expect(await install(new URL('http://publisher.example/models'))).toEqual({ ok: true, value: 'installed' });
    });
    expect(asked).toEqual(['http://publisher.example/models/network.onnx']);
    rmSync(to, { recursive: true });
    await withEnvironment({ HTTP_PROXY: proxy.origin, NO_PROXY: '127.0.0.1' }, async () => {
      expect(await install(base)).toEqual({ ok: true, value: 'installed' });
    });
    expect(asked).toHaveLength(1);
    rmSync(to, { recursive: true });
    await withEnvironment({ http_proxy: `127.0.0.1:${proxy.port}` }, async () => {
      expect(await install(new URL('http://publisher.example/models'))).toEqual({ ok: true, value: 'installed' });
    });
    rmSync(to, { recursive: true });
    await withEnvironment({ http_proxy: 'gopher://[' }, async () => {
      expect(await install(base)).toMatchObject({
        problem: { code: 'U-703', detail: expect.stringContaining('look at HTTPS_PROXY and HTTP_PROXY') },
      });
    });
  });

  test('that ends early without saying how long it is, is not taken for whole', async () => {
    const base = await serve((_, response) => void response.end(content.subarray(0, 100_000)));
    expect(await install(base)).toMatchObject({ problem: { code: 'U-703' } });
    expect(leftBehind()).toEqual([]);
  });

  test('that falls silent is given up', async () => {
    const base = await serve((_, response) => void response.write(content.subarray(0, 10)));
    expect(await fetchFrom(onTheWeb(base, 200))).toMatchObject({
      problem: { code: 'U-703', detail: expect.stringContaining('nothing came for 0.2 s') },
    });
  });

  test('that is not the one the manifest names does not replace what is there, and says what to do', async () => {
    mkdirSync(to);
    writeFileSync(join(to, entry.file), 'an older version');
    const base = await serve((_, response) => void response.end('another network'));
    expect(await install(base)).toMatchObject({
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
    const { problem } = { problem: undefined, ...(await install(withToken)) };
    expect(problem).toEqual({
      code: 'U-703',
      detail: `${base.href}/network.onnx answers 404: look at the address`,
    });
  });

  test('whose server is not there says so', async () => {
    const base = await serve((_, response) => void response.end());
    for (const server of served) server.close();
    expect(await install(base)).toMatchObject({
      problem: { code: 'U-703', detail: expect.stringContaining('cannot be reached: connect ECONNREFUSED') },
    });
  });

  test('may lie elsewhere on the same host', async () => {
    const base = await serve((request, response) => {
      if (request.url === '/store/network.onnx') response.end(content);
      else response.writeHead(302, { location: '/store/network.onnx' }).end();
    });
    expect(await install(base)).toEqual({ ok: true, value: 'installed' });
  });

  test('is not followed to another host without encryption', async () => {
    const base = await serve((_, response) => {
      response.writeHead(302, { location: `http://localhost:${base.port}/network.onnx` }).end(content);
    });
    expect(await install(base)).toMatchObject({
      problem: { code: 'U-703', detail: expect.stringContaining('which is not followed') },
    });
  });

  test('is not followed in circles', async () => {
    const base = await serve((request, response) => {
      response.writeHead(302, { location: request.url ?? '/' }).end();
    });
    expect(await install(base)).toMatchObject({
      problem: { code: 'U-703', detail: expect.stringContaining('leads on more than 5 times') },
    });
  });
});

describe('a model that cannot be written', () => {
  test('says that the disk is full', async () => {
    // Takes no byte, as a disk does that is full.
    mkdirSync(to);
    symlinkSync('/dev/full', part());
    expect(
      await fetchFrom({ open: async () => ok({ bytes: piecesOf(content), start: 0, size: undefined }) }),
    ).toMatchObject({
      problem: { code: 'U-703', detail: `network.onnx: no room left in ${to}: make room and install again` },
    });
  });

  test('says so where a file is in the place of the folder', async () => {
    writeFileSync(to, 'a file');
    const from = join(home, 'from');
    mkdirSync(from);
    writeFileSync(join(from, entry.file), content);
    expect(await install(from)).toMatchObject({ problem: { code: 'U-703' } });
    expect(readFileSync(to, 'utf8')).toBe('a file');
  });
});

async function* piecesOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
