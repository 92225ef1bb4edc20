import { resolve } from 'node:path';
import type { TlsKeys } from '../config/sinkPlaces.ts';
import { isPemText } from '../kernel/pemText.ts';
import type { TlsIdentity } from '../kernel/tls.ts';
import { failed, type Result } from '../problem/result.ts';
import { readTlsFiles } from '../storage/tlsFiles.ts';

/** What the TLS files of a section hold. U-702 names the section beside the file. */
export function tlsOf(section: string, keys: TlsKeys, folder: string): Result<TlsIdentity> {
  const read = readTlsFiles({
    caFile: fileIn(folder, keys.caFile),
    certificateFile: fileIn(folder, keys.certificateFile),
    keyFile: fileIn(folder, keys.keyFile),
  });
  return read.ok ? read : failed('U-702', `${section}: ${read.problem.detail ?? read.problem.code}`);
}

/** A file that the configuration names relative to its folder, or the PEM text itself; undefined where it names none. */
export function fileIn(folder: string, file: string): string | undefined {
  if (file === '') return undefined;
  return isPemText(file) ? file : resolve(folder, file);
}
