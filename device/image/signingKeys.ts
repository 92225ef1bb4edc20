import { createHash, X509Certificate } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Work, Workshop } from './work.ts';

/** A private key and its certificate. */
export interface SigningKey {
  /** A file in the workshop, or a `pkcs11:` URI. */
  readonly key: string;
  /** A file in the workshop, PEM. */
  readonly certificate: string;
}

/** Everything an image is signed with. */
export interface SigningKeys {
  /** Secure Boot: platform, key exchange, and the one that signs kernels and boot loader. */
  readonly platform: SigningKey;
  readonly exchange: SigningKey;
  readonly boot: SigningKey;
  /** Signs update bundles. */
  readonly update: SigningKey;
  /** The authority machines believe update bundles of, PEM in the workshop. */
  readonly updateAuthority: string;
  /** Made for trying. */
  readonly isTrial: boolean;
  /** SHA-256 of each certificate, as `about` tells them. */
  readonly fingerprints: Readonly<Record<string, string>>;
}

const names = ['platform', 'exchange', 'boot', 'update'] as const;
type KeyName = (typeof names)[number];
const authority = 'update-authority.pem';

/**
 * Keys from a folder: `NAME.pem` is the certificate, `NAME.key` the private key or, where it never leaves its token,
 * `NAME.pkcs11` with its URI in one line. Without a folder throw-away keys are made once below the cache.
 */
export async function signingKeys(
  work: Work,
  shop: Workshop,
  options: { readonly folder: string | undefined; readonly cache: string },
): Promise<SigningKeys> {
  const trial = join(options.cache, 'trial-keys');
  if (options.folder === undefined) await makeTrialKeys(work, trial);
  const from = options.folder ?? trial;
  const place = shop.path('keys');
  mkdirSync(place, { recursive: true, mode: 0o700 });
  const keyOf = (name: KeyName): SigningKey => {
    copyFileSync(join(from, `${name}.pem`), join(place, `${name}.pem`));
    const token = join(from, `${name}.pkcs11`);
    const certificate = `keys/${name}.pem`;
    if (existsSync(token)) return { key: readFileSync(token, 'utf8').trim(), certificate };
    copyFileSync(join(from, `${name}.key`), join(place, `${name}.key`));
    return { key: `keys/${name}.key`, certificate };
  };
  copyFileSync(join(from, authority), join(place, authority));
  const [platform, exchange, boot, update] = [keyOf('platform'), keyOf('exchange'), keyOf('boot'), keyOf('update')];
  const fingerprints = Object.fromEntries(
    [...names.map((name) => `${name}.pem`), authority].map((file) => [file, fingerprint(join(place, file))]),
  );
  const isTrial = options.folder === undefined;
  return { platform, exchange, boot, update, updateAuthority: `keys/${authority}`, isTrial, fingerprints };
}

function fingerprint(file: string): string {
  return createHash('sha256')
    .update(new X509Certificate(readFileSync(file)).raw)
    .digest('hex');
}

/** Anybody who has this folder can sign for a machine that was set up with these keys: said wherever an image says who it is. */
async function makeTrialKeys(work: Work, folder: string): Promise<void> {
  if (existsSync(join(folder, authority))) return;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const openssl = (...words: readonly string[]) => work.run('openssl', words, { cwd: folder });
  // What every firmware understands.
  const newKey = ['-newkey', 'rsa:2048', '-nodes', '-days', '3650'];
  for (const name of ['platform', 'exchange', 'boot']) {
    const subject = `/O=Uketsuke TRIAL/CN=${name} (trial)`;
    await openssl('req', '-x509', ...newKey, '-keyout', `${name}.key`, '-out', `${name}.pem`, '-subj', subject);
  }
  const subject = '/O=Uketsuke TRIAL/CN=update authority (trial)';
  const newUpdateKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  const own = ['-keyout', 'authority.key', '-out', authority, '-subj', subject];
  await openssl('req', '-x509', ...newUpdateKey, '-days', '3650', ...own);
  // No extended key usage: a bundle signer with codeSigning is refused where no purpose is configured.
  const request = ['req', ...newUpdateKey, '-keyout', 'update.key', '-out', 'update.csr'];
  await openssl(...request, '-subj', '/O=Uketsuke TRIAL/CN=update (trial)');
  const by = ['-CA', authority, '-CAkey', 'authority.key', '-CAcreateserial', '-days', '3650'];
  await openssl('x509', '-req', '-in', 'update.csr', ...by, '-out', 'update.pem');
}
