import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { projectRoot } from '../src/system/paths.ts';
import { bundleAt, makeBundle } from './bundle/makeBundle.ts';
import { debFile, makeDeb } from './debian/makeDeb.ts';
import { DebianMachine } from './debian/prove/debianMachine.ts';
import { proofOf } from './debian/prove/plan.ts';
import { satisfiedTree } from './debian/prove/satisfiedTree.ts';
import { type DebianRelease, mirrorsOf } from './image/aptSources.ts';
import { Work } from './image/work.ts';
import { Steps } from './prove/steps.ts';

const usage = `npm run device:deb-prove -- [options]      what a clinic's IT does with the package, on Debian 12 and 13

  --bundle DIR      a bundle that is made already (npm run device:bundle)
  --debs DIR        packages that an earlier run left in OUT/packages: none are made
  --release NAME    only bookworm, or only trixie
  --out DIR         report and consoles (out/deb-prove)
  --cache DIR       packages and trees, kept from run to run (.cache/device/debian)
`;
const { values } = parseArgs({
  options: {
    bundle: { type: 'string' },
    debs: { type: 'string' },
    release: { type: 'string' },
    out: { type: 'string', default: 'out/deb-prove' },
    cache: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  process.stdout.write(usage);
  process.exit(0);
}
if (process.getuid?.() !== 0) {
  process.stderr.write('It needs root: trees of Debian have owners, and namespaces are made. A container is enough.\n');
  process.exit(2);
}
const root = projectRoot();
const out = resolve(values.out);
const cache = resolve(values.cache ?? join(root, '.cache', 'device', 'debian'));
const minute = 60_000;
const say = (line: string) => process.stdout.write(`${line}\n`);
mkdirSync(cache, { recursive: true });
const bundle =
  values.bundle === undefined
    ? await makeBundle(root, join(root, 'out', 'bundle'), say)
    : bundleAt(resolve(values.bundle));
const olderVersion = '0.0.1';
const making = { ...bundle, root, bundle: bundle.folder };
const packages = { deb: '', version: bundle.version, older: '', olderVersion };
const releases = (['bookworm', 'trixie'] as const).filter(
  (name) => values.release === undefined || values.release === name,
);

const steps = new Steps(out, say);
const makes = () =>
  steps.run('built twice, it is the same bytes', { limitMs: 60 * minute }, async () => {
    const first = await makeDeb(making, join(out, 'first'));
    packages.deb = await makeDeb(making, join(out, 'packages'));
    const [one, other] = [first, packages.deb].map(sha256);
    rmSync(join(out, 'first'), { recursive: true });
    if (one !== other) throw new Error(`${one} and ${other}`);
    packages.older = await makeDeb({ ...making, version: olderVersion }, join(out, 'packages'));
    return `SHA-256 ${one}`;
  });
if (values.debs !== undefined) {
  const at = (version: string) => join(resolve(values.debs ?? ''), debFile(version));
  Object.assign(packages, { deb: at(bundle.version), older: at(olderVersion) });
}
const isMade = values.debs !== undefined || (await makes());
if (isMade) for (const release of releases) await prove(release);
say(steps.summary);
process.exit(steps.failed === 0 ? 0 : 1);

async function prove(release: DebianRelease): Promise<void> {
  const work = new Work({ logFile: join(out, `${release}.log`), sourceDate: bundle.sourceDate, say });
  let base = '';
  const named = (name: string) => `${release}: ${name}`;
  const hasBase = await steps.run(named('Debian alone has all it needs'), { limitMs: 60 * minute }, async () => {
    const { tree, packages: count } = await satisfiedTree(work, {
      release,
      deb: packages.deb,
      cache,
      mirrors: mirrorsOf('/etc/apt'),
    });
    base = tree;
    return `${count} packages of Debian`;
  });
  if (!hasBase) return;
  const enter = join(root, 'device', 'debian', 'prove', 'enter.sh');
  const machine = await DebianMachine.over(base, join(cache, `${release}.machine`), enter);
  const plan = proofOf(machine, packages);
  for (const [place, { name, work: does }] of plan.entries()) {
    if (await steps.run(named(name), { limitMs: 15 * minute }, does)) continue;
    steps.skip(
      plan.slice(place + 1).map((each) => named(each.name)),
      `after "${name}"`,
    );
    break;
  }
  const console = join(cache, `${release}.machine`, 'console.log');
  if (existsSync(console)) copyFileSync(console, join(out, `${release}.console.log`));
  await machine.clear();
}

function sha256(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}
