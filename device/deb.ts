import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { projectRoot } from '../src/system/paths.ts';
import { bundleAt, makeBundle } from './bundle/makeBundle.ts';
import { makeDeb } from './debian/makeDeb.ts';

const usage = `npm run device:deb -- [options]      uketsuke_VERSION_amd64.deb for Debian 12 and 13, from the bundle

  --bundle DIR      a bundle that is made already (npm run device:bundle)
  --out DIR         where it goes (out/deb)
  --version TEXT    another version than package.json's, for trying updates
  --json            what was made, as JSON
`;

const { values } = parseArgs({
  options: {
    bundle: { type: 'string' },
    out: { type: 'string' },
    version: { type: 'string' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  process.stdout.write(usage);
  process.exit(0);
}
const root = projectRoot();
const say = (step: string) => process.stderr.write(`${step}\n`);
const bundle =
  values.bundle === undefined
    ? await makeBundle(root, join(root, 'out', 'bundle'), say)
    : bundleAt(resolve(values.bundle));
say('package (some minutes)');
const began = performance.now();
const file = await makeDeb(
  { ...bundle, root, bundle: bundle.folder, version: values.version ?? bundle.version },
  resolve(values.out ?? join(root, 'out', 'deb')),
);
const made = {
  file,
  sha256: createHash('sha256').update(readFileSync(file)).digest('hex'),
  mebibytes: Math.round(statSync(file).size / 1_048_576),
  seconds: Math.round((performance.now() - began) / 1_000),
};
process.stdout.write(
  values.json
    ? `${JSON.stringify(made)}\n`
    : `${file}: ${made.mebibytes} MiB, SHA-256 ${made.sha256}, in ${made.seconds} s\n`,
);
