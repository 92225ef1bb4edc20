import {
  AuthorityInfoAccessExtension,
  CertificatePolicyExtension,
  CRLDistributionPointsExtension,
  ExtendedKeyUsageExtension,
  type Extension,
  IssuerAlternativeNameExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
} from '@peculiar/x509';
import type { Person } from '../people.ts';

/** The two certificates of a card. */
export type CertificateKind = 'authentication' | 'signature';

const purpose = { authentication: 'user authentication', signature: 'digital signature' } as const;

/** Names of the real authorities, so that everything that reads names meets the real ones. */
export function authorityName(kind: CertificateKind): string {
  return `C=JP, O=JPKI, OU=JPKI for ${purpose[kind]}, OU=Japan Agency for Local Authority Information Systems`;
}

/**
 * What the certificates of real cards carry beside key and dates, so that those of virtual cards are as long: about
 * 1,580 bytes. Addresses lead nowhere on purpose; the names say 見本.
 */
export function leafExtensions(kind: CertificateKind): readonly Extension[] {
  const usage =
    kind === 'authentication'
      ? KeyUsageFlags.digitalSignature
      : KeyUsageFlags.digitalSignature | KeyUsageFlags.nonRepudiation;
  return [
    new KeyUsagesExtension(usage, true),
    ...(kind === 'authentication' ? [new ExtendedKeyUsageExtension(['1.3.6.1.5.5.7.3.2'])] : []),
    new CertificatePolicyExtension(['1.2.392.200149.8.5.1.3.30']),
    ...commonExtensions(kind, ['Tokyo', 'Hiiragi-shi']),
    new AuthorityInfoAccessExtension({
      ocsp: 'http://ocsp.jpki.invalid',
      caIssuers: `http://www.jpki.invalid/authorities/${kind}/specimen-of-the-second-generation-valid-nowhere-and-for-nothing.cer`,
    }),
  ];
}

/** What the authorities' own certificates carry as well. */
export function commonExtensions(kind: CertificateKind, places: readonly string[]): readonly Extension[] {
  const lists = places.map(
    (place) => `ldap://repository.jpki.invalid/CN=${place} CRLDP,OU=CRL Distribution Points,O=JPKI,C=JP`,
  );
  return [
    new IssuerAlternativeNameExtension([{ type: 'dn', value: japaneseName(kind) }]),
    new CRLDistributionPointsExtension(lists),
  ];
}

/** Name, birth date, sex and address, as the 署名用 certificate holds them and the other one never does. */
export function personExtension({ name, card }: Person): Extension {
  const { birthdate, sex, address } = card;
  return new SubjectAlternativeNameExtension([
    { type: 'dn', value: `CN=${escaped(name)}, OU=${birthdate}, OU=${sex}, L=${escaped(address)}` },
  ]);
}

function japaneseName(kind: CertificateKind): string {
  const what = kind === 'authentication' ? '利用者証明用' : '署名用';
  return `C=JP, O=公的個人認証サービス, OU=公的個人認証サービス${what}（見本）, OU=地方公共団体情報システム機構（見本）`;
}

function escaped(value: string): string {
  return value.replace(/[,+"\\<>;=#]/g, '\\$&');
}
