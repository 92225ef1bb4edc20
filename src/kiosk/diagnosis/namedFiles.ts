import { X509Certificate } from 'node:crypto';
import { resolve } from 'node:path';
import { parseCertificate } from '../../card/certificate.ts';
import { parsePublicKeyPem } from '../../card/publicKey.ts';
import { readPemFiles } from '../../config/pemFiles.ts';
import type { KioskConfig } from '../../config/schema.ts';
import type { TlsKeys } from '../../config/sinkPlaces.ts';
import { readCertificate } from '../../desk/certificate.ts';
import type { DatedCertificate, NamedFile } from '../../diagnostics/ports.ts';
import { isPemText, pemName } from '../../kernel/pemText.ts';
import { readRegularText } from '../../kernel/regularFile.ts';
import { readSecretFile } from '../../outbox/sinks/secret.ts';
import { mapOk, type Result } from '../../problem/result.ts';
import { readPrivateFile } from '../../storage/privateFile.ts';
import { tlsOf } from '../tlsOf.ts';
import { realNetworkSinks } from './realSinks.ts';

export interface NamedFilesOptions {
  readonly config: KioskConfig;
  /** What relative paths are relative to. */
  readonly folder: string;
  /** The simulator stands in for the cards' authorities, the gateway and the webhook: their files are not read. */
  readonly isSimulated: boolean;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

const nothing = (): void => undefined;

/** Every file that the configuration names and that a start would open, opened as it would be. */
export function namedFilesOf({ config, folder, isSimulated, now }: NamedFilesOptions): readonly NamedFile[] {
  const at = (file: string): string => resolve(folder, file);
  const one = (key: string, file: string, open: (path: string) => Result<unknown>): readonly NamedFile[] =>
    file === '' ? [] : [{ key, file, opened: mapOk(open(at(file)), nothing) }];
  const each = (key: string, files: readonly string[], parse: (pem: string) => Result<unknown>): readonly NamedFile[] =>
    files.map((file) => ({
      key,
      file: pemName(file),
      opened: mapOk(readPemFiles(key, [file], folder, parse), nothing),
    }));
  const tls = (section: string, keys: TlsKeys): readonly NamedFile[] => {
    const named = [keys.caFile, keys.certificateFile, keys.keyFile].filter((file) => file !== '');
    if (named.length === 0) return [];
    return [{ key: section, file: named.map(pemName).join(' '), opened: mapOk(tlsOf(section, keys, folder), nothing) }];
  };
  const readAs = { secret: readSecretFile, private: readPrivateFile } as const;
  const real = isSimulated
    ? []
    : [
        ...each('card.trustAnchors', config.card.trustAnchors, parseCertificate),
        ...each('card.faceIssuers', config.card.faceIssuers, parsePublicKeyPem),
        ...tls('eligibility', config.eligibility),
      ];
  const { certificateFile, keyFile } = config.desk;
  const desk = (path: string) => readCertificate({ certificateFile: path, keyFile: at(keyFile) }, now);
  return [
    ...real,
    ...realNetworkSinks(config, isSimulated).flatMap(({ key, way: { proof, tls: keys } }) => [
      ...one(`${key}.${proof.key}`, proof.says, readAs[proof.form]),
      ...tls(key, keys),
    ]),
    ...one('alerts.mail.passwordFile', config.alerts.mail.passwordFile, readPrivateFile),
    ...one('desk.certificateFile', certificateFile, desk),
  ];
}

/** Every certificate that the configuration names, as far as it can be read. */
export function certificatesOf({ config, folder, isSimulated }: NamedFilesOptions): readonly DatedCertificate[] {
  const both = (key: string, keys: TlsKeys): readonly Named[] => [
    [`${key}.caFile`, keys.caFile],
    [`${key}.certificateFile`, keys.certificateFile],
  ];
  const named: readonly Named[] = [
    ...(isSimulated
      ? []
      : [
          ...config.card.trustAnchors.map((file): Named => ['card.trustAnchors', file]),
          ...both('eligibility', config.eligibility),
        ]),
    ...realNetworkSinks(config, isSimulated).flatMap(({ key, way }) => both(key, way.tls)),
    ['desk.certificateFile', config.desk.certificateFile],
  ];
  return named.flatMap(([key, file]) => (file === '' ? [] : datedIn(key, file, folder)));
}

type Named = readonly [key: string, file: string];

function datedIn(key: string, file: string, folder: string): readonly DatedCertificate[] {
  try {
    const pem = isPemText(file) ? file : readRegularText(resolve(folder, file));
    const { validFrom, validTo } = new X509Certificate(pem);
    return [{ name: `${key} ${pemName(file)}`, notBefore: Date.parse(validFrom), notAfter: Date.parse(validTo) }];
  } catch {
    // What cannot be read is found by another check.
    return [];
  }
}
