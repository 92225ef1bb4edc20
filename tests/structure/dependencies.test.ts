import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '../../src/system/paths.ts';

const src = join(projectRoot(), 'src');

/** Composition: the rooms that may know everything. */
const composition = (file: string) => /^(cli|kiosk)\//.test(file);

const sources = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file));

/** Every import between our own files, as paths below src. */
const imports = sources.flatMap((file) =>
  [...readFileSync(join(src, file), 'utf8').matchAll(/(import|export)\s(type\s)?[^;]*?from '(\.[^']+)'/g)].map(
    (match) => ({
      file,
      typeOnly: match[2] !== undefined,
      target: relative(src, resolve(src, dirname(file), match[3] ?? '')),
    }),
  ),
);

function broken(rule: (edge: { file: string; target: string; typeOnly: boolean }) => boolean): string[] {
  return imports.filter(rule).map(({ file, target }) => `${file} → ${target}`);
}

const inFolder = (path: string, folder: string) => path.startsWith(`${folder}/`);

test('there is something to check', () => {
  expect(imports.length).toBeGreaterThan(100);
});

test('the visit knows ports and plain facts, never a driver or a server', () => {
  const foreign = [
    'card',
    'camera',
    'face',
    'eligibility',
    'outbox',
    'kiosk',
    'cli',
    'simulator',
    'desk',
    'system',
    'config',
  ];
  const facts = /^(card\/(placedCard|phoneToken|issuerSignature)|camera\/camera|face\/(faceMatcher|guidance))\.ts$/;
  // Rules of the field that are the same for everybody: pure, without a driver behind them.
  const rules = /^eligibility\/gateway\.ts$/;
  expect(
    broken(
      ({ file, target }) =>
        inFolder(file, 'visit') &&
        foreign.some((folder) => inFolder(target, folder)) &&
        !facts.test(target) &&
        !rules.test(target),
    ),
  ).toEqual([]);
  expect(broken(({ file, target, typeOnly }) => inFolder(file, 'visit') && facts.test(target) && !typeOnly)).toEqual(
    [],
  );
});

test('screens and desk know views and commands, never the statechart', () => {
  expect(
    broken(({ file, target }) => (inFolder(file, 'screen') || inFolder(file, 'desk')) && inFolder(target, 'visit')),
  ).toEqual([]);
});

test('only the composition knows the simulator', () => {
  expect(
    broken(({ file, target }) => inFolder(target, 'simulator') && !inFolder(file, 'simulator') && !composition(file)),
  ).toEqual([]);
});

test('nothing below the composition reads the command line or the environment', () => {
  // Writing a variable, for a library that wants it so, is no reading.
  const reading = /process\.(argv|env)\b(?!\.\w+ = )/;
  const readers = sources.filter((file) => reading.test(readFileSync(join(src, file), 'utf8')));
  expect(readers.sort()).toEqual(['cli/main.ts', 'system/environment.ts']);
});

test('domain folders do not depend on each other in circles', () => {
  const folderOf = (path: string) => path.split('/')[0] ?? path;
  const edges = new Map<string, Set<string>>();
  for (const { file, target, typeOnly } of imports) {
    const [from, to] = [folderOf(file), folderOf(target)];
    if (from === to || typeOnly || composition(file)) continue;
    edges.set(from, (edges.get(from) ?? new Set()).add(to));
  }
  const reach = (from: string, seen = new Set<string>()): Set<string> => {
    for (const to of edges.get(from) ?? []) {
      if (seen.has(to)) continue;
      seen.add(to);
      reach(to, seen);
    }
    return seen;
  };
  expect([...edges.keys()].filter((folder) => reach(folder).has(folder))).toEqual([]);
});
