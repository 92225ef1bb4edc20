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

/** More files than this fail for a reason of their own. */
const mostSecondTries = 4;

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
    const args = ['run', ...filters, '--project', isLong ? 'long' : '!long'];
    const reports = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
    const { status } = spawnSync(bin('vitest'), [...args, ...reports], { cwd: root, stdio: 'inherit' });
    return { files: filesIn(file), status };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What came of each test file: how many tests passed and failed, which were skipped, how long it took. */
function filesIn(file) {
  let results;
  try {
    results = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return [{ name: 'vitest itself', passed: 0, failed: ['did not report'], skipped: [], seconds: 0 }];
  }
  return results.testResults.map((each) => {
    const named = (...statuses) =>
      each.assertionResults.filter(({ status }) => statuses.includes(status)).map(({ fullName }) => fullName);
    const failed = named('failed');
    // A file that cannot even be loaded has no tests to count and is a failure all the same.
    if (each.status === 'failed' && failed.length === 0) failed.push('cannot be loaded');
    return {
      name: relative(root, each.name),
      passed: named('passed').length,
      failed,
      skipped: named('skipped', 'pending', 'todo'),
      seconds: (each.endTime - each.startTime) / 1_000,
    };
  });
}

/**
 * A few files that failed are run once more, by themselves: hundreds of programs and browsers share two processors
 * here, and a limit that was passed for that reason says nothing about the product. What needed it is said by name.
 */
function secondTry(first) {
  const failed = first.files.filter(({ failed }) => failed.length > 0);
  if (failed.length === 0 || failed.length > mostSecondTries) return { ...first, again: [] };
  process.stdout.write(`\n${failed.length} of ${first.files.length} files failed; once more, by themselves:\n`);
  const second = runTests(failed.map(({ name }) => name));
  const files = first.files.map((each) => second.files.find(({ name }) => name === each.name) ?? each);
  const again = failed.filter(({ name }) => files.some((each) => each.name === name && each.failed.length === 0));
  return { files, status: second.status, again };
}

/** What a file's skipped tests lack; only two things are ever skipped for. */
function wantIn(file) {
  return readFileSync(file, 'utf8').includes('process.getuid')
    ? 'root, to mount a disk that fills up'
    : 'the standard face weights (UKETSUKE_MODELS)';
}

const checked = filters.length > 0 || isLong ? [] : checks.map(check);
const tests = secondTry(runTests(filters));
const sum = (numbers) => numbers.reduce((one, other) => one + other, 0);
const passed = sum(tests.files.map((each) => each.passed)) + checked.filter(Boolean).length;
let failed = sum(tests.files.map((each) => each.failed.length)) + checked.filter((good) => !good).length;
// Vitest also fails for what no single test stands for, an unhandled rejection say.
if (tests.status !== 0 && failed === 0) failed = 1;
const skipped = tests.files.flatMap(({ name, skipped }) =>
  skipped.map((test) => ({ test: `${name}: ${test}`, want: wantIn(join(root, name)) })),
);
for (const want of new Set(skipped.map((each) => each.want))) {
  const names = skipped.filter((each) => each.want === want).map(({ test }) => test);
  process.stdout.write(`\n${names.length} skipped, for want of ${want}:\n`);
  for (const name of names) process.stdout.write(`  ${name}\n`);
}
if (filters.length === 0) {
  const longest = [...tests.files].sort((one, other) => other.seconds - one.seconds);
  const all = sum(longest.map(({ seconds }) => seconds));
  process.stdout.write(`\n${all.toFixed(0)} s in ${longest.length} files; the longest:\n`);
  for (const { name, seconds } of longest.slice(0, 20)) process.stdout.write(`  ${seconds.toFixed(0)} s  ${name}\n`);
}
if (tests.again.length > 0) {
  process.stdout.write('\nPassed only by themselves, at the second try:\n');
  for (const { name, failed } of tests.again) for (const test of failed) process.stdout.write(`  ${name}: ${test}\n`);
}
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
