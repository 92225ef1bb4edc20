import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { type Comparison, comparePictures } from '../../face/compare.ts';
import { chooseProfile } from '../../face/models/chooseProfile.ts';
import { openFaceNetworks } from '../../face/networks/openFaceNetworks.ts';
import { failed, ok, type Result } from '../../problem/result.ts';
import type { CommandContext } from '../context.ts';
import { exitCodes, orFail } from '../exit.ts';
import { json as asJson, examples, pairsOfWords } from '../words.ts';
import { profileOption, type WantedProfile } from './profileOption.ts';

interface CompareOptions {
  readonly profile: WantedProfile;
  readonly json?: boolean;
}

/** `face compare`: the kiosk's own comparison of two pictures, where strangers are a good answer too. */
export function compareCommand(context: CommandContext): Command {
  return new Command('compare')
    .description('compare the photo of a card with a picture of the camera')
    .argument('<chip>', 'photo of the card: JPEG 2000, JPEG or PNG')
    .argument('<frame>', 'picture of the camera: the same kinds')
    .addOption(profileOption('networks that decide'))
    .option('--json', 'as JSON')
    .addHelpText('after', examples('face compare chip.jp2 frame.jpg --json'))
    .action(async (chip: string, frame: string, { profile, json }: CompareOptions, command: Command) => {
      const compared = orFail(command, await compareFiles(context.modelsFolder(), profile, chip, frame));
      context.print(json ? asJson(compared) : describe(compared));
      if (compared.verdict === 'not-detected') context.exit(exitCodes.failed);
    });
}

async function compareFiles(
  modelsFolder: string | undefined,
  wanted: WantedProfile,
  chipFile: string,
  frameFile: string,
): Promise<Result<Comparison>> {
  const chosen = chooseProfile({ wanted, modelsFolder, toMeasure: true });
  if (!chosen.ok) return chosen;
  const [chip, frame] = [await readPicture(chipFile), await readPicture(frameFile)];
  if (!chip.ok) return chip;
  if (!frame.ok) return frame;
  const networks = await openFaceNetworks(chosen.value);
  if (!networks.ok) return networks;
  try {
    return await comparePictures(networks.value, chip.value, frame.value);
  } finally {
    await networks.value.close();
  }
}

async function readPicture(file: string): Promise<Result<Uint8Array>> {
  try {
    return ok(await readFile(file));
  } catch (error) {
    return failed('U-212', error instanceof Error ? error.message : String(error));
  }
}

function describe({ profile, score, threshold, verdict, detected, ms }: Comparison): string {
  const found = (face: boolean) => (face ? 'found' : 'not found');
  return pairsOfWords([
    ['verdict', verdict],
    ['score', score === null ? 'none' : `${score.toFixed(3)} (match from ${threshold})`],
    ['profile', profile],
    ['chip face', found(detected.chip)],
    ['frame face', found(detected.frame)],
    ['time', `${ms.toFixed(0)} ms`],
  ]);
}
