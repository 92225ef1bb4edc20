#!/usr/bin/env node
// Runs one of the repository's own scripts, of scripts/ or of device/: sets up, builds it, hands the arguments on.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { buildScripts } from './setup/build.mjs';
import { setUp } from './setup/setUp.mjs';

const usage = `Usage: node scripts/run.mjs <script> [arguments]      for example: node scripts/run.mjs bench/queue --json
                                                       or: node scripts/run.mjs device/bundle
`;

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [name, ...args] = process.argv.slice(2);
const source = name?.startsWith('device/') ? name : join('scripts', `${name}`);
if (name === undefined || !existsSync(join(root, `${source}.ts`))) {
  process.stderr.write(usage);
  process.exit(2);
}
if (!(await setUp(root)) || !(await buildScripts(root))) process.exit(1);
const script = join(root, 'build', `${source}.js`);
process.argv = [process.execPath, script, ...args];
await import(pathToFileURL(script).href);
