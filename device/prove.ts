import { execFileSync } from 'node:child_process';
import { availableParallelism, totalmem } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { projectRoot } from '../src/system/paths.ts';
import { Work } from './image/work.ts';
import { beside, type Task } from './prove/beside.ts';
import { rehearse } from './prove/double.ts';
import { inItsProcess } from './prove/groupProcess.ts';
import { groups } from './prove/groups/all.ts';
import { processorHere } from './prove/machine/processor.ts';
import { ownNetwork } from './prove/ownNetwork.ts';
import { ProofPlace, setUpName } from './prove/place.ts';
import { keepRehearsals } from './prove/rehearsals.ts';
import { Steps } from './prove/steps.ts';
import { releaseOf } from './prove/updates/release.ts';
import { UpdateMaker } from './prove/updates/updateMaker.ts';
import type { Rehearsed } from './prove/visits.ts';

const usage = `npm run device:prove -- --image FILE --update FILE [options]   what a device does when updates, power and people are bad to it

  --image FILE      out/image/uketsuke-VERSION-amd64.img, with its own .raucb and installer beside it
  --update FILE     an update to a newer version (npm run device:image -- --version …)
  --cache DIR       the cache of npm run device:image: its tools and keys make the updates that must fail
  --out DIR         pictures and reports, and the kiosk that was set up (out/prove)
  --only NAME       one group; may be said again
  --at-once N       how many groups beside each other (one for each processor, and for 6 GB of memory)
  --list            the groups
`;
const { values } = parseArgs({
  options: {
    image: { type: 'string' },
    update: { type: 'string' },
    cache: { type: 'string', default: '.cache/device/image' },
    out: { type: 'string', default: 'out/prove' },
    only: { type: 'string', multiple: true },
    'at-once': { type: 'string' },
    list: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const say = (line: string) => process.stdout.write(`${line}\n`);
if (values.help) {
  say(usage.trimEnd());
  process.exit(0);
}
if (values.list) {
  for (const { name, about } of groups) say(`${name.padEnd(16)} ${about}`);
  process.exit(0);
}
const perMachine = 6e9;
const carried = Math.max(1, Math.min(availableParallelism(), Math.floor(totalmem() / perMachine)));
const { image, update, only = groups.map(({ name }) => name), 'at-once': wished = String(carried) } = values;
const unknown = only.filter((name) => !groups.some((group) => group.name === name));
if (image === undefined || update === undefined || unknown.length > 0 || !/^[1-9]\d*$/.test(wished)) {
  process.stderr.write(unknown.length > 0 ? `no group ${unknown.join(', ')}\n` : usage);
  process.exit(2);
}

const root = projectRoot();
const began = performance.now();
const minutes = (): string => `${Math.round((performance.now() - began) / 60_000)} minutes`;
const minute = 60_000;
/** No group has more visits than these, each of another person. */
const people = ['fernandez-alexandra', 'yamada-hanako', 'suzuki-ume'] as const;
const place = new ProofPlace(resolve(values.out));
const steps = new Steps(place.out, say);
const chosen = groups.filter(({ name }) => only.includes(name));
const made = [...new Set(chosen.flatMap(({ needs = [] }) => needs))];
const network = ownNetwork();
const atOnce = network ? Number(wished) : 1;
if (!network && Number(wished) > 1)
  say('one group at a time: the right to a network of its own (unshare, ip) is missing');
say(`${chosen.length} groups, ${atOnce} at once; processor: ${processorHere()}`);

const updatesTask = 'updates';
const tasks: readonly Task[] = [
  ...(chosen.every(({ isNew }) => isNew) ? [] : [{ name: setUpName, minutes: 9, after: [] }]),
  ...(made.length === 0 ? [] : [{ name: updatesTask, minutes: 2, after: [] }]),
  ...chosen.map(({ name, minutes: long, isNew, needs }) => ({
    ...{ name, minutes: long },
    after: [...(isNew ? [] : [setUpName]), ...(needs ? [updatesTask] : [])],
  })),
];

async function rehearsed(): Promise<undefined> {
  const patients: Rehearsed[] = [];
  for (const person of people) patients.push({ person, screens: await rehearse(person) });
  keepRehearsals(place.rehearsals, patients);
}

async function updatesMade(): Promise<string> {
  const sourceDate = Number(execFileSync('git', ['log', '-1', '--format=%ct'], { cwd: root, encoding: 'utf8' }));
  const work = new Work({ logFile: join(place.out, 'build.log'), sourceDate, say });
  const good = releaseOf(update ?? '');
  const cache = resolve(values.cache);
  const maker = new UpdateMaker({ work, cache, good: good.file, goodVersion: good.version, folder: place.updates });
  for (const name of made) await maker.make(name);
  return made.join(', ');
}

/** A group, or the kiosk that they begin with. Its disks are gigabytes: they stay where something failed. */
async function tried(name: string): Promise<boolean> {
  const words = [
    '--image',
    resolve(image ?? ''),
    '--update',
    resolve(update ?? ''),
    '--out',
    place.out,
    '--group',
    name,
  ];
  const script = [join(dirname(fileURLToPath(import.meta.url)), 'prove', 'oneGroup.js'), ...words];
  const about = groups.find((group) => group.name === name)?.about;
  say(`${name} begins${about === undefined ? '' : `: ${about}`}`);
  const results = await inItsProcess(name, { script, network: network ?? [], folder: place.group(name), say });
  steps.take(results);
  return results.every(({ ok }) => ok);
}

if (await steps.run('visits are rehearsed in a browser', { limitMs: 10 * minute }, rehearsed)) {
  const inVain = await beside(tasks, atOnce, ({ name }) =>
    name === updatesTask
      ? steps.run('updates that must fail are made', { limitMs: 15 * minute }, updatesMade)
      : tried(name),
  );
  for (const [name, why] of inVain) steps.skip([name], `after "${why}"`);
}
say(`${steps.summary}, ${minutes()}`);
process.exit(steps.failed === 0 ? 0 : 1);
