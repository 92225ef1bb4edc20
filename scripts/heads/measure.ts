/**
 * How far apart the fixture people stand: every chip photo against every live picture, on each profile that is there.
 * Run after a build: node dist/scripts/heads/measure.js [--live frame-1.jpg …]      UKETSUKE_MODELS for `standard`
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { ChosenProfile } from '../../src/face/models/chooseProfile.ts';
import { scoreScaleOf } from '../../src/face/models/manifest.ts';
import { openFaceNetworks } from '../../src/face/networks/openFaceNetworks.ts';
import { unwrap } from '../../src/problem/result.ts';
import { loadPeople } from '../../src/simulator/people.ts';
import { projectRoot } from '../../src/system/paths.ts';
import { type Comparison, compareAll, type Portrait, portray } from './margins.ts';

const { values } = parseArgs({
  options: {
    live: { type: 'string', multiple: true, default: ['frame-1.jpg', 'frame-3.jpg', 'frame-6.jpg'] },
    worst: { type: 'string', default: '12' },
  },
});
const people = join(projectRoot(), 'fixtures', 'people');
const modelsFolder = process.env.UKETSUKE_MODELS;
const profiles: readonly ChosenProfile[] = [
  { profile: 'embedded' },
  ...(modelsFolder ? [{ profile: 'standard', modelsFolder } as const] : []),
];
for (const chosen of profiles) await measure(chosen);

async function measure(chosen: ChosenProfile): Promise<void> {
  const networks = unwrap(await openFaceNetworks(chosen));
  const { measure: unit, accept, nearMiss } = scoreScaleOf(chosen.profile);
  const portraits: Portrait[] = [];
  for (const { id, card } of loadPeople(projectRoot())) {
    portraits.push(await portray(networks, people, id, { photo: card.photo, live: values.live }));
  }
  const alikeFirst = (a: Comparison, b: Comparison): number =>
    unit === 'cosine' ? b.score - a.score : a.score - b.score;
  const ranked = compareAll(networks, portraits).sort(alikeFirst);
  await networks.close();
  const own = ranked.filter(({ photo, live }) => photo === live).toReversed();
  const others = ranked.filter(({ photo, live }) => photo !== live);
  const flawed = portraits.flatMap(({ person, live }) =>
    live.flatMap(({ file, flaw }) => (flaw ? [`  ${person}/${file} ${flaw}`] : [])),
  );
  print(`${chosen.profile}, ${unit}: a match at ${accept.at}, a near miss at ${nearMiss.at}`);
  print(` least like themselves, of ${own.length}`, ...own.slice(0, Number(values.worst)).map(described));
  print(` most like others, of ${others.length}`, ...others.slice(0, Number(values.worst)).map(described));
  print(` frames the kiosk would not judge: ${flawed.length}`, ...flawed);
}

function described({ photo, live, file, score }: Comparison): string {
  return `  ${score.toFixed(3)}  ${photo} as ${live === photo ? '' : `${live}/`}${file}`;
}

function print(...lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}
