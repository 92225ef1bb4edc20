import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { freePort } from '../scripts/kiosk/freePort.ts';
import { projectRoot } from '../src/system/paths.ts';
import { Work } from './image/work.ts';
import { type ClinicAround, openClinic } from './prove/clinic/clinic.ts';
import { signsIn } from './prove/desk/administrator.ts';
import { UpdateAtDesk } from './prove/desk/updating.ts';
import { emptyDisk, machineDisk } from './prove/disks.ts';
import { rehearse } from './prove/double.ts';
import { groups } from './prove/groups/all.ts';
import type { Proof } from './prove/groups/group.ts';
import { processorHere } from './prove/machine/processor.ts';
import { lastingClinicIn, setUpKiosk } from './prove/setUpKiosk.ts';
import { Steps } from './prove/steps.ts';
import { TriedKiosk } from './prove/triedKiosk.ts';
import { releaseOf } from './prove/updates/release.ts';
import { makeStick } from './prove/updates/stick.ts';
import { UpdateMaker } from './prove/updates/updateMaker.ts';
import { type Rehearsed, Visits } from './prove/visits.ts';

const usage = `npm run device:prove -- --image FILE --update FILE [options]   what a device does when updates, power and people are bad to it

  --image FILE      out/image/uketsuke-VERSION-amd64.img, with its own .raucb and installer beside it
  --update FILE     an update to a newer version (npm run device:image -- --version …)
  --cache DIR       the cache of npm run device:image: its tools and keys make the updates that must fail
  --out DIR         pictures and report, and the kiosk that was set up (out/prove)
  --only NAME       one group; may be said again
  --list            the groups
`;
const { values } = parseArgs({
  options: {
    image: { type: 'string' },
    update: { type: 'string' },
    cache: { type: 'string', default: '.cache/device/image' },
    out: { type: 'string', default: 'out/prove' },
    only: { type: 'string', multiple: true },
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
const { image, update, only = groups.map(({ name }) => name) } = values;
const unknown = only.filter((name) => !groups.some((group) => group.name === name));
if (image === undefined || update === undefined || unknown.length > 0) {
  process.stderr.write(unknown.length > 0 ? `no group ${unknown.join(', ')}\n` : usage);
  process.exit(2);
}

const root = projectRoot();
const [out, cache] = [resolve(values.out), resolve(values.cache)];
const minute = 60_000;
/** No group has more visits than these, each of another person. */
const people = ['fernandez-alexandra', 'yamada-hanako', 'suzuki-ume'] as const;
const sourceDate = Number(execFileSync('git', ['log', '-1', '--format=%ct'], { cwd: root, encoding: 'utf8' }));
const work = new Work({ logFile: join(out, 'build.log'), sourceDate, say });
const steps = new Steps(out, say);
const [old, good] = [releaseOf(image.replace(/\.img$/, '.raucb')), releaseOf(update)];
const deskPort = await freePort();
const lasting = lastingClinicIn(out);
const clinic = await openClinic(root, lasting);
let proof: Proof | undefined;
let open: TriedKiosk | undefined;

say(`processor: ${processorHere()}`);
const chosen = groups.filter(({ name }) => only.includes(name));
const isReady = await steps.run('what the groups begin with', { limitMs: 45 * minute }, async () => {
  const patients: Rehearsed[] = [];
  for (const person of people) patients.push({ person, screens: await rehearse(person) });
  const idle = patients[0]?.screens[0];
  if (!idle) throw new Error('the free screen was not rehearsed');
  const kioskIn = (name: string) => {
    const kiosk = new TriedKiosk(join(out, name), { idle, deskPort });
    open = kiosk;
    return kiosk;
  };
  const kioskWith = (name: string, setup: ClinicAround['setup']) => {
    rmSync(join(out, name), { recursive: true, force: true });
    const kiosk = kioskIn(name);
    machineDisk(resolve(image), kiosk.disk, setup);
    return kiosk;
  };
  const areNew = chosen.every(({ isNew }) => isNew);
  const ready = areNew
    ? undefined
    : await setUpKiosk(kioskIn('set-up'), {
        ...{ image: resolve(image), setup: clinic.setup, firstCode: lasting.firstCode ?? '', deskPort },
        picture: (name) => steps.picture(name),
      });
  const readyKiosk = () => {
    if (!ready) throw new Error('no kiosk was set up');
    return ready;
  };
  let sticks = 0;
  proof = {
    kiosk(name) {
      const copy = readyKiosk().kiosk.copyTo(join(out, name));
      open = copy;
      return copy;
    },
    newKiosk: (name) => kioskWith(name, clinic.setup),
    boxedKiosk: (name) => kioskWith(name, {}),
    emptyKiosk(name) {
      rmSync(join(out, name), { recursive: true, force: true });
      const kiosk = kioskIn(name);
      emptyDisk(kiosk.disk);
      return kiosk;
    },
    installer: resolve(image.replace(/\.img$/, '-installer.img')),
    ...{ deskPort, old, good, say },
    visits: new Visits(root, clinic, patients),
    updates: new UpdateMaker({
      ...{ work, cache, good: good.file, goodVersion: good.version },
      folder: join(out, 'updates'),
    }),
    picture: (name) => steps.picture(name),
    stick(file) {
      sticks += 1;
      const stick = { image: join(out, 'stick.img'), name: `uketsuke-${sticks}.raucb` };
      makeStick(stick.image, { file, name: stick.name });
      return stick;
    },
    atDesk: () => new UpdateAtDesk(deskPort, readyKiosk().administrator),
    signIn: () => signsIn(deskPort, readyKiosk().administrator),
    folder: (name) => join(out, name),
    newPassword: () => randomBytes(12).toString('hex'),
  };
  return ready?.says ?? 'nothing but disks';
});

for (const { name, about, cases } of chosen) {
  if (!proof || !isReady) break;
  say(`${name}: ${about}`);
  const all = cases(proof);
  for (const [place, each] of all.entries()) {
    const afresh = each.isStart && { afresh: async () => open?.cutPower() };
    if (await steps.run(`${name}: ${each.name}`, { limitMs: each.limitMs, ...afresh }, each.work)) continue;
    await open?.machine.picture(steps.picture(`${name}-failed`)).catch(() => undefined);
    const left = all.slice(place + 1).map((later) => `${name}: ${later.name}`);
    steps.skip(left, `after "${each.name}"`);
    break;
  }
  await open?.cutPower();
}
await open?.cutPower();
await clinic.close();
say(steps.summary);
process.exit(steps.failed === 0 ? 0 : 1);
