#!/usr/bin/env node
// npm run test:nodes: the core of the tests on every other Node that the product is to run on. What is compiled for one
// Node (the reader's driver, and SQLite on Node 20) stays that of the Node that runs this, and is left out.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const usage = `Usage: npm run test:nodes [-- --only 24] [-- <filter> ...]      a filter in place of the core, as Vitest has it

Ends with 0 where all is good, 1 where a test failed, 2 where it was called wrongly, 3 where npm could not bring the Nodes.
`;

/** What must not depend on the version: what is kept, proven, decided and delivered, the worker, the program's start and end. */
const core = [
  ...['audit', 'config', 'consent', 'eligibility', 'kernel', 'outbox', 'problem', 'reception', 'reconciliation'],
  ...['statistics', 'storage', 'visit'],
].map((room) => `tests/${room}/`);
const programs = ['tests/cli/about', 'tests/face/worker', 'tests/kiosk/signals', 'tests/kiosk/stops_cleanly'];

/** Not 20: SQLite is compiled there for the Node that set this up. */
const majors = ['22', '24'];

function wanted() {
  try {
    const { values, positionals } = parseArgs({
      options: { only: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
      allowPositionals: true,
    });
    if (values.help) {
      process.stdout.write(usage);
      process.exit(0);
    }
    if (values.only !== undefined && !majors.includes(values.only))
      throw new Error(`--only takes ${majors.join(', ')}`);
    return { only: values.only, filters: positionals.length > 0 ? positionals : [...core, ...programs] };
  } catch (error) {
    process.stderr.write(`${error.message}\n${usage}`);
    process.exit(2);
  }
}

/** Nothing was tested, since there is nothing to test with: not the same as a test that failed. */
const noNodes = 3;

/** The folder with `bin/node` of each, as the lock file beside scripts/nodes says; undefined where npm cannot bring it. */
function install() {
  const home = join(root, 'build', 'nodes');
  mkdirSync(home, { recursive: true });
  for (const file of ['package.json', 'package-lock.json'])
    cpSync(join(root, 'scripts', 'nodes', file), join(home, file));
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund'];
  const { status } = spawnSync('npm', args, { cwd: home, stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) return undefined;
  return (major) => join(home, 'node_modules', `node-${major}`, 'bin');
}

function test(bin, filters) {
  const args = [join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run', ...filters, '--project', '!long'];
  const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` };
  return spawnSync(join(bin, 'node'), args, { cwd: root, stdio: 'inherit', env }).status === 0;
}

const { only, filters } = wanted();
const own = process.versions.node.split('.')[0];
const others = majors.filter((major) => (only === undefined ? major !== own : major === only));
const binOf = install();
if (binOf === undefined) {
  process.stderr.write('npm could not bring the other Nodes: is its registry to be reached from here?\n');
  process.exit(noNodes);
}
const outcomes = others.map((major) => {
  process.stdout.write(`\nNode ${major}\n`);
  return [major, test(binOf(major), filters)];
});
for (const [major, good] of outcomes) process.stdout.write(`${good ? '✓' : '✗'} Node ${major}\n`);
process.exitCode = outcomes.every(([, good]) => good) ? 0 : 1;
