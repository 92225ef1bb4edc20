import { statSync } from 'node:fs';
import { ok, type Result } from '../problem/result.ts';
import {
  type CertificateFiles,
  type DeskCertificate,
  ownCertificate,
  ownCertificateFiles,
  readCertificate,
  renewBeforeMs,
} from './certificate.ts';
import type { DeskStore } from './store.ts';

/** Where the desk's own lies, and what time it is. */
type Place = Pick<DeskStore, 'folder' | 'now'>;

/**
 * The certificate that the desk shows. A kiosk may run for years: one near its end is replaced under way, and so is the
 * operator's own where another lies in its place.
 */
export class CertificateWatch {
  private readonly own: CertificateFiles | undefined;
  private readonly store: Place;
  private read: { readonly certificate: DeskCertificate; readonly stamp: string };

  private constructor(own: CertificateFiles | undefined, store: Place, read: CertificateWatch['read']) {
    this.own = own;
    this.store = store;
    this.read = read;
  }

  /** @param own the operator's; the desk makes one itself when absent. Errors: U-801, U-802. */
  static async open(own: CertificateFiles | undefined, store: Place): Promise<Result<CertificateWatch>> {
    const first = await readThere(own, store);
    return first.ok ? ok(new CertificateWatch(own, store, first.value)) : first;
  }

  get shown(): DeskCertificate {
    return this.read.certificate;
  }

  /**
   * Looks whether another is to be shown from now on; null where it stays. Reads the files only where they are others
   * than before, or the end is near. Errors: U-801, U-802; what is shown stays.
   */
  async look(): Promise<Result<DeskCertificate | null>> {
    const { certificate, stamp } = this.read;
    const isNearEnd = certificate.notAfter - this.store.now() <= renewBeforeMs;
    if (!isNearEnd && stamp === stampOf(filesOf(this.own, this.store))) return ok(null);
    const now = await readThere(this.own, this.store);
    if (!now.ok) return now;
    this.read = now.value;
    return ok(this.shown.fingerprint === certificate.fingerprint ? null : this.shown);
  }
}

async function readThere(own: CertificateFiles | undefined, store: Place): Promise<Result<CertificateWatch['read']>> {
  const before = stampOf(filesOf(own, store));
  const read = own ? readCertificate(own, store.now()) : await ownCertificate(store.folder, store.now());
  if (!read.ok) return read;
  // One that was made just now lies there since; one that somebody puts there at this moment is read at the next look.
  return ok({ certificate: read.value, stamp: before });
}

function filesOf(own: CertificateFiles | undefined, store: Place): CertificateFiles {
  return own ?? ownCertificateFiles(store.folder);
}

/** What tells the files from any that lie in their place another time: as long as it is the same, so is what they hold. */
function stampOf({ certificateFile, keyFile }: CertificateFiles): string {
  return [certificateFile, keyFile]
    .map((file) => {
      try {
        const { dev, ino, ctimeNs, mtimeNs, size } = statSync(file, { bigint: true });
        return [dev, ino, ctimeNs, mtimeNs, size].join();
      } catch {
        return 'not to be seen';
      }
    })
    .join(' ');
}
