import { createHash, randomBytes } from 'node:crypto';
import { tokyoDay } from '../../../kernel/tokyoTime.ts';
import type { InsuranceLookUp } from '../../../reception/insuranceLookUp.ts';
import { encode, type OqsEncoding, writable } from './encoding.ts';
import { xmlFile } from './faceFile.ts';
import { insurerNumberInFile } from './insurerNumber.ts';

/** Who asks, as the names of its questions say it: other systems of the clinic put theirs into the same folder. */
export interface Asker {
  /** 10 digits. */
  readonly institutionCode: string;
  /** Its id within the clinic. */
  readonly kiosk: string;
}

/** Names question and answer: letters, digits and hyphens, never used before. */
export function newIdentifier(asker: Asker): string {
  return `${ownPrefix(asker)}${randomBytes(8).toString('hex')}`;
}

/** The names of a question and of its answer. */
export function questionName(identifier: string): string {
  return `OQSsiquc01req_${identifier}.xml`;
}

export function answerName(identifier: string): string {
  return `OQSsiquc01res_${identifier}.xml`;
}

/** The identifier in a file name that is ours, question or answer; undefined for everybody else's. */
export function ownIdentifierIn(name: string, asker: Asker): string | undefined {
  const identifier = /^OQSsiquc01re[qs]_([a-z0-9-]+)\.xml$/i.exec(name)?.[1]?.toLowerCase();
  if (identifier === undefined || !identifier.startsWith(ownPrefix(asker))) return undefined;
  return /^[0-9a-f]{16}$/.test(identifier.slice(ownPrefix(asker).length)) ? identifier : undefined;
}

function ownPrefix({ institutionCode, kiosk }: Asker): string {
  return `uketsuke-${createHash('sha256').update(`${institutionCode}/${kiosk}`).digest('hex').slice(0, 8)}-`;
}

/** The bytes of a question file. */
export function questionFile(
  question: InsuranceLookUp,
  about: {
    readonly institutionCode: string;
    readonly fileIdentifier: string;
    readonly encoding: OqsEncoding;
    readonly now: number;
  },
): Buffer {
  const { institutionCode, fileIdentifier, encoding, now } = about;
  const search = {
    InsurerNumber: insurerNumberInFile(question.insurerNumber),
    InsuredCardSymbol: question.insuredCardSymbol,
    InsuredIdentificationNumber: question.insuredIdentificationNumber,
    InsuredBranchNumber: question.insuredBranchNumber,
    Birthdate: question.birthdate,
    LimitApplicationCertificateRelatedConsFlg: question.limitConsent ? '1' : '0',
  };
  const message = {
    MessageHeader: {
      QualificationConfirmationDate: tokyoDay(now),
      MedicalInstitutionCode: institutionCode,
      ArbitraryFileIdentifier: fileIdentifier,
    },
    MessageBody: {
      QualificationConfirmSearchInfo: Object.fromEntries(Object.entries(search).filter(([, value]) => value !== '')),
    },
  };
  return encode(writable(xmlFile(message, encoding), encoding).text, encoding);
}
