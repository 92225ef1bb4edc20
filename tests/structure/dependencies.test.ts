import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { projectRoot } from '../../src/system/paths.ts';
import { circlesIn, reachedFrom } from './circles.ts';
import { importsOf, namedIn, sourcesIn } from './imports.ts';
import { type Access, browserApps, rooms } from './rooms.ts';
import { roomsTable } from './roomsTable.ts';

const root = projectRoot();
const sources = sourcesIn(root, 'src');
const imports = importsOf(root, sources);
const everything = importsOf(
  root,
  ['src', 'scripts', 'device', 'tests'].flatMap((folder) => sourcesIn(root, folder)),
);

const roomOf = (path: string): string => path.split('/')[1] ?? path;
const fileIn = (path: string): string => path.split('/').slice(2).join('/');
const between = imports.filter(({ file, target }) => roomOf(file) !== roomOf(target));

function allows(access: Access | undefined, target: string): boolean {
  if (access === undefined || access === 'whole') return access === 'whole';
  return access.files.includes(fileIn(target));
}

describe('reading imports', () => {
  test('finds every way in which one file names another', () => {
    const text = `
      import { a } from './value.ts';
      import type { B } from './type.ts';
      import './effect.ts';
      export { c } from './again.ts';
      export type { D } from './typeAgain.ts';
      export * from './all.ts';
      let e: import('./typeInPlace.ts').E;
      const f = import('./late.ts');
      new Worker(new URL('./worker.ts', import.meta.url));`;
    expect(
      namedIn('sample.ts', text)
        .map(({ name, typeOnly }) => `${typeOnly ? 'type' : 'value'} ${name}`)
        .sort(),
    ).toEqual([
      'type ./type.ts',
      'type ./typeAgain.ts',
      'type ./typeInPlace.ts',
      'value ./again.ts',
      'value ./all.ts',
      'value ./effect.ts',
      'value ./late.ts',
      'value ./value.ts',
      'value ./worker.ts',
    ]);
  });

  test('finds circles, however long, and tells them apart', () => {
    const arrows = ['a→b', 'b→c', 'c→a', 'c→d', 'd→e', 'e→d', 'e→f', 'g→a'].map((arrow) => {
      const [from = '', to = ''] = arrow.split('→');
      return { from, to };
    });
    expect(circlesIn(arrows)).toEqual(['a ⇄ b ⇄ c', 'd ⇄ e']);
  });
});

describe('rooms', () => {
  test('are the folders of src, and no file lies outside of one', () => {
    expect(readdirSync(join(root, 'src')).sort()).toEqual(Object.keys(rooms).sort());
  });

  test('name only what the table allows them, types included', () => {
    const forbidden = between
      .filter(({ file, target }) => !allows(rooms[roomOf(file)]?.may[roomOf(target)], target))
      .map(({ file, target }) => `${file} → ${target}`);
    expect(forbidden).toEqual([]);
  });

  test('are allowed nothing that nobody uses', () => {
    const isUsed = (from: string, to: string, path?: string): boolean =>
      between.some(
        ({ file, target }) =>
          roomOf(file) === from && roomOf(target) === to && (path === undefined || fileIn(target) === path),
      );
    const unused = Object.entries(rooms).flatMap(([from, { may }]) =>
      Object.entries(may).flatMap(([to, access]) => {
        if (access === 'whole') return isUsed(from, to) ? [] : [`${from} → ${to}`];
        return access.files.filter((path) => !isUsed(from, to, path)).map((path) => `${from} → ${to}/${path}`);
      }),
    );
    expect(unused).toEqual([]);
  });

  test('stand in ARCHITECTURE.md as they stand in the table', () => {
    expect(readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8')).toContain(roomsTable());
  });

  test('lie below what uses them: the table has no circle', () => {
    const arrows = Object.entries(rooms).flatMap(([from, { may }]) => Object.keys(may).map((to) => ({ from, to })));
    expect(circlesIn(arrows)).toEqual([]);
    const used = between.map(({ file, target }) => ({ from: roomOf(file), to: roomOf(target) }));
    expect(circlesIn(used)).toEqual([]);
  });
});

describe('files', () => {
  test('name each other in no circle, types included, scripts and tests too', () => {
    const circles = circlesIn(everything.map(({ file, target }) => ({ from: file, to: target })));
    expect(circles).toEqual([]);
  });

  test('of the product name nothing outside it, scripts name no test', () => {
    const inside = {
      src: ['src'],
      scripts: ['src', 'scripts'],
      // The harness rehearses a visit before it has the machine do it.
      device: ['src', 'scripts', 'device'],
      tests: ['src', 'scripts', 'device', 'tests'],
    };
    const outside = everything.filter(({ file, target }) =>
      Object.entries(inside).some(
        ([top, may]) => file.startsWith(`${top}/`) && !may.includes(target.split('/')[0] ?? ''),
      ),
    );
    expect(outside.map(({ file, target }) => `${file} → ${target}`)).toEqual([]);
  });

  test('of the program that clinics get load nothing that is simulated', () => {
    const loaded = imports
      .filter(({ file, typeOnly }) => !typeOnly && file !== 'src/cli/main.ts')
      .map(({ file, target }) => ({ from: file, to: target }));
    const reached = [...reachedFrom(['src/cli/device.ts'], loaded)];
    expect(reached.length).toBeGreaterThan(500);
    expect(reached.filter((file) => file.split('/').includes('simulator'))).toEqual([]);
  });

  test('of the visit take ports and facts of drivers as types, so that nothing of a driver is loaded', () => {
    // A plain fact, such as how many digits a PIN has, loads nothing in turn.
    const loadsMore = (path: string) => imports.some(({ file, typeOnly }) => file === path && !typeOnly);
    const loaded = between.filter(
      ({ file, target, typeOnly }) =>
        roomOf(file) === 'visit' &&
        ['card', 'camera', 'face', 'eligibility'].includes(roomOf(target)) &&
        !typeOnly &&
        loadsMore(target),
    );
    const found = loaded.map(({ file, target }) => `${file} → ${target}`);
    expect(found).toEqual([]);
  });

  test('of cli/startProgram.ts and system/environment.ts alone read the command line and the environment', () => {
    // Writing a variable, for a library that wants it so, is no reading.
    const reading = /process\.(argv|env)\b(?!\.\w+ = )/;
    const readers = sources.filter((file) => reading.test(readFileSync(join(root, file), 'utf8')));
    expect(readers).toEqual(['src/cli/startProgram.ts', 'src/system/environment.ts']);
  });
});

describe.each(browserApps)('the browser app $folder', ({ folder, may, through }) => {
  const within = (path: string, place: string) => path === place || path.startsWith(`${place}/`);
  const outside = imports.filter(({ file, target }) => within(file, folder) && !within(target, folder));

  test('names only view and words', () => {
    const named = outside.map(({ target }) => target);
    expect(named.filter((target) => !may.some((place) => within(target, place)))).toEqual([]);
    expect(may.filter((place) => !named.some((target) => within(target, place)))).toEqual([]);
  });

  test('loads nothing else through them', () => {
    const values = imports.filter(({ typeOnly }) => !typeOnly).map(({ file, target }) => ({ from: file, to: target }));
    const named = outside.map(({ target }) => target);
    const known = [...may, ...through];
    const foreign = [...reachedFrom(named, values)].filter((file) => !known.some((place) => within(file, place)));
    expect(foreign).toEqual([]);
  });

  test('is named by nobody', () => {
    const named = everything.filter(({ file, target }) => within(target, folder) && !within(file, folder));
    expect(named.map(({ file }) => file).filter((file) => !file.startsWith('tests/'))).toEqual([]);
  });
});
