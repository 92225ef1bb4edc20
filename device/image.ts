import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { projectRoot } from '../src/system/paths.ts';
import { makeBundle } from './bundle/makeBundle.ts';
import { mirrorsOf } from './image/aptSources.ts';
import { buildImage } from './image/buildImage.ts';
import { Work } from './image/work.ts';

const usage = `npm run device:image -- [options]      a disk image and a signed update, from Debian's packages and the lock file

  --out DIR         where they go (out/image)
  --cache DIR       packages, trees and throw-away keys, kept from build to build (.cache/device/image)
  --keys DIR        keys of one's own: NAME.pem with NAME.key or NAME.pkcs11 for platform, exchange, boot, update,
                    and update-authority.pem; throw-away keys where absent
  --mirror URL      Debian's archive (as this machine's apt has it)
  --packages FILE   only with the packages that an earlier build recorded
  --product DIR     a product that is made already (npm run device:bundle)
  --version TEXT    another version than package.json's, for trying updates
  --growth MIB      room for what later systems grow by (512)
  --quick           packs the system faster and larger, for trying
  --reuse           takes Debian's trees of the build before
`;

const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    cache: { type: 'string' },
    keys: { type: 'string' },
    mirror: { type: 'string' },
    packages: { type: 'string' },
    product: { type: 'string' },
    version: { type: 'string' },
    growth: { type: 'string', default: '512' },
    reuse: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  process.stdout.write(usage);
  process.exit(0);
}
if (process.getuid?.() !== 0) {
  process.stderr.write('An image is built as root: Debian trees have owners. A container is enough.\n');
  process.exit(2);
}

const root = projectRoot();
const say = (words: string) => process.stderr.write(`${words}\n`);
const cache = resolve(values.cache ?? join(root, '.cache', 'device', 'image'));
const mirrors = mirrorsOf('/etc/apt');
const sourceDate = Number(execFileSync('git', ['log', '-1', '--format=%ct'], { cwd: root, encoding: 'utf8' }));
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { readonly version: string };
const work = new Work({ logFile: join(cache, 'build.log'), sourceDate, say });
const product =
  values.product ?? (await work.step('product', () => makeBundle(root, join(cache, 'product'), say))).folder;
const results = await buildImage(work, {
  root,
  out: resolve(values.out ?? join(root, 'out', 'image')),
  cache,
  mirrors: values.mirror === undefined ? mirrors : { ...mirrors, archive: values.mirror },
  keys: values.keys === undefined ? undefined : resolve(values.keys),
  product: resolve(product),
  version: values.version ?? version,
  packages: values.packages,
  reuse: values.reuse,
  packing: values.quick ? 'quick' : 'small',
  growth: Number(values.growth),
});
say(`${results.disk}\n${results.update}\n${results.installer}`);
if (results.isTrial) say('Signed with throw-away keys: not for patients.');
