import 'reflect-metadata';
import { createHash, createPublicKey, type KeyObject, webcrypto, X509Certificate } from 'node:crypto';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  type Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';
import type { Person } from '../people.ts';
import { addMonths, relativeDay } from '../relativeDate.ts';
import { demoKeyFiles, readDemoKey } from './demoKeys.ts';
import { authorityName, commonExtensions, leafExtensions, personExtension } from './demoProfile.ts';

/** What a certificate is on; a phone's is another than the card's. */
export type CertificateToken = 'card' | 'phone';

const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } as const;

/** Certificates are issued for five years. */
const certificateMonths = 60;
/** 署名用 ones from the 15th birthday. */
const signatureFromMonths = 180;

/** A period of validity. */
export interface ValidPeriod {
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/** The demo authority: everything a virtual card needs that real cards are given when they are made. */
export interface DemoPki {
  /** The authority's own certificate, DER; also the trust anchor. */
  readonly authorityCertificate: Uint8Array;
  readonly cardFaceIssuerKey: KeyObject;
  /** The private key inside this person's card. */
  keyOf(personId: string): KeyObject;
  /** A 利用者証明用 certificate (DER) for this person; issued two years ago for five unless told otherwise. */
  issue(personId: string, validity?: ValidPeriod): Promise<Uint8Array>;
  /** The 利用者証明用 certificate on this person's card, or on their phone: as long valid as the fixture says. */
  issueFor(person: Person, token: CertificateToken): Promise<Uint8Array>;
  /** A 署名用 certificate (DER), which names the person; no part of this program ever reads it. Children have none. */
  issueForSignature(person: Person): Promise<Uint8Array | undefined>;
}

/**
 * Serial number of a person's certificate, lower-case hex, the same for ever: the simulated gateway finds the person
 * by it. Eight bytes, the first between 40 and 7F, so that no leading zero is ever dropped or added.
 */
export function certificateSerial(personId: string, token: CertificateToken = 'card'): string {
  const holder = token === 'card' ? personId : `${personId} on a phone`;
  const bytes = createHash('sha256').update(`uketsuke demo certificate of ${holder}`).digest().subarray(0, 8);
  bytes[0] = 0x40 | ((bytes[0] ?? 0) & 0x3f);
  return bytes.toString('hex');
}

/** The trust anchors under which the simulator's cards are genuine. */
export async function demoTrustAnchors(root: string, now: Date): Promise<readonly X509Certificate[]> {
  const { authorityCertificate } = await openDemoPki(root, now);
  return [new X509Certificate(authorityCertificate)];
}

/** The public keys under which the faces of the simulator's cards are genuine. */
export function demoFaceIssuers(root: string): readonly KeyObject[] {
  return [createPublicKey(readDemoKey(demoKeyFiles(root).cardFaceIssuer))];
}

/** Opens the demo keys and makes the authority's certificate, valid from four years before `now` to six after. */
export async function openDemoPki(root: string, now: Date): Promise<DemoPki> {
  const files = demoKeyFiles(root);
  const authorityKey = readDemoKey(files.authority);
  const sign = (subject: Subject) => issueCertificate(authorityKey, subject);
  const authorityCertificate = await sign({
    name: authorityName('authentication'),
    authority: authorityName('authentication'),
    key: authorityKey,
    serial: '01',
    validity: yearsAround(now, -4, 6),
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      ...commonExtensions('authentication', ['Whole country']),
    ],
  });
  const leaf = (
    personId: string,
    kind: 'authentication' | 'signature',
    more: readonly Extension[],
    token: CertificateToken = 'card',
  ) => ({
    // Real ones name a token number here and nothing about the person.
    name: `C=JP, CN=${certificateSerial(personId, token).toUpperCase()}${'0'.repeat(16)}`,
    key: readDemoKey(files.person(personId)),
    serial: certificateSerial(personId, token),
    extensions: [...leafExtensions(kind), ...more],
    authority: authorityName(kind),
  });
  return {
    authorityCertificate,
    cardFaceIssuerKey: readDemoKey(files.cardFaceIssuer),
    keyOf: (personId) => readDemoKey(files.person(personId)),
    issue: (personId, validity = yearsAround(now, -2, 3)) =>
      sign({ ...leaf(personId, 'authentication', []), validity }),
    issueFor: ({ id, card }, token) => {
      const notAfter = addMonths(now, card.certificateEndsInMonths);
      const validity = { notBefore: addMonths(notAfter, -certificateMonths), notAfter };
      return sign({ ...leaf(id, 'authentication', [], token), validity });
    },
    issueForSignature: async (person) =>
      person.card.birthdate <= relativeDay(`today-${signatureFromMonths}m`, now)
        ? sign({ ...leaf(person.id, 'signature', [personExtension(person)]), validity: yearsAround(now, -2, 3) })
        : undefined,
  };
}

interface Subject {
  readonly name: string;
  /** Who issues it. */
  readonly authority: string;
  readonly key: KeyObject;
  readonly serial: string;
  readonly validity: ValidPeriod;
  readonly extensions: readonly Extension[];
}

async function issueCertificate(authorityKey: KeyObject, subject: Subject): Promise<Uint8Array> {
  const [publicKey, authorityPublicKey, signingKey] = await Promise.all([
    importPublic(subject.key),
    importPublic(authorityKey),
    webcrypto.subtle.importKey('pkcs8', authorityKey.export({ type: 'pkcs8', format: 'der' }), algorithm, false, [
      'sign',
    ]),
  ]);
  const certificate = await X509CertificateGenerator.create(
    {
      serialNumber: subject.serial,
      issuer: subject.authority,
      subject: subject.name,
      ...subject.validity,
      publicKey,
      signingKey,
      signingAlgorithm: algorithm,
      extensions: [
        ...subject.extensions,
        await SubjectKeyIdentifierExtension.create(publicKey, false, webcrypto),
        await AuthorityKeyIdentifierExtension.create(authorityPublicKey, false, webcrypto),
      ],
    },
    webcrypto,
  );
  return new Uint8Array(certificate.rawData);
}

function importPublic(key: KeyObject): Promise<webcrypto.CryptoKey> {
  const spki = createPublicKey(key).export({ type: 'spki', format: 'der' });
  return webcrypto.subtle.importKey('spki', spki, algorithm, true, ['verify']);
}

/** Whole days, so that everything made on one day is the same to the byte. */
function yearsAround(now: Date, from: number, to: number): ValidPeriod {
  const at = (years: number) => new Date(Date.UTC(now.getUTCFullYear() + years, now.getUTCMonth(), now.getUTCDate()));
  return { notBefore: at(from), notAfter: at(to) };
}
