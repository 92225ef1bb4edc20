import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { auditKeySource, pemOf, readSigningKey } from '../audit/signingKey.ts';
import { auditPaths } from '../audit/trailStore.ts';
import { generationOf, notInService } from '../backup/standing.ts';
import type { KioskConfig } from '../config/schema.ts';
import type { AboutSeen } from '../desk/ports.ts';
import { areDataSealed, type DeviceFacts, deviceFacts } from '../diagnostics/device.ts';
import { programPort } from './diagnosis/programPort.ts';
import type { KioskSetting } from './options.ts';

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
  /** How well a device protects what is on it, as its start saw it; null where there is none, as on a PC. */
  readonly protection: DeviceFacts['protection'];
  /** SHA-256 of public keys; null where there is none. */
  readonly keys: {
    /** Signs the audit trail. */
    readonly audit: string | null;
    /** Of the authority whose updates are taken. */
    readonly update: string | null;
    /** Whether they were made for trying; null where the system itself is not ours. */
    readonly areTrial: boolean | null;
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
  /** Absolute path below which the machine shows itself. */
  readonly machine: string;
}

export const devicePlaces: DevicePlaces = {
  slotFile: '/run/uketsuke-boot/slot',
  updateAuthority: '/etc/rauc/update-authority.pem',
  machine: '/',
};

/** Where to look. */
export interface AboutPlace {
  readonly root: string;
  readonly configFile: string;
  /** What stands in it; undefined where it is wrong. */
  readonly config: KioskConfig | undefined;
  /** Undefined where nobody knows it without the configuration. */
  readonly dataFolder: string | undefined;
  /** With which networks faces are compared; null where none can be. */
  readonly face: About['face'];
  readonly credentialsFolder: string | undefined;
}

export async function aboutHere(here: AboutPlace, places = devicePlaces): Promise<About> {
  const { root, configFile, config, dataFolder, face, credentialsFolder } = here;
  const { version, node, digest } = programPort(root);
  const device = await deviceFacts(places.machine);
  return {
    program: 'uketsuke',
    version,
    commit: await commitOf(root),
    node,
    hashes: {
      program: (await digest()) ?? null,
      models: hashOfFile(join(root, 'models', 'manifest.json')),
      configuration: hashOfFile(configFile),
    },
    slot: textIn(places.slotFile),
    protection: device.protection,
    keys: {
      audit: dataFolder === undefined ? null : auditKeyOf(dataFolder, credentialsFolder),
      update: hashOfFile(places.updateAuthority),
      areTrial: device.areKeysTrial,
    },
    face,
    kiosk: config ? { id: config.kiosk.id, mode: config.kiosk.mode } : null,
    generation: dataFolder === undefined ? 1 : generationOf(dataFolder),
    outOfService: dataFolder === undefined ? null : (notInService(dataFolder)?.code ?? null),
  };
}

/** What the desk shows of it. */
export async function aboutAtDesk(setting: KioskSetting, faceProfile: string): Promise<AboutSeen> {
  const { root, configFolder, config, dataFolder, credentialsFolder } = setting;
  const configFile = setting.configFile ?? join(configFolder, 'kiosk.config.json');
  const face = faceProfile === 'standard' || faceProfile === 'embedded' ? faceProfile : null;
  const about = await aboutHere({ root, configFile, config, dataFolder, face, credentialsFolder });
  return { lines: aboutLines(about), facts: about };
}

/** For people: a name and a value each, as clinic IT reads them out on the telephone. */
export function aboutLines(about: About): readonly (readonly [string, string])[] {
  const { hashes, keys, kiosk, protection } = about;
  const none = 'なし';
  return [
    ['プログラム', `Uketsuke ${about.version}`],
    ['ソース', about.commit ?? '不明'],
    ['Node.js', about.node],
    ['プログラムのハッシュ', hashes.program ?? none],
    ['モデル一覧のハッシュ', hashes.models ?? none],
    ['設定のハッシュ', hashes.configuration ?? none],
    ['顔認証', about.face ?? '使えません'],
    ['受付機', kiosk ? `${kiosk.id}（${kiosk.mode === 'production' ? '本番' : '試用'}）` : '設定に誤りがあります'],
    ['何台目', `${about.generation}台目の機械`],
    ['起動した面', about.slot ?? 'なし（1面のみ）'],
    ...(protection ? [['機器の保護', protectionText(protection)] as const] : []),
    ['監査の公開鍵', keys.audit ?? none],
    ['更新の公開鍵', keys.update ?? none],
    ...(keys.areTrial ? [['システムの署名', '試用の鍵です。患者さんには使えません'] as const] : []),
    ...(about.outOfService === null ? [] : [['受付できない理由', about.outOfService] as const]),
  ];
}

function protectionText(protection: NonNullable<About['protection']>): string {
  const started = { on: '有効', off: '無効', setup: '鍵が未登録', none: '非対応' }[protection.secureBoot];
  const open = `暗号化なし（${protection.tpm ? 'TPMを有効にする前に作成' : 'TPMなし'}）`;
  return `セキュアブート ${started}、データ ${areDataSealed(protection) ? '暗号化（TPM）' : open}`;
}

const buildSchema = z.object({ commit: z.string() });

/** As its bundle says, else as git says of a clone. */
async function commitOf(root: string): Promise<string | null> {
  const file = join(root, 'build.json');
  try {
    if (existsSync(file)) return buildSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).commit;
    const { stdout } = await promisify(execFile)('git', ['rev-parse', 'HEAD'], { cwd: root });
    return stdout.trim();
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
