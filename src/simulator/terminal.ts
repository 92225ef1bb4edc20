import { randomBytes } from 'node:crypto';
import { mkdirSync, watch } from 'node:fs';
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { XMLParser } from 'fast-xml-parser';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { InsuranceLookUpOnTheWire } from '../eligibility/wire.ts';
import { xmlFile } from '../outbox/sinks/oqs/faceFile.ts';
import { insurerNumberFromFile, insurerNumberInFile } from '../outbox/sinks/oqs/insurerNumber.ts';
import { validityNumbers } from '../outbox/sinks/oqs/mapping.ts';
import type { EligibilityAnswer } from '../reception/answer.ts';
import type { FaultBoard } from './faults.ts';
import { mishapOf } from './gateway/gatewayFaults.ts';
import type { Register } from './gateway/register.ts';
import { lateAnswerMs } from './serverFaults.ts';

export interface SimulatedTerminalOptions {
  /** The share: `req` and `res` are made in it. */
  readonly folder: string;
  readonly register: Pick<Register, 'answerLookUp'>;
  /** Those of the gateway strike here as well: it is the same system behind another door. */
  readonly faults: FaultBoard;
  /** Milliseconds the fault `late` costs. */
  readonly lateMs?: number;
}

/** The clinic's 資格確認端末 at the other end of the share: takes a question out of `req`, leaves the answer in `res`. */
export interface SimulatedTerminal {
  close(): Promise<void>;
}

const text = z.string().default('');
const questionSchema = z.object({
  XmlMsg: z.object({
    MessageHeader: z.object({ MedicalInstitutionCode: z.string(), ArbitraryFileIdentifier: z.string() }),
    MessageBody: z.object({
      QualificationConfirmSearchInfo: z.object({
        InsurerNumber: z.string(),
        InsuredCardSymbol: text,
        InsuredIdentificationNumber: text,
        InsuredBranchNumber: text,
        Birthdate: z.string(),
        LimitApplicationCertificateRelatedConsFlg: text,
      }),
    }),
  }),
});

const parser = new XMLParser({ parseTagValue: false, trimValues: false, ignoreAttributes: true, htmlEntities: true });

/** Starts to look; questions that lie there already are answered first. */
export function startSimulatedTerminal(options: SimulatedTerminalOptions): SimulatedTerminal {
  const { folder, faults, lateMs = lateAnswerMs } = options;
  const questions = join(folder, 'req');
  for (const name of ['req', 'res']) mkdirSync(join(folder, name), { recursive: true });
  const late = new Set<NodeJS.Timeout>();

  async function answer(name: string): Promise<void> {
    const identifier = /^OQSsiquc01req_([\w-]+)\.xml$/.exec(name)?.[1];
    const bytes = identifier === undefined ? undefined : await readFile(join(questions, name)).catch(() => undefined);
    if (identifier === undefined || !bytes) return;
    await rm(join(questions, name), { force: true });
    const mishap = mishapOf('by-numbers', faults);
    if (mishap === 'down' || mishap === 'slow') return;
    const put = () => leave(folder, `OQSsiquc01res_${identifier}.xml`, answerText(options, bytes, mishap));
    if (mishap !== 'late') return put();
    const timer = setTimeout(() => {
      late.delete(timer);
      // The share may be gone by then, and nobody waits.
      put().catch(() => {});
    }, lateMs);
    late.add(timer);
  }

  let turn: Promise<unknown> = Promise.resolve();
  const answerAll = (): void => {
    turn = turn
      .then(async () => {
        // What is no question, as other programs leave it there, gets no answer.
        for (const name of await readdir(questions)) await answer(name).catch(() => {});
      })
      // A share that somebody takes away, to see what the kiosk does.
      .catch(() => {});
  };
  const watcher = watch(questions, answerAll);
  answerAll();
  return {
    async close() {
      watcher.close();
      for (const timer of late) clearTimeout(timer);
      await turn;
    },
  };
}

/** Whole or not at all, under its name only when it is whole. */
async function leave(folder: string, name: string, content: string): Promise<void> {
  const aside = join(folder, `${randomBytes(8).toString('hex')}.tmp`);
  await writeFile(aside, content);
  await rename(aside, join(folder, 'res', name));
}

function answerText({ register }: SimulatedTerminalOptions, bytes: Buffer, mishap: string | undefined): string {
  if (mishap === 'garbage') return '<html><body>502</body></html>';
  const declared = /encoding="([\w-]+)"/.exec(bytes.subarray(0, 100).toString('latin1'))?.[1] ?? 'utf-8';
  const { MessageHeader: header, MessageBody: body } = questionSchema.parse(
    parser.parse(new TextDecoder(declared).decode(bytes)),
  ).XmlMsg;
  const said = (segment: '1' | '2' | '9', more: object): string =>
    xmlFile({ MessageHeader: { ...header, SegmentOfResult: segment, ...more } }, 'utf-8');
  if (mishap === 'in-progress') return said('2', {});
  if (mishap === 'error') return said('9', { ErrorCode: 'E0000' });
  const asked = body.QualificationConfirmSearchInfo;
  const question: InsuranceLookUpOnTheWire = {
    requestId: uuidv7(),
    institutionCode: header.MedicalInstitutionCode,
    insurerNumber: insurerNumberFromFile(asked.InsurerNumber),
    insuredCardSymbol: asked.InsuredCardSymbol,
    insuredIdentificationNumber: asked.InsuredIdentificationNumber,
    insuredBranchNumber: asked.InsuredBranchNumber,
    birthdate: asked.Birthdate,
    limitConsent: asked.LimitApplicationCertificateRelatedConsFlg === '1',
  };
  const answer = register.answerLookUp(question);
  return xmlFile(
    { MessageHeader: { ...header, SegmentOfResult: '1', CharacterCodeIdentifier: '0' }, MessageBody: bodyOf(answer) },
    'utf-8',
  );
}

function bodyOf(answer: EligibilityAnswer): object {
  const { validity, insurance, warning } = answer;
  return {
    ProcessingResultStatus: '1',
    ...(warning === undefined ? {} : { ProcessingResultCode: warning }),
    QualificationValidity: validityNumbers[validity],
    ResultList: insurance ? { ResultOfQualificationConfirmation: resultOf(answer, insurance) } : '',
  };
}

function resultOf(answer: EligibilityAnswer, insurance: NonNullable<EligibilityAnswer['insurance']>): object {
  const { limit, specificDiseases = [], elderlyRatio } = answer;
  return {
    InsuredCardClassification: insurance.insuredCardClassification ?? '',
    InsurerNumber: insurerNumberInFile(insurance.insurerNumber),
    InsuredCardSymbol: insurance.insuredCardSymbol,
    InsuredIdentificationNumber: insurance.insuredIdentificationNumber,
    InsuredBranchNumber: insurance.insuredBranchNumber,
    PersonalFamilyClassification: insurance.personalFamilyClassification,
    Name: answer.name,
    NameKana: answer.nameKana,
    Sex1: answer.sex,
    Birthdate: answer.birthdate,
    // Of who is not to be found nobody is told, by file least of all.
    Address: answer.notDisclosed ? '' : answer.address,
    QualificationDate: insurance.qualificationDate,
    DisqualificationDate: insurance.disqualificationDate ?? '',
    InsuredPartialContributionRatio: insurance.insuredPartialContributionRatio,
    InsurerName: insurance.insurerName,
    ReferenceNumber: answer.patientNumber ?? '',
    ElderlyRecipientCertificateInfo: elderlyRatio ? { ElderlyRecipientContributionRatio: elderlyRatio } : '',
    LimitApplicationCertificateRelatedInfo: limit
      ? {
          LimitApplicationCertificateClassification: limit.classification,
          LimitApplicationCertificateClassificationFlag: limit.flag,
          LimitApplicationCertificateValidStartDate: limit.validFrom,
          LimitApplicationCertificateValidEndDate: limit.validTo ?? '',
        }
      : '',
    SpecificDiseasesCertificateList: {
      SpecificDiseasesCertificateInfo: specificDiseases.map((each) => ({
        SpecificDiseasesDiseaseCategory: each.category,
        SpecificDiseasesValidStartDate: each.validFrom,
        SpecificDiseasesValidEndDate: each.validTo ?? '',
      })),
    },
  };
}
