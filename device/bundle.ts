import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { projectRoot } from '../src/system/paths.ts';
import { makeBundle } from './bundle/makeBundle.ts';

/** `npm run device:bundle -- [--to DIR] [--json]`: the product for a clinic in one folder, `out/bundle` unless said otherwise. */
const { values } = parseArgs({
  options: { to: { type: 'string' }, json: { type: 'boolean', default: false } },
});
const root = projectRoot();
const began = performance.now();
const { folder, version, commit, node } = await makeBundle(root, resolve(values.to ?? `${root}/out/bundle`), (step) =>
  process.stderr.write(`${step}\n`),
);
const mebibytes = Number(execFileSync('du', ['-sm', folder], { encoding: 'utf8' }).split('\t')[0]);
const seconds = Math.round((performance.now() - began) / 1000);
process.stdout.write(
  values.json
    ? `${JSON.stringify({ folder, version, commit, node, mebibytes, seconds })}\n`
    : `${folder}: Uketsuke ${version} with Node ${node}, ${mebibytes} MiB, in ${seconds} s\n`,
);
