import { createPrivateKey, X509Certificate } from 'node:crypto';
import { isPemText, pemName } from '../kernel/pemText.ts';
import { readRegularText } from '../kernel/regularFile.ts';
import type { TlsIdentity } from '../kernel/tls.ts';
import { failed, ok, type Result } from '../problem/result.ts';
import { readPrivateFile } from './privateFile.ts';

/** PEM files of a connection that is secured, of certificates also the text itself; each absent where it is not needed. */
export interface TlsFiles {
  /** Authorities whose servers are trusted. */
  readonly caFile?: string | undefined;
  /** Our own certificate. */
  readonly certificateFile?: string | undefined;
  /** Its private key: readable by its owner only. */
  readonly keyFile?: string | undefined;
}

/** Reads them when the kiosk starts, so that a wrong one is said then. Errors: U-702 names the file and what is wrong. */
export function readTlsFiles({ caFile, certificateFile, keyFile }: TlsFiles): Result<TlsIdentity> {
  const ca = readCertificate(caFile);
  if (!ca.ok) return ca;
  const certificate = readCertificate(certificateFile);
  if (!certificate.ok) return certificate;
  const key = keyFile === undefined ? ok(undefined) : readPrivateFile(keyFile);
  if (!key.ok) return key;
  const pem = key.value && Buffer.from(key.value).toString('utf8');
  if (pem !== undefined && certificate.value !== undefined && !belongTogether(pem, certificate.value)) {
    return failed('U-702', `${keyFile} is not the private key of ${pemName(certificateFile ?? '')}`);
  }
  return ok({
    ...(ca.value === undefined ? {} : { ca: ca.value }),
    ...(certificate.value === undefined ? {} : { cert: certificate.value }),
    ...(pem === undefined ? {} : { key: pem }),
  });
}

function readCertificate(file: string | undefined): Result<string | undefined> {
  if (file === undefined) return ok(undefined);
  try {
    const pem = isPemText(file) ? file : readRegularText(file);
    return holdsCertificate(pem) ? ok(pem) : failed('U-702', `${pemName(file)} holds no certificate (PEM)`);
  } catch (error) {
    return failed('U-702', error instanceof Error ? error.message : String(error));
  }
}

function holdsCertificate(pem: string): boolean {
  try {
    new X509Certificate(pem);
    return true;
  } catch {
    return false;
  }
}

function belongTogether(key: string, certificate: string): boolean {
  try {
    return new X509Certificate(certificate).checkPrivateKey(createPrivateKey(key));
  } catch {
    return false;
  }
}
