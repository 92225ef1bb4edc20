import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { auditKeySource, pemOf, readSigningKey } from '../../audit/signingKey.ts';
import { auditPaths } from '../../audit/trailStore.ts';
import { generationOf, notInService } from '../../backup/standing.ts';
import { loadConfig } from '../../config/load.ts';
import { chooseProfile } from '../../face/models/chooseProfile.ts';
import { programPort } from '../../kiosk/diagnosis/programPort.ts';
import type { CommandContext } from '../context.ts';

/** What runs here, in words and hashes that two people can compare on the telephone. */
export interface About {
  readonly program: 'uketsuke';
  readonly version: string;
  /** Of the sources; `modified` behind it where they were not as committed; null where nobody knows. */
  readonly commit: string | null;
  readonly node: string;
  readonly hashes: {
    /** Over everything that is built; null where nothing is. */
    readonly program: string | null;
    /** SHA-256 of the list of networks the program believes, whose own hashes stand in it. */
    readonly models: string | null;
    /** SHA-256 of the configuration's file; null where there is none. */
    readonly configuration: string | null;
  };
  /** Which of a device's two systems was started; null where there is one, as on a PC. */
  readonly slot: string | null;
  /** SHA-256 of public keys; null where there is none. */
  readonly keys: {
    /** Signs the audit trail. */
    readonly audit: string | null;
    /** Of the authority whose updates are taken. */
    readonly update: string | null;
  };
  /** With which networks faces are compared; null where none can be. */
  readonly face: 'standard' | 'embedded' | null;
  /** `kiosk.id` and `kiosk.mode` of the configuration; null where it is wrong. */
  readonly kiosk: { readonly id: string; readonly mode: string } | null;
  /** How many machines this kiosk has been on. */
  readonly generation: number;
  /** Number of why this machine may not serve; null where it may. */
  readonly outOfService: string | null;
}

/** Where a device says which system it started, and whose updates it takes. */
export interface DevicePlaces {
  readonly slotFile: string;
  readonly updateAuthority: string;
}

export const devicePlaces: DevicePlaces = {
  slotFile: '/run/uketsuke-boot/slot',
  updateAuthority: '/etc/rauc/update-authority.pem',
};

export async function aboutHere(context: CommandContext, places = devicePlaces): Promise<About> {
  const { root, credentialsFolder } = context;
  const { version, node, digest } = programPort(root);
  const loaded = loadConfig(context.configFile());
  const config = loaded.ok ? loaded.config : undefined;
  const dataFolder = config ? context.dataFolder(config) : undefined;
  const face = chooseProfile({
    wanted: config?.face.profile ?? 'auto',
    modelsFolder: config ? context.modelsFolder(config) : undefined,
  });
  return {
    program: 'uketsuke',
    version,
    commit: commitOf(root),
    node,
    hashes: {
      program: (await digest()) ?? null,
      models: hashOfFile(join(root, 'models', 'manifest.json')),
      configuration: hashOfFile(context.configFile()),
    },
    slot: textIn(places.slotFile),
    keys: {
      audit: dataFolder === undefined ? null : auditKeyOf(dataFolder, credentialsFolder),
      update: hashOfFile(places.updateAuthority),
    },
    face: face.ok ? face.value.profile : null,
    kiosk: config ? { id: config.kiosk.id, mode: config.kiosk.mode } : null,
    generation: dataFolder === undefined ? 1 : generationOf(dataFolder),
    outOfService: dataFolder === undefined ? null : (notInService(dataFolder)?.code ?? null),
  };
}

const buildSchema = z.object({ commit: z.string() });

/** As its bundle says, else as git says of a clone. */
function commitOf(root: string): string | null {
  const file = join(root, 'build.json');
  try {
    if (existsSync(file)) return buildSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).commit;
    const words = ['rev-parse', 'HEAD'];
    return execFileSync('git', words, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return null;
  }
}

function auditKeyOf(dataFolder: string, credentialsFolder: string | undefined): string | null {
  const { keyFile } = auditPaths(dataFolder, credentialsFolder);
  const read = readSigningKey(auditKeySource(keyFile, credentialsFolder), false);
  return read.ok ? sha256(pemOf(read.value.public)) : null;
}

function hashOfFile(file: string): string | null {
  try {
    return sha256(readFileSync(file));
  } catch {
    return null;
  }
}

function textIn(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').trim() || null;
  } catch {
    return null;
  }
}

function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}
