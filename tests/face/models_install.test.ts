import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { modelsCommand } from '../../src/cli/models/command.ts';
import { installModel } from '../../src/face/models/installModel.ts';
import { modelManifest } from '../../src/face/models/manifest.ts';
import { areReachable } from '../../src/face/models/reachable.ts';
import { readStandardModels } from '../../src/face/models/standardModels.ts';
import { ranCommand } from '../support/cli/commandLine.ts';
import { cutAt, serveFiles, withEnvironment } from '../support/face/publisher.ts';
import { originalsFolder, weightsFolder } from '../support/face/weights.ts';

const networks = Object.values(modelManifest().profiles.standard.networks);
const files = networks.map(({ file }) => file);
const published = networks.flatMap((each) => each.published.files);

let home: string;
let to: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'uketsuke-install-'));
  to = join(home, 'weights');
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

function install(...args: readonly string[]) {
  return ranCommand(modelsCommand, ['models', 'install', '--to', to, ...args]);
}

test('publishers who are not reached are named, each of them, and what else can be done', async () => {
  const dead = await serveFiles((request) => void request.destroy());
  dead.close();
  await withEnvironment({ https_proxy: dead.url.href }, async () => {
    const { complaints, exitCode } = await install();
    for (const { addresses } of published.slice(0, 2)) {
      for (const address of addresses) expect(complaints).toContain(`${new URL(address).host} cannot be reached`);
    }
    expect(complaints).toContain('--from FOLDER of "models export", or --mirror');
    expect(exitCode).toBe(1);
  });
});

describe('models offer', () => {
  const offer = (folder?: string) => ranCommand(modelsCommand, ['models', 'offer'], { modelsFolder: () => folder });

  test('says in one line what is missing, and another way than the internet where there is none', async () => {
    const dead = await serveFiles((request) => void request.destroy());
    dead.close();
    await withEnvironment({ https_proxy: dead.url.href }, async () => {
      const { out, exitCode } = await offer(home);
      expect(out).toMatch(/^Face: only for trying\. 4 networks .* no internet .*models install --from FOLDER.*\n$/);
      expect(exitCode).toBe(0);
    });
  });

  test.skipIf(weightsFolder === '')('says nothing where nothing is missing', async () => {
    expect(await offer(weightsFolder)).toMatchObject({ out: '', exitCode: 0 });
  });

  test('knows that there is internet by one publisher who answers', async () => {
    const [network] = networks;
    const answering = await serveFiles((_, response) => void response.end('anything'));
    const at = (url: URL) => {
      if (!network) throw new Error('no network');
      const [file] = network.published.files;
      if (!file) throw new Error('no file');
      return { ...network, published: { ...network.published, files: [{ ...file, addresses: [url.href] }] } };
    };
    const dead = await serveFiles((request) => void request.destroy());
    try {
      expect(await areReachable([at(dead.url)])).toBe(false);
      expect(await areReachable([at(dead.url), at(answering.url)])).toBe(true);
    } finally {
      answering.close();
      dead.close();
    }
  });
});

test('the manifest names files under names of their own, each at https addresses', () => {
  expect(new Set(published.map(({ name }) => name)).size).toBe(published.length);
  expect(published.flatMap(({ addresses }) => addresses).filter((each) => !each.startsWith('https://'))).toEqual([]);
});

describe('models install --from', () => {
  test('names every file that a folder does not hold, and ends with 1', async () => {
    const { out, complaints, exitCode } = await install('--from', home);
    for (const file of files) expect(complaints).toContain(`U-703: ${file} is not in ${home}\n`);
    expect(out.match(/^failed /gm)).toHaveLength(files.length);
    expect(exitCode).toBe(1);
  });

  test('cannot be said together with --mirror', async () => {
    expect(await install('--from', home, '--mirror', home)).toMatchObject({ exitCode: 2 });
  });
});

describe.skipIf(originalsFolder === '')('with the networks and what their publishers publish', () => {
  test('a folder of ready networks gives what it holds, and the rest once it is there', async () => {
    const from = join(home, 'from');
    mkdirSync(from);
    const put = (file: string) => writeFileSync(join(from, file), readFileSync(join(weightsFolder, file)));
    files.slice(0, 2).forEach(put);
    const first = await install('--from', from, '--json');
    expect(JSON.parse(first.out)).toMatchObject({ folder: to });
    expect(JSON.parse(first.out).files.map(({ state }: { state: string }) => state)).toEqual([
      'installed',
      'installed',
      ...files.slice(2).map(() => 'failed'),
    ]);
    expect(first.exitCode).toBe(1);
    files.slice(2).forEach(put);
    const second = await install('--from', from);
    expect(second.out.match(/^was there /gm)).toHaveLength(2);
    expect(second.out.match(/^installed /gm)).toHaveLength(files.length - 2);
    expect(second.out).toContain(`set face.modelsFolder or UKETSUKE_MODELS to ${to}`);
    expect(second.exitCode).toBe(0);
  });

  test('publishers whose lines break at every megabyte give all of them, ready for the next kiosk', async () => {
    const asked: string[] = [];
    const server = await serveFiles((request, response) => {
      const path = join(originalsFolder, basename(request.url ?? ''));
      asked.push(basename(path));
      if (existsSync(path)) cutAt(readFileSync(path), 1024 * 1024)(request, response);
      else response.writeHead(404).end();
    });
    try {
      const { complaints, exitCode } = await install('--mirror', server.url.href);
      expect({ complaints: complaints.match(/U-.*/g), exitCode }).toEqual({ complaints: null, exitCode: 0 });
    } finally {
      server.close();
    }
    for (const { name, size } of published) {
      expect(asked.filter((each) => each === name).length, name).toBe(Math.ceil(size / 1024 / 1024));
    }
    expect(readdirSync(to).toSorted()).toEqual(files.toSorted());
    expect(readStandardModels(to)).toMatchObject({ ok: true });

    const stick = join(home, 'stick');
    const exported = await ranCommand(modelsCommand, ['models', 'export', stick], { modelsFolder: () => to });
    expect(exported).toMatchObject({ complaints: expect.not.stringContaining('U-'), exitCode: 0 });
    expect(readStandardModels(stick)).toMatchObject({ ok: true });
  });

  test('what comes out otherwise than the manifest pins is not installed', async () => {
    const [, recognition] = networks;
    if (!recognition) throw new Error('no second network');
    const other = { ...recognition, sha256: '0'.repeat(64) };
    expect(await installModel(other, { published: originalsFolder }, to, () => undefined)).toMatchObject({
      problem: { code: 'U-705', detail: expect.stringContaining('not what the manifest pins') },
    });
    expect(existsSync(join(to, other.file))).toBe(false);
  });

  test('one wrong byte is refused, and the file named that has it', async () => {
    const mirror = join(home, 'mirror');
    cpSync(originalsFolder, mirror, { recursive: true });
    const [, wrong = ''] = published.map(({ name }) => name);
    const bytes = readFileSync(join(mirror, wrong));
    bytes.writeUInt8(bytes.readUInt8(1000) ^ 1, 1000);
    rmSync(join(mirror, wrong), { force: true });
    writeFileSync(join(mirror, wrong), bytes);
    const { complaints, exitCode } = await install('--mirror', mirror);
    expect(complaints.match(/^U-.*/gm)).toEqual([
      expect.stringMatching(new RegExp(`^U-703: ${wrong} is not the file the manifest names`)),
    ]);
    expect(exitCode).toBe(1);
    expect(existsSync(join(to, 'face_reidentification_retail_0095.onnx'))).toBe(false);
  });
});
