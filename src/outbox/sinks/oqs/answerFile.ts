import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { z } from 'zod';
import { withoutBlanks } from '../../../kernel/blank.ts';
import { holdsEndlessText } from '../../../kernel/endlessText.ts';
import { failed, ok, type Result } from '../../../problem/result.ts';
import { isAboutOne, withoutStranger } from '../../../reception/aboutNobody.ts';
import {
  cardClassifications,
  type EligibilityAnswer,
  limitSchema,
  specificDiseaseSchema,
  type Validity,
} from '../../../reception/answer.ts';
import { mayBeWhomAsked } from '../../../reception/link/sameBirthdate.ts';
import { toldBirthdate } from '../../../reception/toldDays.ts';
import { insurerNumberFromFile } from './insurerNumber.ts';
import { validityNumbers } from './mapping.ts';

/** What is empty is absent by then: a program on Windows writes an element for what it does not know all the same. */
const text = z.string().default('');

/** Of InsuredCardClassification: welfare pays. */
const medicalAssistanceClass = 'A1';

const insuranceFields = {
  InsuredCardClassification: text,
  InsurerNumber: text,
  InsurerName: text,
  InsuredCardSymbol: text,
  InsuredIdentificationNumber: text,
  InsuredBranchNumber: text,
  PersonalFamilyClassification: z.enum(['1', '2']).default('1'),
  InsuredPartialContributionRatio: text,
  QualificationDate: text,
  DisqualificationDate: text,
};

const elderlySchema = z.object({ ElderlyRecipientContributionRatio: text });
const limitInfoSchema = z.object({
  LimitApplicationCertificateClassification: text,
  LimitApplicationCertificateClassificationFlag: text,
  LimitApplicationCertificateValidStartDate: text,
  LimitApplicationCertificateValidEndDate: text,
});
const diseaseInfoSchema = z.object({
  SpecificDiseasesDiseaseCategory: text,
  SpecificDiseasesValidStartDate: text,
  SpecificDiseasesValidEndDate: text,
});

const resultSchema = z.object({
  ...insuranceFields,
  Name: text,
  NameKana: text,
  NameOfOther: text,
  NameOfOtherKana: text,
  Sex1: z.enum(['1', '2', '3']).default('3'),
  Birthdate: toldBirthdate,
  Address: text,
  ReferenceNumber: text,
  ElderlyRecipientCertificateInfo: elderlySchema.optional(),
  LimitApplicationCertificateRelatedInfo: limitInfoSchema.optional(),
  SpecificDiseasesCertificateList: z
    .object({ SpecificDiseasesCertificateInfo: z.array(diseaseInfoSchema).default([]) })
    .optional(),
});

type Found = z.output<typeof resultSchema>;

/** One for each thing that pays: the insurance, 医療扶助. A file of more than these is about several people. */
const mostResults = 2;

/** What a file of thousands says is not looked at beyond what shows that it says too much. */
const firstFew = z
  .array(z.unknown())
  .transform((results) => results.slice(0, mostResults + 1))
  .pipe(z.array(resultSchema));

const messageSchema = z.object({
  XmlMsg: z.object({
    MessageHeader: z.object({
      MedicalInstitutionCode: text,
      ArbitraryFileIdentifier: text,
      SegmentOfResult: z.string(),
      ErrorCode: text,
    }),
    MessageBody: z
      .object({
        ProcessingResultStatus: text,
        ProcessingResultCode: text,
        ProcessingResultMessage: text,
        QualificationValidity: text,
        ResultList: z.object({ ResultOfQualificationConfirmation: firstFew.default([]) }).optional(),
      })
      .optional(),
  }),
});

type Body = NonNullable<z.output<typeof messageSchema>['XmlMsg']['MessageBody']>;

/** What an answer must name to be the answer to our question. */
export interface Asked {
  readonly institutionCode: string;
  readonly fileIdentifier: string;
  /** yyyyMMdd, with zeros for what is not known: stands where nothing was found and so nobody is described. */
  readonly birthdate: string;
}

const parser = new XMLParser({
  parseTagValue: false,
  trimValues: false,
  ignoreAttributes: true,
  // Beside the five names also `&#x20BB7;`: so 𠮷 is written where the encoding has no place for it.
  htmlEntities: true,
  isArray: (name) => name === 'ResultOfQualificationConfirmation' || name === 'SpecificDiseasesCertificateInfo',
});

/**
 * The eligibility answer in the text of an `OQSsiquc01res_*.xml`; `in-progress` where the file says that the real
 * one is still to come. Errors: U-403 a document type, no XML, another question's answer, an answer about somebody else
 * or about several, an error of the other side (its code in the detail).
 */
export function readAnswer(xml: string, asked: Asked): Result<EligibilityAnswer | 'in-progress'> {
  // With a document type a file of a few lines can unfold to gigabytes, or read other files in.
  if (/<!(DOCTYPE|ENTITY)/i.test(xml)) return failed('U-403', 'the answer file carries a document type');
  if (isBeyondAnyAnswer(xml)) return failed('U-403', 'the answer file has more elements than any answer');
  const parsed = parsedXml(xml);
  if (parsed === undefined) return failed('U-403', 'the answer file is not XML');
  if (holdsEndlessText(parsed)) return failed('U-403', 'the answer file has a text without end');
  const message = messageSchema.safeParse(withoutBlanks(parsed) ?? {});
  if (!message.success) return failed('U-403', 'the answer file is not an eligibility answer');
  const { MessageHeader: header, MessageBody: body } = message.data.XmlMsg;
  if (
    header.MedicalInstitutionCode.trim() !== asked.institutionCode ||
    // Some write its letters large.
    header.ArbitraryFileIdentifier.trim().toLowerCase() !== asked.fileIdentifier.toLowerCase()
  ) {
    return failed('U-403', 'the answer file belongs to another question');
  }
  if (header.SegmentOfResult === '2') return ok('in-progress');
  if (header.SegmentOfResult !== '1') return failed('U-403', `the answer file says ${codeOf(header.ErrorCode)}`);
  if (body?.ProcessingResultStatus !== '1') {
    return failed('U-403', `the answer file says ${codeOf(body?.ProcessingResultCode ?? '')}`);
  }
  return answerIn(body, asked);
}

/** Tags, and characters written as references; an answer has some hundreds of the one and a handful of the other. */
const mostMarks = 2_000;

/** The parser takes milliseconds for an answer, and a fifth of a second for 64 KB of nothing but tags. */
function isBeyondAnyAnswer(xml: string): boolean {
  let marks = 0;
  for (const each of xml) if ((each === '<' || each === '&') && ++marks > mostMarks) return true;
  return false;
}

/** Undefined for anything but XML, and for XML that no answer is: the parser throws at deep nesting and at odd names. */
function parsedXml(xml: string): unknown {
  try {
    return XMLValidator.validate(xml) === true ? parser.parse(xml) : undefined;
  } catch {
    return undefined;
  }
}

function answerIn(body: Body, asked: Asked): Result<EligibilityAnswer> {
  const validity = validities.get(body.QualificationValidity);
  if (!validity) return failed('U-403', 'the answer file names no known validity');
  const results = body.ResultList?.ResultOfQualificationConfirmation ?? [];
  const found = oneOf(results);
  // Where several were found none of them is it, and the first least of all.
  if (found === 'several' && isAboutOne({ validity })) return failed('U-403', 'the answer file is about several');
  const result = found === 'several' ? undefined : found;
  if (result && isAboutOne({ validity }) && !mayBeWhomAsked(asked.birthdate, result.Birthdate)) {
    return failed('U-403', 'the answer file is about somebody born on another day than was asked about');
  }
  const answer: EligibilityAnswer = {
    validity,
    name: result?.Name ?? '',
    nameKana: result?.NameKana ?? '',
    ...(result ? secondName(result) : {}),
    sex: result?.Sex1 ?? '3',
    birthdate: result?.Birthdate ?? asked.birthdate,
    address: result?.Address ?? '',
    insurance: result && result.InsurerNumber.trim() !== '' ? insuranceIn(result) : null,
    ...(result ? certificatesIn(result) : {}),
    ...warningIn(body),
  };
  return ok(withoutStranger(answer, { birthdate: asked.birthdate }));
}

/** The result that tells the insurance; `several` where they are about more than one person, or tell more than one. */
function oneOf(results: readonly Found[]): Found | 'several' | undefined {
  const [first, second, ...more] = results;
  if (first === undefined || second === undefined) return first;
  const isSamePerson = (['Name', 'Sex1', 'Birthdate'] as const).every((item) => first[item] === second[item]);
  const insured = [first, second].filter((each) => each.InsuredCardClassification !== medicalAssistanceClass);
  const [insurance] = insured;
  return more.length === 0 && isSamePerson && insured.length === 1 && insurance ? insurance : 'several';
}

/** What the person is called besides, where something is. */
function secondName({ NameOfOther: name, NameOfOtherKana: kana }: Found): Partial<EligibilityAnswer> {
  return {
    ...(name.trim() === '' ? {} : { nameOfOther: name }),
    ...(kana.trim() === '' ? {} : { nameOfOtherKana: kana }),
  };
}

/** A normal answer's code is a warning; its words stand in where there is no code. */
function warningIn(body: Body): Pick<EligibilityAnswer, 'warning'> {
  const warning = body.ProcessingResultCode || body.ProcessingResultMessage;
  return warning === '' ? {} : { warning };
}

/** What stands beside the insurance. Of a certificate that is not in form nothing is said: staff see it on the paper. */
function certificatesIn(found: Found): Partial<EligibilityAnswer> {
  const ratio = found.ElderlyRecipientCertificateInfo?.ElderlyRecipientContributionRatio ?? '';
  const limit = limitSchema.safeParse(limitIn(found.LimitApplicationCertificateRelatedInfo));
  const diseases = (found.SpecificDiseasesCertificateList?.SpecificDiseasesCertificateInfo ?? []).flatMap((info) => {
    const disease = specificDiseaseSchema.safeParse({
      category: info.SpecificDiseasesDiseaseCategory,
      ...validity(info.SpecificDiseasesValidStartDate, info.SpecificDiseasesValidEndDate),
    });
    return disease.success ? [disease.data] : [];
  });
  return {
    ...(/^\d{3}$/.test(ratio) ? { elderlyRatio: ratio } : {}),
    ...(limit.success ? { limit: limit.data } : {}),
    ...(diseases.length > 0 ? { specificDiseases: diseases } : {}),
    ...(found.ReferenceNumber === '' ? {} : { patientNumber: found.ReferenceNumber }),
  };
}

function limitIn(info: Found['LimitApplicationCertificateRelatedInfo']): object | undefined {
  return (
    info && {
      classification: info.LimitApplicationCertificateClassification,
      flag: info.LimitApplicationCertificateClassificationFlag,
      ...validity(info.LimitApplicationCertificateValidStartDate, info.LimitApplicationCertificateValidEndDate),
    }
  );
}

function validity(validFrom: string, validTo: string): object {
  return { validFrom, ...(validTo === '' ? {} : { validTo }) };
}

function insuranceIn(result: Found): EligibilityAnswer['insurance'] {
  const classification = cardClassifications.find((each) => each === result.InsuredCardClassification);
  return {
    ...(classification ? { insuredCardClassification: classification } : {}),
    insurerNumber: insurerNumberFromFile(result.InsurerNumber),
    insurerName: result.InsurerName,
    insuredCardSymbol: result.InsuredCardSymbol,
    insuredIdentificationNumber: result.InsuredIdentificationNumber,
    insuredBranchNumber: result.InsuredBranchNumber,
    personalFamilyClassification: result.PersonalFamilyClassification,
    insuredPartialContributionRatio: result.InsuredPartialContributionRatio,
    qualificationDate: result.QualificationDate,
    ...(/^\d{8}$/.test(result.DisqualificationDate) ? { disqualificationDate: result.DisqualificationDate } : {}),
  };
}

const validities = new Map<string, Validity>(
  (['valid', 'invalid', 'newer-exists', 'none-found', 'several-found', 'valid-unregistered'] as const).map(
    (validity) => [validityNumbers[validity], validity],
  ),
);

/** Codes are short and plain; anything else the other side wrote may quote the patient and is not repeated. */
function codeOf(code: string): string {
  return /^[A-Za-z0-9_-]{1,16}$/.test(code) ? `error ${code}` : 'an error';
}
