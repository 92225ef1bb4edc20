#!/usr/bin/env node
// Everything CI runs: style, types, tests. Ends in one line, "N passed, N failed". Arguments go to Vitest as filters;
// with --long only the tests that take longer than a change should wait for.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bin = (name) => join(root, 'node_modules', '.bin', name);

const isLong = process.argv.includes('--long');
const filters = process.argv.slice(2).filter((each) => each !== '--long');

/** What is checked beside the tests; each counts as one. */
const checks = [
  ['style', bin('biome'), ['check', '.']],
  ['types of the program', bin('tsc'), ['-p', 'tsconfig.json', '--noEmit']],
  ['types of the browser apps', bin('tsc'), ['-p', 'tsconfig.browser.json', '--noEmit']],
];

function check([name, command, args]) {
  const started = Date.now();
  const { status } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  process.stdout.write(`${status === 0 ? '✓' : '✗'} ${name} (${Date.now() - started} ms)\n`);
  return status === 0;
}

function runTests(filters) {
  const folder = mkdtempSync(join(tmpdir(), 'uketsuke-test-'));
  const file = join(folder, 'results.json');
  try {
    const args = [
      'run',
      ...filters,
      '--project',
      isLong ? 'long' : '!long',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
    ];
    const { status } = spawnSync(bin('vitest'), args, { cwd: root, stdio: 'inherit' });
    return { ...countsIn(file), status };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function countsIn(file) {
  let results;
  try {
    results = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { passed: 0, failed: 1, skipped: [], times: [] };
  }
  // A file that cannot even be loaded has no tests to count and is a failure all the same.
  const unloaded = results.testResults.filter((each) => each.status === 'failed' && each.assertionResults.length === 0);
  const skipped = results.testResults.flatMap((each) =>
    each.assertionResults
      .filter(({ status }) => status === 'skipped' || status === 'pending' || status === 'todo')
      .map(({ fullName }) => ({ name: `${relative(root, each.name)}: ${fullName}`, want: wantIn(each.name) })),
  );
  const times = results.testResults
    .map((each) => ({ file: relative(root, each.name), seconds: (each.endTime - each.startTime) / 1_000 }))
    .sort((one, other) => other.seconds - one.seconds);
  return { passed: results.numPassedTests, failed: results.numFailedTests + unloaded.length, skipped, times };
}

/** What a file's skipped tests lack; only two things are ever skipped for. */
function wantIn(file) {
  return readFileSync(file, 'utf8').includes('process.getuid')
    ? 'root, to mount a disk that fills up'
    : 'the standard face weights (UKETSUKE_MODELS)';
}

const checked = filters.length > 0 || isLong ? [] : checks.map(check);
const tests = runTests(filters);
const passed = tests.passed + checked.filter(Boolean).length;
let failed = tests.failed + checked.filter((good) => !good).length;
// Vitest also fails for what no single test stands for, an unhandled rejection say.
if (tests.status !== 0 && failed === 0) failed = 1;
for (const want of new Set(tests.skipped.map((each) => each.want))) {
  const names = tests.skipped.filter((each) => each.want === want).map(({ name }) => name);
  process.stdout.write(`\n${names.length} skipped, for want of ${want}:\n`);
  for (const name of names) process.stdout.write(`  ${name}\n`);
}
if (filters.length === 0) {
  const all = tests.times.reduce((sum, { seconds }) => sum + seconds, 0);
  process.stdout.write(`\n${all.toFixed(0)} s in ${tests.times.length} files; the longest:\n`);
  for (const { file, seconds } of tests.times.slice(0, 20))
    process.stdout.write(`  ${seconds.toFixed(0)} s  ${file}\n`);
}
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
