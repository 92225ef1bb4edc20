// npm run survey:liveness: shows the face match living people, strangers and the likenesses that the simulated camera can
// hold up, and counts what it makes of them. Drawn heads: no measure of how the product does with people, and no
// certified test.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import { progressTo } from '../../src/cli/progress.ts';
import type { FaceEngine } from '../../src/face/engine.ts';
import { openInProcessEngine } from '../../src/face/inProcessEngine.ts';
import { type ChallengePolicy, challengePolicies } from '../../src/face/liveness/evidence.ts';
import type { Side } from '../../src/face/liveness/turnChallenge.ts';
import type { ChosenProfile } from '../../src/face/models/chooseProfile.ts';
import { openFaceNetworks } from '../../src/face/networks/openFaceNetworks.ts';
import { unwrap } from '../../src/problem/result.ts';
import { openScene } from '../../src/simulator/camera/scenes.ts';
import { loadPeople } from '../../src/simulator/people.ts';
import { projectRoot } from '../../src/system/paths.ts';
import { type CropFigures, measureCrops } from './liveness/crops.ts';
import { type PlayedAttempt, playAttempt } from './liveness/playAttempt.ts';
import { asMarkdown, type ProfileFigures } from './liveness/report.ts';
import { type Cast, type Species, species } from './liveness/species.ts';
import { type Tally, tallyOf } from './liveness/tally.ts';

interface Options {
  readonly profile?: readonly string[];
  readonly challenge?: readonly string[];
  readonly people: string;
  readonly crops?: string;
  readonly root: string;
  readonly json?: true;
  readonly write?: true;
}

const options = new Command('survey-liveness')
  .description(
    'living people, strangers and likenesses before the face match; the tables of docs/measured/face-liveness.md',
  )
  .addOption(
    new Option('--profile <name...>', 'default: both, where UKETSUKE_MODELS holds the weights').choices([
      'standard',
      'embedded',
    ]),
  )
  .addOption(new Option('--challenge <policy...>', 'default: all').choices(challengePolicies))
  .option('--people <n>', 'how many of the fixture people', '100')
  .option('--crops <folder>', 'also its live/ and print/ through the passive networks')
  .option('--root <folder>', 'where fixtures and docs are', projectRoot())
  .option('--json', 'figures as JSON')
  .option('--write', 'into docs/measured/face-liveness.md, in place of the tables there')
  .addHelpText('after', '\nExamples:\n  npm run survey:liveness -- --challenge on-doubt --people 4\n')
  .parse()
  .opts<Options>();

const { UKETSUKE_MODELS: modelsFolder } = process.env;
const installed: readonly ChosenProfile[] = [
  { profile: 'embedded' },
  ...(modelsFolder ? [{ profile: 'standard', modelsFolder } as const] : []),
];
const isWanted = (list: readonly string[] | undefined, each: string) => !list || list.includes(each);
const profiles = installed.filter(({ profile }) => isWanted(options.profile, profile));
if (profiles.length === 0) {
  process.stderr.write('No profile to survey: standard needs UKETSUKE_MODELS, the folder that holds its weights.\n');
  process.exit(1);
}
const policies = challengePolicies.filter((policy) => isWanted(options.challenge, policy));
const cast: Cast = { root: options.root, people: whoCanTurn(options.root).slice(0, Number(options.people)) };
/** Every order of sides equally often, so that luck has its true share. */
const sidesInTurn: readonly (readonly Side[])[] = [
  ['left', 'right'],
  ['right', 'right'],
  ['right', 'left'],
  ['left', 'left'],
];

const report = progressTo((text) => process.stderr.write(text), {
  what: 'presentations',
  terminal: process.stderr.isTTY ?? false,
});
const total = profiles.length * policies.length * species.length * cast.people.length;
let done = 0;

const figures: ProfileFigures[] = [];
for (const chosen of profiles) {
  const engine = unwrap(await openInProcessEngine(chosen));
  const tables: { challenge: ChallengePolicy; rows: Tally[] }[] = [];
  for (const challenge of policies) {
    const rows: Tally[] = [];
    for (const each of species) rows.push(tallyOf(each, await present(engine, each, challenge)));
    tables.push({ challenge, rows });
  }
  await engine.close();
  figures.push({ profile: chosen.profile, tables, crops: (await cropsWith(chosen)) ?? null });
}
if (options.write) writeTables(asMarkdown(figures));
process.stdout.write(options.json ? `${JSON.stringify(figures, null, 2)}\n` : `${asMarkdown(figures)}\n`);

/** One attempt with each person's card. */
async function present(
  engine: FaceEngine,
  what: Species,
  challenge: ChallengePolicy,
): Promise<readonly PlayedAttempt[]> {
  const attempts: PlayedAttempt[] = [];
  for (const [number, holder] of cast.people.entries()) {
    const sides = sidesInTurn[number % sidesInTurn.length] ?? [];
    const photo = readFileSync(join(cast.root, 'fixtures', 'people', holder, 'chip.jp2'));
    unwrap(await engine.enrol(photo));
    const view = await openScene(what.scene(holder, cast), cast.root);
    const first = await playAttempt(engine, view, { challenge, sides });
    attempts.push(what.recordedBefore ? await playAttempt(engine, first.pictures, { challenge, sides }) : first);
    await engine.forget();
    done += 1;
    report(done, total);
  }
  return attempts;
}

/** Puts the tables between the marks that the page has for them. */
function writeTables(tables: string): void {
  const page = join(projectRoot(), 'docs', 'measured', 'face-liveness.md');
  const text = readFileSync(page, 'utf8');
  const between = /(<!-- survey:liveness:[^>]*-->\n)[\s\S]*(\n<!-- \/survey:liveness -->)/;
  if (!between.test(text)) throw new Error(`${page} has no marks for the tables`);
  writeFileSync(
    page,
    text.replace(between, (_, start: string, end: string) => `${start}\n${tables.trim()}\n${end}`),
  );
}

/** The people with a photo on their card and pictures of turning their head. */
function whoCanTurn(root: string): readonly string[] {
  const has = (id: string, file: string) => existsSync(join(root, 'fixtures', 'people', id, file));
  return loadPeople(projectRoot())
    .map(({ id }) => id)
    .filter((id) => has(id, 'chip.jp2') && has(id, 'turn-left-2.jpg') && has(id, 'turn-right-2.jpg'));
}

async function cropsWith(chosen: ChosenProfile): Promise<CropFigures | undefined> {
  if (!options.crops) return undefined;
  const networks = unwrap(await openFaceNetworks(chosen));
  const measured = await measureCrops(networks, options.crops);
  await networks.close();
  return measured;
}
