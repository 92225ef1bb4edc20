import { Command } from 'commander';
import { modelManifest } from '../../face/models/manifest.ts';
import { areReachable } from '../../face/models/reachable.ts';
import { readChecked } from '../../face/models/standardModels.ts';
import type { CommandContext } from '../context.ts';
import { json as asJson } from '../words.ts';

interface Offer {
  /** Files of the `standard` profile that are not there. */
  readonly missing: readonly string[];
  /** Of what is to be fetched for them. */
  readonly bytes: number;
  /** Whether a publisher answers. */
  readonly reachable: boolean;
}

/** `models offer`: one line where networks of the `standard` profile are missing; nothing where none is. */
export function offerCommand(context: CommandContext): Command {
  return new Command('offer')
    .description('say in one line which networks of the standard profile are missing, and how they are had')
    .option('--json', 'as JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const offer = await offerFor(context.modelsFolder());
      context.print(json ? asJson(offer) : describe(offer));
    });
}

async function offerFor(folder: string | undefined): Promise<Offer> {
  const networks = Object.values(modelManifest().profiles.standard.networks);
  const missing = networks.filter((entry) => !(folder && readChecked(folder, entry).ok));
  const files = missing.flatMap(({ published }) => published.files);
  return {
    missing: missing.map(({ file }) => file),
    bytes: files.reduce((sum, { size }) => sum + size, 0),
    reachable: missing.length > 0 && (await areReachable(missing)),
  };
}

function describe({ missing, bytes, reachable }: Offer): string {
  if (missing.length === 0) return '';
  const megabytes = (bytes / 1024 / 1024).toFixed(1);
  return reachable
    ? `Face: only for trying. ${missing.length} networks for patients (${megabytes} MB) are one command away: scripts/uketsuke models install\n`
    : `Face: only for trying. ${missing.length} networks for patients are missing, and no internet to bring them: scripts/uketsuke models install --from FOLDER (docs/face.md)\n`;
}
