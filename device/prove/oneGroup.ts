import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { projectRoot } from '../../src/system/paths.ts';
import { groups } from './groups/all.ts';
import { tryGroup, trySetUp } from './groups/tryGroup.ts';
import { openProof } from './openProof.ts';
import { ProofPlace, setUpName } from './place.ts';
import { Steps } from './steps.ts';

/** One group of `npm run device:prove`, which starts this in a process of its own. */
const { values } = parseArgs({
  options: {
    image: { type: 'string' },
    update: { type: 'string' },
    out: { type: 'string' },
    group: { type: 'string' },
  },
});
const { image, update, out, group: name } = values;
const group = groups.find((each) => each.name === name);
if (image === undefined || update === undefined || out === undefined || !(group || name === setUpName)) {
  process.stderr.write('started by device:prove\n');
  process.exit(2);
}
const place = new ProofPlace(out);
const steps = new Steps(place.group(name ?? ''), (line) => process.stdout.write(`${line}\n`));
const open = await openProof({ root: projectRoot(), place, image, update }, name ?? '', steps);
if (group) await tryGroup(group, open, steps);
else await trySetUp(open, steps);
await open.close();
if (group && steps.failed === 0) leaveReport(place.group(group.name));
process.exit(steps.failed === 0 ? 0 : 1);

/** Disks are gigabytes: what went well leaves its report and its pictures. */
function leaveReport(folder: string): void {
  for (const name of readdirSync(folder))
    if (!/\.(png|md|json)$/.test(name)) rmSync(join(folder, name), { recursive: true, force: true });
}
