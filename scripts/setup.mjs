#!/usr/bin/env node
// Everything between a fresh clone and a running kiosk. Uses nothing but Node, does only what is missing, and can be
// run again after being interrupted at any point.
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { offerModels } from './setup/models.mjs';
import { setUp } from './setup/setUp.mjs';

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
const forTests = args.includes('--for-tests');
if (!(await setUp(root, { forTests }))) process.exit(1);
if (!forTests) offerModels(root);
