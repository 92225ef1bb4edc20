import { readFile } from 'node:fs/promises';
import { Command, Option } from 'commander';
import { type Comparison, comparePictures } from '../../face/compare.ts';
import type { FaceProfile } from '../../face/faceMatcher.ts';
import { chooseProfile } from '../../face/models/chooseProfile.ts';
import { openFaceNetworks } from '../../face/networks/openFaceNetworks.ts';
import { failed, ok, type Problem, type Result } from '../../problem/result.ts';
import { pairsCommand } from './pairs.ts';

/** What the commands about faces need from the outside. Texts carry their line breaks. */
export interface FaceCommandDeps {
  readonly modelsFolder: string | undefined;
  print(text: string): void;
  complain(text: string): void;
  /** Called once at the end: 0 good, 1 failed. */
  exit(code: number): void;
}

interface CompareOptions {
  readonly profile: 'auto' | FaceProfile;
  readonly json?: boolean;
}

/**
 * `face compare`: the kiosk's own comparison of two pictures, where strangers are a good answer too: exit 0.
 * `face pairs`: the same on many labelled pairs.
 */
export function faceCommand(deps: FaceCommandDeps): Command {
  const face = new Command('face').description('face recognition');
  face
    .command('compare')
    .description('compare the photo of a card with a picture of the camera')
    .argument('<chip>', 'photo of the card: JPEG 2000, JPEG or PNG')
    .argument('<frame>', 'picture of the camera: the same kinds')
    .addOption(
      new Option('--profile <profile>', 'networks that decide')
        .choices(['auto', 'standard', 'embedded'])
        .default('auto'),
    )
    .option('--json', 'as JSON')
    .action(async (chip: string, frame: string, { profile, json }: CompareOptions) => {
      const compared = await compareFiles(deps.modelsFolder, profile, chip, frame);
      if (!compared.ok) {
        deps.complain(`${describeProblem(compared.problem)}\n`);
        return deps.exit(1);
      }
      deps.print(json ? `${JSON.stringify(compared.value, undefined, 2)}\n` : describe(compared.value));
      deps.exit(compared.value.verdict === 'not-detected' ? 1 : 0);
    });
  return face.addCommand(pairsCommand(deps));
}

async function compareFiles(
  modelsFolder: string | undefined,
  wanted: 'auto' | FaceProfile,
  chipFile: string,
  frameFile: string,
): Promise<Result<Comparison>> {
  const chosen = chooseProfile({ wanted, modelsFolder });
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
  const lines = [
    ['verdict', verdict],
    ['score', score === null ? 'none' : `${score.toFixed(3)} (match from ${threshold})`],
    ['profile', profile],
    ['chip face', found(detected.chip)],
    ['frame face', found(detected.frame)],
    ['time', `${ms.toFixed(0)} ms`],
  ];
  return lines.map(([name = '', value]) => `${name.padEnd(12)} ${value}\n`).join('');
}

/** A problem as a command line says it. */
export function describeProblem({ code, detail }: Problem): string {
  return detail ? `${code}: ${detail}` : code;
}
