import { day } from '../kernel/durations.ts';
import { readRegularText } from '../kernel/regularFile.ts';
import 'reflect-metadata';
import { createPrivateKey, randomBytes, webcrypto, X509Certificate } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { hostname, networkInterfaces } from 'node:os';
import { join } from 'node:path';
import {
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  type JsonGeneralName,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';
import { failed, ok, type Result } from '../problem/result.ts';
import { replacePrivateFile } from '../storage/privateFile.ts';
import { asDesk } from './store.ts';

/** What the desk shows a browser that it is itself. */
export interface DeskCertificate {
  /** PEM. */
  readonly key: string;
  readonly certificate: string;
  /** SHA-256 as browsers show it, for staff to compare: `AB:CD:…`. */
  readonly fingerprint: string;
  /** End of validity, milliseconds since the epoch. */
  readonly notAfter: number;
}

/** The operator's own certificate (with its chain) and key, PEM. */
export interface CertificateFiles {
  readonly certificateFile: string;
  readonly keyFile: string;
}

/** As long as browsers accept of one that was added by hand. */
const validityMs = 825 * day;

/** A new one is made so long before the end: staff must look at the fingerprint again, so not a day too early. */
export const renewBeforeMs = 30 * day;

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

/** Reads the operator's own certificate. Errors: U-802, whatever does not fit. */
export function readCertificate({ certificateFile, keyFile }: CertificateFiles, now: number): Result<DeskCertificate> {
  try {
    const certificate = readRegularText(certificateFile);
    const key = readRegularText(keyFile);
    const parsed = new X509Certificate(certificate);
    if (!parsed.checkPrivateKey(createPrivateKey(key))) {
      return failed('U-802', `${keyFile} is not the key of ${certificateFile}`);
    }
    const notAfter = Date.parse(parsed.validTo);
    if (notAfter <= now) return failed('U-802', `${certificateFile} ended ${parsed.validTo}`);
    return ok({ key, certificate, fingerprint: parsed.fingerprint256, notAfter });
  } catch (error) {
    return failed('U-802', error instanceof Error ? error.message : String(error));
  }
}

/** Where the certificate lies that the desk makes itself. */
export function ownCertificateFiles(folder: string): CertificateFiles {
  return { certificateFile: join(folder, 'certificate.pem'), keyFile: join(folder, 'certificate.key') };
}

/** The self-signed certificate in `folder`; made at the first start and again before it ends. Errors: U-801, U-802. */
export async function ownCertificate(folder: string, now: number): Promise<Result<DeskCertificate>> {
  const files = ownCertificateFiles(folder);
  if (existsSync(files.certificateFile) && existsSync(files.keyFile)) {
    const mode = statSync(files.keyFile).mode & 0o777;
    if ((mode & 0o077) !== 0) return failed('U-802', `${files.keyFile} can be read by others (${mode.toString(8)})`);
    const kept = readCertificate(files, now);
    // One that has just ended is replaced; one that was never good is somebody's to look at.
    if (kept.ok && kept.value.notAfter - now > renewBeforeMs) return kept;
    if (!kept.ok && !kept.problem.detail?.includes(' ended ')) return kept;
  }
  const { key, certificate } = await selfSigned(now);
  const written = asDesk(() => {
    // The key first: a certificate without its key would be refused at the next start, a key alone is made anew.
    replacePrivateFile(files.keyFile, Buffer.from(key));
    replacePrivateFile(files.certificateFile, Buffer.from(certificate));
    return ok(undefined);
  });
  return written.ok ? readCertificate(files, now) : written;
}

async function selfSigned(now: number): Promise<{ readonly key: string; readonly certificate: string }> {
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const name = hostname();
  const certificate = await X509CertificateGenerator.createSelfSigned({
    // Positive, as X.509 wants its serial numbers.
    serialNumber: `00${randomBytes(15).toString('hex')}`,
    name: [{ CN: [`Uketsuke ${name}`] }],
    // The clock of a browser beside us may be a little behind.
    notBefore: new Date(now - day),
    notAfter: new Date(now - day + validityMs),
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      new SubjectAlternativeNameExtension(alternativeNames(name)),
    ],
  });
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey));
  const key = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' }).export({ type: 'pkcs8', format: 'pem' });
  pkcs8.fill(0);
  return { key: key.toString(), certificate: certificate.toString('pem') };
}

/** Every name under which a browser on the clinic's network may call this machine. */
function alternativeNames(name: string): JsonGeneralName[] {
  const addresses = Object.values(networkInterfaces())
    .flatMap((each) => each ?? [])
    .filter(({ internal, scopeid }) => !internal && !scopeid)
    .map(({ address }) => address);
  return [...new Set([name, `${name}.local`, 'localhost']), ...new Set(['127.0.0.1', '::1', ...addresses])].map(
    (value) => ({ type: /^[\d.]+$|:/.test(value) ? 'ip' : 'dns', value }),
  );
}
