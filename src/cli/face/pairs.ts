import { writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { extname } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { chooseProfile } from '../../face/models/chooseProfile.ts';
import { detImage, detSvg } from '../../face/pairs/detPlot.ts';
import { measurePairs } from '../../face/pairs/measurePairs.ts';
import { readPairs } from '../../face/pairs/pairsFile.ts';
import { type Measured, type PairsReport, reportOn } from '../../face/pairs/report.ts';
import { failed, ok, type Result } from '../../problem/result.ts';
import type { CommandContext } from '../context.ts';
import { orFail } from '../exit.ts';
import { progressTo } from '../progress.ts';
import { examples, json, pairsOfWords, positiveInteger } from '../words.ts';
import { profileOption, type WantedProfile } from './profileOption.ts';

interface PairsOptions {
  readonly profile: WantedProfile;
  readonly chip?: boolean;
  readonly det?: string;
  readonly jobs: number;
  readonly json?: boolean;
}

/** Each thread holds the networks once; beyond this a desktop runs out of memory before it runs out of processors. */
const mostJobs = 4;

/** `face pairs`: how a profile does on labelled pairs. Exit 1 where they cannot be read, 2 for wrong usage. */
export function pairsCommand(context: CommandContext): Command {
  return new Command('pairs')
    .description('measure a profile on labelled pairs of pictures')
    .argument('<file>', 'one pair a line: "imageA imageB 1" (same person) or 0, paths relative to the file')
    .addOption(profileOption('networks that are measured'))
    .option('--chip', 'turn the first picture of each pair into a stand-in for the photo on a card')
    .option('--det <file>', 'write the trade-off of both errors as .svg or .png', pictureFile)
    .option('--jobs <n>', 'threads', positiveInteger, Math.min(mostJobs, availableParallelism()))
    .option('--json', 'as JSON')
    .addHelpText(
      'after',
      examples('face pairs pairs.txt --json', 'face pairs pairs.txt --profile embedded --chip --det det.svg'),
    )
    .action(async (file: string, options: PairsOptions, command: Command) => {
      const report = orFail(command, await run(file, options, context));
      context.print(options.json ? json(report) : describe(report));
    });
}

async function run(file: string, options: PairsOptions, context: CommandContext): Promise<Result<PairsReport>> {
  const { profile, chip = false, jobs, det } = options;
  const pairs = await readPairs(file);
  if (!pairs.ok) return pairs;
  const chosen = chooseProfile({ wanted: profile, modelsFolder: context.modelsFolder(), toMeasure: true });
  if (!chosen.ok) return chosen;
  const progress = progressTo(context.complain, {
    what: `pictures (${chosen.value.profile})`,
    terminal: context.isTerminal,
  });
  const measured = await measurePairs(pairs.value, { chosen: chosen.value, chip, jobs, progress });
  if (!measured.ok) return measured;
  const report = reportOn(measured.value);
  const drawn = det === undefined ? ok(undefined) : await draw(det, measured.value);
  return drawn.ok ? ok(report) : drawn;
}

async function draw(file: string, { profile, chip, scale, pairs }: Measured): Promise<Result<void>> {
  const svg = detSvg({ title: `${profile}${chip ? ', one side as a chip photo' : ''}`, scale, pairs });
  try {
    await writeFile(file, extname(file) === '.png' ? await detImage(svg) : svg);
    return ok(undefined);
  } catch (error) {
    return failed('U-702', error instanceof Error ? error.message : String(error));
  }
}

function describe(report: PairsReport): string {
  const percent = (share: number | null) => (share === null ? 'cannot be told' : `${(100 * share).toFixed(2)} %`);
  const ms = (time: number | undefined) => (time === undefined ? '' : time.toFixed(1));
  const { stagesMs, atThreshold, tar, far } = report;
  return pairsOfWords([
    ['profile', report.profile],
    ['pairs', `${report.pairs} of ${report.pictures} pictures${report.chip ? ', one side as a chip photo' : ''}`],
    ['detected', percent(report.detected)],
    ['accuracy', `${percent(report.accuracy)} (${report.folds.length} folds, thresholds chosen on the others)`],
    ['equal error', percent(report.eer)],
    [
      'true match',
      `${percent(tar?.['1e-2'] ?? null)} at false match 1e-2 (${percent(far?.['1e-2'] ?? null)} came out)`,
    ],
    ['', `${percent(tar?.['1e-3'] ?? null)} at false match 1e-3 (${percent(far?.['1e-3'] ?? null)} came out)`],
    [
      'kiosk',
      `at ${report.threshold}: false match ${percent(atThreshold.falseMatchRate)}, ` +
        `false non-match ${percent(atThreshold.falseNonMatchRate)}`,
    ],
    [
      'time',
      `${ms(report.ms ?? undefined)} ms a picture: decode ${ms(stagesMs?.decode)}, find ${ms(stagesMs?.find)}, ` +
        `embed ${ms(stagesMs?.embed)}`,
    ],
  ]);
}

function pictureFile(text: string): string {
  if (!['.svg', '.png'].includes(extname(text))) throw new InvalidArgumentError('must end in .svg or .png');
  return text;
}
