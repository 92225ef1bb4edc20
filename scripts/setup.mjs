#!/usr/bin/env node
// Everything between a fresh clone and a running kiosk. Uses nothing but Node, does only what is missing, and can be
// run again after being interrupted at any point.
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './setup/build.mjs';
import { debianPackages } from './setup/debian.mjs';
import { npmPackages } from './setup/packages.mjs';
import { say } from './setup/progress.mjs';

const help = `Usage: node scripts/setup.mjs [--for-tests]

Installs missing Debian packages (as root; otherwise prints the line to run), npm packages, and builds.
  --for-tests   also what only the tests need: a browser, Japanese fonts, card tools
`;

const oldestNode = [20, 19];

function nodeIsTooOld() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  return major < oldestNode[0] || (major === oldestNode[0] && minor < oldestNode[1]);
}

const args = process.argv.slice(2);
if (args.includes('--help')) {
  process.stdout.write(help);
  process.exit(0);
}
if (nodeIsTooOld()) {
  process.stderr.write(`Node ${process.version} is too old: ${oldestNode.join('.')} or newer is needed.\n`);
  process.exit(1);
}

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const started = Date.now();
await debianPackages({ forTests: args.includes('--for-tests') });
if (!(await npmPackages(root)) || !(await build(root))) {
  process.stderr.write('Set-up did not finish. Mend what is said above and run the same command again.\n');
  process.exit(1);
}
if (Date.now() - started > 1000) say(`Set-up finished in ${Math.round((Date.now() - started) / 1000)} s.`);
