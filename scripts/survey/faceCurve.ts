import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { FaceProfile } from '../../src/face/faceMatcher.ts';
import { chooseProfile, scaleOf } from '../../src/face/models/chooseProfile.ts';
import { distance } from '../../src/face/networks/embedded/descriptor.ts';
import { cosine } from '../../src/face/networks/standard/recogniser.ts';
import { embedAll } from '../../src/face/pairs/embedAll.ts';
import { unwrap } from '../../src/problem/result.ts';
import { projectRoot } from '../../src/system/paths.ts';

// How a profile's scores come out on a folder of pictures called as those of LFW, NAME_0001.jpg: every picture with
// every other. Writes models/curves, which "face calibrate" lays beside a kiosk's own scores: counts, nobody's face.
//   node scripts/run.mjs survey/faceCurve FOLDER --profile standard [--most 900]

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { profile: { type: 'string', default: 'standard' }, most: { type: 'string' } },
});
const [folder] = positionals;
const profile: FaceProfile = values.profile === 'embedded' ? 'embedded' : 'standard';
if (folder === undefined) throw new Error('which folder?');

const all = readdirSync(folder).filter((name) => name.endsWith('.jpg'));
const files = all.toSorted().slice(0, Number(values.most ?? all.length));
const personOf = (file: string) => file.replace(/_\d+\.jpg$/, '');
const chosen = unwrap(chooseProfile({ wanted: profile, modelsFolder: process.env.UKETSUKE_MODELS, toMeasure: true }));
const tasks = files.map((file) => ({ file: join(folder, file), as: 'frame' }) as const);
const embedded = unwrap(
  await embedAll(chosen, tasks, availableParallelism(), (done) => {
    if (done % 100 === 0) process.stderr.write(`${done} of ${tasks.length}\n`);
  }),
);

const faces = files.flatMap((file, at) => {
  const embedding = embedded[at]?.embedding;
  return embedding ? [{ person: personOf(file), embedding }] : [];
});
const score = scaleOf(chosen).measure === 'cosine' ? cosine : distance;
const counted = { genuine: new Map<number, number>(), impostor: new Map<number, number>() };
for (const [at, one] of faces.entries()) {
  for (const other of faces.slice(at + 1)) {
    const counts = counted[one.person === other.person ? 'genuine' : 'impostor'];
    const hundredth = Math.floor(100 * score(one.embedding, other.embedding));
    counts.set(hundredth, (counts.get(hundredth) ?? 0) + 1);
  }
}

const people = new Set(faces.map(({ person }) => person)).size;
const curve = {
  set: `Labelled Faces in the Wild, deep-funneled: ${faces.length} press photographs of ${people} people, each with each`,
  pictures: faces.length,
  people,
  genuine: inARow(counted.genuine),
  impostor: inARow(counted.impostor),
};
const curves = join(projectRoot(), 'models', 'curves');
mkdirSync(curves, { recursive: true });
writeFileSync(join(curves, `${profile}.json`), `${JSON.stringify(curve, undefined, 2)}\n`);

function inARow(counts: ReadonlyMap<number, number>) {
  const [from, to] = [Math.min(...counts.keys()), Math.max(...counts.keys())];
  return { from, counts: Array.from({ length: to - from + 1 }, (_, at) => counts.get(from + at) ?? 0) };
}
