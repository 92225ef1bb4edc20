import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { entries } from '../../device/bundle/program.ts';
import { configJsonSchema } from '../../src/config/jsonSchema.ts';
import { projectRoot } from '../../src/system/paths.ts';
import { markdownPages } from '../support/docs/markdown.ts';
import { reachedFrom } from './circles.ts';
import { importsOf, sourcesIn } from './imports.ts';
import { browserApps } from './rooms.ts';

const root = projectRoot();
const textOf = (file: string): string => readFileSync(join(root, file), 'utf8');
/** Settings of the build are read by the build, declarations by the compiler. */
const sources = sourcesIn(root, 'src').filter((file) => !/vite\.config\.ts$|\.d\.ts$/.test(file));

const pages = markdownPages().map(({ path }) => path);

/** What a page loads, and what the build makes of an app that has no page of its own. */
function startsOf(folder: string): readonly string[] {
  const page = join(folder, 'index.html');
  const text = textOf(existsSync(join(root, page)) ? page : join(folder, 'vite.config.ts'));
  return [...text.matchAll(/["'](?:\.?\/)?(\w+\.tsx?)["']/g)].map(([, name = '']) => join(folder, name));
}

/** Threads are started by the address of what the build made of them: `join(projectRoot(), 'dist', 'src', …)`. */
function threadsOf(file: string): readonly string[] {
  return [...textOf(file).matchAll(/'dist', ('src', [\w', .]+\.js')/g)].map(([, path = '']) =>
    path.replaceAll(/[' ]/g, '').replaceAll(',', '/').replace(/\.js$/, '.ts'),
  );
}

test('every thread that is started is in the device’s bundle', () => {
  const bundled = new Set(Object.values(entries));
  const started = [...new Set(sources.flatMap(threadsOf))];
  expect(started.length).toBeGreaterThan(3);
  expect(started.filter((file) => !bundled.has(file))).toEqual([]);
});

describe('nothing that is written waits for a caller', () => {
  test('every file is reached from the command line, a page or a thread that one of them starts', () => {
    const starts = ['src/cli/main.ts', 'src/cli/device.ts', ...browserApps.flatMap(({ folder }) => startsOf(folder))];
    const named = importsOf(root, sources).map(({ file, target }) => ({ from: file, to: target }));
    const started = sources.flatMap((file) => threadsOf(file).map((to) => ({ from: file, to })));
    expect(starts.filter((file) => !sources.includes(file))).toEqual([]);
    expect(started.map(({ to }) => to).filter((file) => !sources.includes(file))).toEqual([]);
    const reached = reachedFrom(starts, [...named, ...started]);
    expect(sources.filter((file) => !reached.has(file))).toEqual([]);
  });

  test('every key of the configuration is read outside the room that checks it', () => {
    const readers = sources
      .filter((file) => !file.startsWith('src/config/'))
      .map((file) => withoutComments(textOf(file)));
    const inOneFile = (...all: readonly string[]) => readers.some((text) => all.every((name) => names(text, name)));
    // By its own name, where its section is named too: many sections have a `port`.
    const isRead = (path: readonly string[]): boolean => {
      const [key = '', section = ''] = path.toReversed();
      return inOneFile(key, section) || (handedOnWhole.has(section) && inOneFile(key) && inOneFile(section));
    };
    const keys = keysOf(JSON.parse(configJsonSchema()));
    expect(keys.length).toBeGreaterThan(80);
    expect(keys.filter((path) => !isRead(path)).map((path) => path.join('.'))).toEqual([]);
  });

  test('every command that the pages speak of is there', () => {
    const known = [...textOf('docs/reference/commands.md').matchAll(/^##+ ([^<[\n]+?)(?: [<[].*)?$/gm)].map(
      ([, name = '']) => name,
    );
    const spoken = pages.flatMap((page) => [
      ...textOf(page).matchAll(/(?:`|scripts\/)uketsuke ([a-z][a-z-]+)(?: ([a-z][a-z-]+))?/g),
    ]);
    const missing = spoken.filter(([, first = '', second]) => {
      const isGroup = known.some((name) => name.startsWith(`${first} `));
      return isGroup ? second !== undefined && !known.includes(`${first} ${second}`) : !known.includes(first);
    });
    expect(spoken.length).toBeGreaterThan(20);
    expect(missing.map(([command]) => command)).toEqual([]);
  });
});

/** Sections that go on as they are, or but for a few of their keys, to whoever knows them: a sink, a connection, a text. */
const handedOnWhole = new Set([
  ...['eligibility', 'webhook', 'oqsFace', 'fhir', 'stream'],
  ...['afterCheckIn', 'afterFirstVisit'],
]);

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
}

function keysOf({ properties }: Schema, above: readonly string[] = []): readonly (readonly string[])[] {
  if (!properties) return [above];
  return Object.entries(properties)
    .filter(([name]) => name !== '$schema')
    .flatMap(([name, schema]) => keysOf(schema, [...above, name]));
}

function names(text: string, name: string): boolean {
  return new RegExp(`\\b${name}\\b`).test(text);
}

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
}
