import { Command } from 'commander';
import type { FaceProfile } from '../../face/faceMatcher.ts';
import { chooseProfile } from '../../face/models/chooseProfile.ts';
import { convert } from '../../face/models/embeddedModels.ts';
import { modelManifest, type NetworkEntry } from '../../face/models/manifest.ts';
import { ownManifest, readOwnNetwork } from '../../face/models/ownNetwork.ts';
import { readChecked } from '../../face/models/standardModels.ts';
import type { Result } from '../../problem/result.ts';
import type { CommandContext } from '../context.ts';
import { exitCodes } from '../exit.ts';
import { json as asJson, pairsOfWords } from '../words.ts';
import { exportCommand, installCommand } from './install.ts';
import { offerCommand } from './offer.ts';

interface NetworkStatus {
  readonly profile: FaceProfile;
  readonly name: string;
  readonly file: string;
  readonly licence: string;
  readonly sha256: string;
  readonly ready: boolean;
  /** Why it is not ready. */
  readonly detail?: string;
}

interface ModelsStatus {
  /** The profile that `auto` takes; null where none is ready. */
  readonly profile: FaceProfile | null;
  readonly modelsFolder: string | null;
  readonly networks: readonly NetworkStatus[];
}

/**
 * `models status`: which networks are there and are what the manifest says; exit 1 where one that should be is not.
 * `models install` brings them, `models export` carries them on, `models offer` says which are missing.
 */
export function modelsCommand(context: CommandContext): Command {
  const models = new Command('models');
  models
    .command('status')
    .description('tell which networks are installed, each checked against its sha256')
    .option('--json', 'as JSON')
    .action(({ json }: { json?: boolean }) => {
      const folder = context.modelsFolder();
      const status = statusOf(folder);
      context.print(json ? asJson(status) : describe(status));
      // Without a folder nobody has asked for the `standard` profile.
      const expected = status.networks.filter(({ profile }) => profile === 'embedded' || folder);
      if (!expected.every(({ ready }) => ready)) context.exit(exitCodes.failed);
    });
  return models
    .addCommand(installCommand(context))
    .addCommand(exportCommand(context))
    .addCommand(offerCommand(context));
}

function statusOf(modelsFolder: string | undefined): ModelsStatus {
  const { standard, embedded } = modelManifest().profiles;
  const networks = [
    ...Object.values(standard.networks).map((entry) =>
      statusFrom('standard', entry, modelsFolder ? readChecked(modelsFolder, entry) : undefined),
    ),
    ...(modelsFolder ? ownStatus(modelsFolder) : []),
    statusFrom('embedded', embedded.networks.detector, convert('detector')),
    statusFrom('embedded', embedded.networks.landmarks, convert('landmarks')),
    statusFrom('embedded', embedded.networks.recognition, convert('recognition')),
  ];
  const chosen = chooseProfile({ wanted: 'auto', modelsFolder });
  const profile = chosen.ok ? chosen.value.profile : null;
  const usable = profile === 'standard' || networks.every((network) => network.profile !== profile || network.ready);
  return { profile: usable ? profile : null, modelsFolder: modelsFolder ?? null, networks };
}

/** The recognition network that a clinic has put in place of the manifest's, if any. */
function ownStatus(modelsFolder: string): readonly NetworkStatus[] {
  const own = readOwnNetwork(modelsFolder);
  if (!own.ok) {
    const nothing = { name: ownManifest, file: ownManifest, licence: 'unknown', sha256: '' };
    return [statusFrom('standard', nothing, own)];
  }
  if (!own.value) return [];
  const status = statusFrom('standard', own.value, readChecked(modelsFolder, { ...own.value, equals: [] }));
  return [
    status.ready && own.value.measured === null ? { ...status, ready: false, detail: 'not measured yet' } : status,
  ];
}

function statusFrom(
  profile: FaceProfile,
  { name, file, licence, sha256 }: Pick<NetworkEntry, 'name' | 'file' | 'licence' | 'sha256'>,
  model: Result<Uint8Array> | undefined,
): NetworkStatus {
  const about = { profile, name, file, licence, sha256 };
  if (!model) return { ...about, ready: false, detail: 'no models folder is named' };
  return model.ok ? { ...about, ready: true } : { ...about, ready: false, detail: model.problem.detail ?? '' };
}

function describe({ profile, modelsFolder, networks }: ModelsStatus): string {
  const head = pairsOfWords([
    ['profile', profile ?? 'none is ready'],
    ['folder', modelsFolder ?? 'none is named'],
  ]);
  const lines = networks.map(
    (network) =>
      `${network.profile.padEnd(12)} ${network.ready ? 'ready' : 'not ready'}  ${network.name} (${network.licence})` +
      `${network.detail ? `: ${network.detail}` : ''}\n`,
  );
  return [head, ...lines].join('');
}
