import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { pack } from 'tar-stream';
import { tokyoSeconds } from '../kernel/tokyoTime.ts';
import { failed, ok, type Result } from '../problem/result.ts';
import type { BundleFile } from './bundleFile.ts';
import type { SupportFacts } from './facts.ts';
import { bundleFiles } from './files.ts';

/** A support bundle: one file, to be given to those who maintain the kiosk. */
export interface Bundle {
  /** A name for it: `uketsuke-support-kiosk-1-20260401-083000.tar.gz`, with `.age` where it is encrypted. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Whether only whoever holds the key of `support.vendorKey` can open it. */
  readonly isEncrypted: boolean;
  readonly files: readonly BundleFile[];
}

/**
 * Packs what is known of the kiosk (tar, gzip), and encrypts it to the vendor's key where one is given (age). Errors:
 * U-644 the key is none; nothing is packed in clear instead.
 *
 * @param vendorKey `age1…`, or empty
 */
export async function supportBundle(facts: SupportFacts, vendorKey: string): Promise<Result<Bundle>> {
  const files = await bundleFiles(facts);
  const kiosk = 'wrongLines' in facts.configuration ? 'kiosk' : facts.configuration.kiosk.id;
  const folder = `uketsuke-support-${kiosk}-${stamp(facts.at)}`;
  const packed = await packedIn(folder, files, facts.at);
  const name = `${folder}.tar.gz`;
  if (vendorKey === '') return ok({ name, bytes: packed, isEncrypted: false, files });
  // Most kiosks never make one: what encrypts is loaded when it is wanted.
  const { Encrypter } = await import('age-encryption');
  const encrypter = new Encrypter();
  try {
    encrypter.addRecipient(vendorKey);
  } catch (error) {
    return failed('U-644', error instanceof Error ? error.message : String(error));
  }
  return ok({ name: `${name}.age`, bytes: await encrypter.encrypt(packed), isEncrypted: true, files });
}

async function packedIn(folder: string, files: readonly BundleFile[], at: number): Promise<Uint8Array> {
  const tar = pack();
  for (const { name, text } of files) tar.entry({ name: `${folder}/${name}`, mtime: new Date(at), mode: 0o600 }, text);
  tar.finalize();
  return promisify(gzip)(await buffer(tar));
}

/** `20260401-083000`, in Japan. */
function stamp(at: number): string {
  const seconds = tokyoSeconds(at);
  return `${seconds.slice(0, 8)}-${seconds.slice(8)}`;
}
