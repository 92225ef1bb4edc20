// npm run survey:attempts: how attempts at the face match end. The drawn people of the fixtures under many conditions,
// with what each attempt takes; and real strangers of a research set, each with the card of every other.
import { existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import { openInProcessEngine } from '../../src/face/inProcessEngine.ts';
import { chooseProfile, scaleOf } from '../../src/face/models/chooseProfile.ts';
import { openFaceNetworks } from '../../src/face/networks/openFaceNetworks.ts';
import { unwrap } from '../../src/problem/result.ts';
import { openScene } from '../../src/simulator/camera/scenes.ts';
import { loadPeople } from '../../src/simulator/people.ts';
import { projectRoot } from '../../src/system/paths.ts';
import { percentile } from '../kiosk/percentile.ts';
import { conditions, withMask } from './attempts/conditions.ts';
import { embedStrangers, strangersAttempts } from './attempts/strangers.ts';
import { type PlayedAttempt, playAttempt } from './liveness/playAttempt.ts';

interface Options {
  readonly profile: 'standard' | 'embedded';
  readonly people: string;
  readonly lfw?: string;
  readonly strangers: string;
  readonly masked?: true;
  readonly condition: string;
  readonly json?: true;
}

const options = new Command('survey-attempts')
  .description('how attempts at the face match end: drawn people under many conditions, real strangers')
  .addOption(new Option('--profile <name>', 'face networks').choices(['standard', 'embedded']).default('embedded'))
  .option('--people <n>', 'how many of the fixture people', '25')
  .option('--lfw <folder>', 'pictures of a research set, Name_0001.jpg, and pairs.txt: strangers too')
  .option('--strangers <n>', 'how many of its people', '600')
  .option('--masked', 'the strangers wear a drawn mask')
  .option('--condition <text>', 'only the conditions with this in their name; none of them where there is none', '')
  .option('--json', 'the last line as JSON')
  .parse()
  .opts<Options>();

const root = projectRoot();
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const wanted = { wanted: options.profile, modelsFolder: process.env.UKETSUKE_MODELS || undefined } as const;
const chosen = unwrap(chooseProfile(wanted));
const networks = unwrap(await openFaceNetworks(chosen));
const rows = await cooperative();
const strangers = options.lfw === undefined ? undefined : await surveyStrangers(options.lfw);
await networks.close();
if (options.json) say(JSON.stringify({ profile: options.profile, rows, strangers }));

async function cooperative() {
  const engine = unwrap(await openInProcessEngine(chosen));
  const people = loadPeople(root)
    .filter(({ id }) => existsSync(photoOf(id)))
    .slice(0, Number(options.people));
  const done = [];
  const surveyed = conditions.filter(({ name }) => name.includes(options.condition));
  for (const { name, isCooperative, scene, change } of surveyed) {
    const attempts: PlayedAttempt[] = [];
    for (const [at, { id }] of people.entries()) {
      unwrap(await engine.enrol(readFileSync(photoOf(id))));
      const view = await openScene(scene(id), root);
      const shown = {
        picture: async (now: number) => {
          const picture = await view.picture(now);
          return change ? change(picture, networks) : picture;
        },
        obey: view.obey.bind(view),
      };
      attempts.push(
        await playAttempt(engine, shown, { challenge: 'on-doubt', sides: [at % 2 === 0 ? 'left' : 'right'] }),
      );
    }
    const accepted = attempts.filter(({ outcome }) => outcome.kind === 'match');
    const acceptedOf = people.filter((_, at) => attempts[at]?.outcome.kind === 'match').map(({ id }) => id);
    const ms = accepted.map((each) => each.ms);
    const row = {
      condition: name,
      isCooperative,
      attempts: attempts.length,
      accepted: accepted.length,
      // Of whom more is to be found out: those who did not do as they should.
      ...(!isCooperative && { acceptedOf }),
      asked: attempts.filter(({ asked }) => asked).length,
      medianMs: percentile(ms, 0.5),
      p95Ms: percentile(ms, 0.95),
    };
    done.push(row);
    say(JSON.stringify(row));
  }
  await engine.close();
  return done;
}

function photoOf(id: string): string {
  return join(root, 'fixtures', 'people', id, 'chip.jp2');
}

async function surveyStrangers(folder: string) {
  const named = readFileSync(join(folder, 'pairs.txt'), 'utf8').match(/\S+\.jpg/g) ?? [];
  const firstOf = new Map(named.map((file) => [file.replace(/_\d+\.jpg$/, ''), file] as const).reverse());
  const files = [...firstOf.values()].sort().slice(0, Number(options.strangers));
  const cache = join(tmpdir(), 'uketsuke-survey-attempts');
  const report = (count: number): void => {
    if (count % 50 === 0) process.stderr.write(`${count} of ${files.length} people embedded\n`);
  };
  const worn = options.masked && { name: 'mask', over: withMask };
  const people = await embedStrangers(networks, folder, { files, cache, report, ...(worn && { worn }) });
  const figures = strangersAttempts(people, networks, scaleOf(chosen));
  say(JSON.stringify(figures));
  return figures;
}
