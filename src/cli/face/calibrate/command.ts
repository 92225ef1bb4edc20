import { existsSync } from 'node:fs';
import { Command, InvalidArgumentError } from 'commander';
import { openCamera } from '../../../camera/openCamera.ts';
import { compare, type SatTwice } from '../../../face/calibration/compared.ts';
import { referenceCurveOf } from '../../../face/calibration/referenceCurve.ts';
import { type CalibrationReport, calibrationReport } from '../../../face/calibration/report.ts';
import { Sittings } from '../../../face/calibration/sittings.ts';
import { type ChosenProfile, chooseProfile } from '../../../face/models/chooseProfile.ts';
import type { FaceNetworks } from '../../../face/networks/faceNetworks.ts';
import { openFaceNetworks } from '../../../face/networks/openFaceNetworks.ts';
import { failed, ok, type Result } from '../../../problem/result.ts';
import { createPrivateFile } from '../../../storage/privateFile.ts';
import type { CommandContext } from '../../context.ts';
import { orFail } from '../../exit.ts';
import { json as asJson, examples, positiveInteger } from '../../words.ts';
import { profileOption, type WantedProfile } from '../profileOption.ts';
import { describe } from './describe.ts';
import { peopleFilesIn, peopleInFiles } from './folder.ts';
import { letters, peopleAtCamera } from './people.ts';

interface CalibrateOptions {
  readonly people: number;
  readonly device?: string;
  readonly frames?: string;
  readonly profile: WantedProfile;
  readonly to?: string;
  readonly json?: boolean;
}

const usualPeople = 5;
/** Of a sitting; neighbouring pictures show the same, and eight in some seconds show a face as it moves. */
const pictures = 8;
const everyMs = 400;

/** `face calibrate`: how this kiosk's camera and light do with people who agree. Only scores are ever written. */
export function calibrateCommand(context: CommandContext): Command {
  return new Command('calibrate')
    .description("how this kiosk's camera and light do with people who agree to it; pictures are never stored")
    .option('--people <n>', 'how many, at most', peopleCount, usualPeople)
    .option('--device <device>', 'camera: /dev/videoN (default: camera.device)')
    .option('--frames <dir>', 'instead of a camera: its pictures, agreed to before; a sub-folder is a person')
    .addOption(profileOption('networks that compare'))
    .option('--to <file>', 'write the result and the scores, without anybody; a file that is not there yet')
    .option('--json', 'as JSON')
    .addHelpText('after', examples('face calibrate', 'face calibrate --people 10 --to scores.json'))
    .action(async (options: CalibrateOptions, command: Command) => {
      const { report, scores } = orFail(command, await calibrate(context, options));
      context.print(options.json ? asJson(report) : describe(report));
      if (options.to !== undefined) orFail(command, keep(options.to, asJson({ ...report, scores })));
    });
}

/** What came out, and every score by itself, sorted, so that nobody's stand together. */
interface Calibrated {
  readonly report: CalibrationReport;
  readonly scores: { readonly genuine: readonly number[]; readonly impostor: readonly number[] };
}

/** Brings people to a sitting. */
type Bring = (sittings: Sittings) => Promise<Result<readonly SatTwice[]>>;

async function calibrate(context: CommandContext, options: CalibrateOptions): Promise<Result<Calibrated>> {
  const { profile: wanted, frames, to } = options;
  if (to !== undefined && existsSync(to)) return failed('U-652', `${to} is there already`);
  const bring = frames === undefined ? bringToCamera(context, options) : await bringFrom(frames);
  if (!bring.ok) return bring;
  const chosen = chooseProfile({ wanted, modelsFolder: context.modelsFolder(), toMeasure: true });
  if (!chosen.ok) return chosen;
  const networks = await openFaceNetworks(chosen.value);
  if (!networks.ok) return networks;
  const sittings = new Sittings(networks.value, { pictures, everyMs: frames === undefined ? everyMs : 0 });
  try {
    const people = await bring.value(sittings);
    return people.ok ? concluded(chosen.value, networks.value, people.value) : people;
  } finally {
    await sittings.forget();
    await networks.value.close();
  }
}

async function bringFrom(folder: string): Promise<Result<Bring>> {
  const files = await peopleFilesIn(folder);
  return files.ok ? ok((sittings) => peopleInFiles(files.value, sittings)) : files;
}

function bringToCamera(context: CommandContext, { people: most, device }: CalibrateOptions): Result<Bring> {
  const { ask, complain: say } = context;
  if (!ask) return failed('U-651', 'nobody can agree here: it takes a terminal, or --frames');
  return ok(async (sittings) => {
    const camera = await openCamera({ ...context.config().camera, ...(device === undefined ? {} : { device }) });
    if (!camera.ok) return camera;
    // Ctrl-C must not leave a picture behind: the camera is told to stop, and everything is zeroed.
    const stop = new AbortController();
    const interrupt = () => stop.abort();
    process.on('SIGINT', interrupt);
    try {
      return await peopleAtCamera({ camera: camera.value, sittings, most, ask, say, stop: stop.signal });
    } finally {
      process.off('SIGINT', interrupt);
      await camera.value.close();
    }
  });
}

function concluded(chosen: ChosenProfile, networks: FaceNetworks, satTwice: readonly SatTwice[]): Result<Calibrated> {
  const people = satTwice.filter((sittings) => sittings.every(({ embeddings }) => embeddings.length > 0));
  if (people.length < 2) {
    return failed('U-650', `${people.length} of ${satTwice.length} people could be judged twice; it takes two`);
  }
  const compared = compare(networks, people);
  const all = satTwice.flat();
  const report = calibrationReport({
    chosen,
    compared,
    judged: all.reduce((sum, { embeddings }) => sum + embeddings.length, 0),
    notJudged: all.flatMap(({ notJudged }) => notJudged),
    reference: referenceCurveOf(chosen),
  });
  return ok({ report, scores: { genuine: sorted(compared.genuine), impostor: sorted(compared.impostor) } });

  function sorted(groups: typeof compared.genuine): readonly number[] {
    const likenesses = groups.flat().map(({ likeness }) => likeness);
    const scores = likenesses.map((likeness) => (report.measure === 'cosine' ? likeness : -likeness));
    return scores.map((score) => Math.round(1e4 * score) / 1e4).toSorted((one, other) => one - other);
  }
}

function keep(file: string, text: string): Result<void> {
  try {
    createPrivateFile(file, Buffer.from(text));
    return ok(undefined);
  } catch (error) {
    return failed('U-652', error instanceof Error ? error.message : String(error));
  }
}

function peopleCount(text: string): number {
  const count = positiveInteger(text);
  if (count < 2 || count > letters.length) throw new InvalidArgumentError(`must be from 2 to ${letters.length}`);
  return count;
}
