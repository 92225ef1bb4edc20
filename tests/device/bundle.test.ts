import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packagesOfProduct, packagesOutside } from '../../device/bundle/packages.ts';
import { bundleProgram, entries } from '../../device/bundle/program.ts';
import { goesAlong } from '../../device/bundle/prune.ts';
import { projectRoot } from '../../src/system/paths.ts';

const root = projectRoot();
const folder = mkdtempSync(join(tmpdir(), 'uketsuke-bundle-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let sources: readonly string[] = [];

/** The program as it is bundled for a clinic, on the Node that runs the tests, with the packages of this clone beside it. */
beforeAll(async () => {
  sources = await bundleProgram(root, join(folder, 'dist'));
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const manifest = { name: 'uketsuke', version, type: 'module', engines: { node: '>=20' } };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  writeFileSync(join(folder, 'build.json'), JSON.stringify({ commit: 'of the tests' }));
  for (const name of ['node_modules', 'models']) symlinkSync(join(root, name), join(folder, name));
});

/** Its command line, with the networks that lie beside it and none of whoever runs the tests. */
function uketsuke(...words: readonly string[]) {
  const { UKETSUKE_MODELS: _others, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(folder, 'dist/src/cli/main.js'), ...words], {
    encoding: 'utf8',
    cwd: folder,
    env,
  });
  return { status, stdout, stderr };
}

test('every process and thread of the product is in it, and nothing that is simulated', () => {
  for (const name of Object.keys(entries))
    expect([name, existsSync(join(folder, 'dist', `${name}.js`))]).toEqual([name, true]);
  expect(sources.length).toBeGreaterThan(400);
  expect(sources.filter((file) => /simulator/.test(file))).toEqual([]);
  const shared = readdirSync(join(folder, 'dist/src/shared')).map((name) =>
    readFileSync(join(folder, 'dist/src/shared', name), 'utf8'),
  );
  expect(shared.filter((text) => text.includes('simulate-gateway'))).toHaveLength(0);
});

test('it starts with what is in it and beside it', () => {
  const help = uketsuke('--help');
  expect([help.status, help.stderr]).toEqual([0, '']);
  expect(help.stdout).toContain('doctor');
  const about = uketsuke('--config', join(root, 'device/units/etc/kiosk.config.json'), 'about', '--json');
  expect(JSON.parse(about.stdout)).toMatchObject({ commit: 'of the tests', face: 'embedded' });
  expect(uketsuke('run', '--simulator')).toMatchObject({ status: 2, stderr: expect.stringMatching(/unknown option/) });
  // The whole kiosk is loaded for this, packages outside and all.
  expect(uketsuke('run', '--help')).toMatchObject({ status: 0, stderr: '' });
});

test('--help loads the command line and nothing else', () => {
  const loaded = new Set<string>();
  const load = (file: string): void => {
    if (loaded.has(file)) return;
    loaded.add(file);
    for (const [, name = ''] of readFileSync(file, 'utf8').matchAll(/^import (?:[^"]* from )?"(\.[^"]+)";$/gm)) {
      load(join(dirname(file), name));
    }
  };
  load(join(folder, 'dist/src/cli/main.js'));
  const names = [...loaded].map((file) => basename(file)).join(' ');
  expect(names).toMatch(/main\.js/);
  // The rules of the configuration, and with them zod, are most of the program's start.
  expect(names).not.toMatch(/schema/);
  expect([...loaded].reduce((sum, file) => sum + statSync(file).size, 0)).toBeLessThan(200_000);
});

/** What a file of a package loads from beside itself, as paths below the package. */
function loadedFromBeside(home: string, file: string): readonly string[] {
  const text = readFileSync(join(home, file), 'utf8');
  const named = [...text.matchAll(/(?:require\(|from\s*|import\s*\(?)\s*["'](\.{1,2}\/[^"']+)["']/g)];
  return named.flatMap(([, name = '']) => {
    const path = join(dirname(file), name);
    return [path, `${path}.js`, `${path}.cjs`, `${path}.json`, join(path, 'index.js')]
      .filter((each) => existsSync(join(home, each)) && statSync(join(home, each)).isFile())
      .slice(0, 1);
  });
}

test('nothing that goes along loads a file that was left away', () => {
  const missing = [...packagesOutside(root).values()].flatMap(({ name, path }) => {
    const home = join(root, path);
    const isKept = (file: string) =>
      file.split('/').every((_part, at, parts) => {
        const whole = parts.slice(0, at + 1).join('/');
        return goesAlong(name, at === parts.length - 1 ? whole : `${whole}/`);
      });
    const all = readdirSync(home, { recursive: true, encoding: 'utf8' }).filter(
      (file) => !file.includes('node_modules'),
    );
    return all
      .filter((file) => /\.[cm]?js$/.test(file) && isKept(file) && statSync(join(home, file)).isFile())
      .flatMap((file) =>
        loadedFromBeside(home, file)
          .filter((each) => !isKept(each))
          .map((each) => `${name}: ${file} → ${each}`),
      );
  });
  expect(missing).toEqual([]);
});

test('what stays outside is there by name and licence, without sources and other machines’ code', () => {
  const outside = packagesOutside(root);
  const all = packagesOfProduct(root);
  expect([...outside.keys()].filter((path) => !all.has(path))).toEqual([]);
  expect(all.get('node_modules/better-sqlite3-13')).toMatchObject({ license: 'MIT' });
  expect(all.has('node_modules/better-sqlite3')).toBe(false);
  expect([...all.values()].filter(({ name }) => /^(vitest|vite|typescript|playwright)/.test(name))).toEqual([]);
  const kept = (name: string, ...paths: readonly string[]) => paths.filter((path) => goesAlong(name, path));
  expect(kept('better-sqlite3-13', 'prebuilds/', 'prebuilds/linux-x64.node', 'prebuilds/linux-arm64.node')).toEqual([
    'prebuilds/',
    'prebuilds/linux-x64.node',
  ]);
  expect(kept('onnxruntime-node', 'bin/napi-v6/win32/', 'bin/napi-v6/linux/x64/a.node')).toEqual([
    'bin/napi-v6/linux/x64/a.node',
  ]);
  expect(kept('sharp', 'src/', 'lib/index.js', 'LICENSE', 'README.md', 'lib/index.d.ts')).toEqual([
    'lib/index.js',
    'LICENSE',
  ]);
});
