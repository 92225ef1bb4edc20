import { type Fragment, type Html, html } from '../../kernel/html.ts';
import type { EligibilityAnswer } from '../../reception/answer.ts';
import type { SubsidyRecord } from '../../reception/subsidy.ts';
import type { ShownCertificate } from '../receptions/shown.ts';
import {
  amountWords,
  classificationWords,
  diseaseWords,
  familyWords,
  insurerNumberWords,
  limitCategory,
  limitWords,
  shareWords,
} from './claimWords.ts';
import { facts } from './document.ts';
import { prefectureName } from './prefectures.ts';
import { dayTime, dayWords, periodWords } from './time.ts';

/** Everything the eligibility system said of who pays, a section each: what a claim is written from. */
export function claimSections(answer: EligibilityAnswer | null): Fragment {
  if (!answer) return null;
  return [insurance(answer), limit(answer), diseases(answer), assistance(answer)];
}

function insurance({ insurance: held, elderlyRatio }: EligibilityAnswer): Html | null {
  if (!held) return null;
  const { insuredCardClassification: kind } = held;
  return html`<section><h2>保険</h2>
${facts([
  ['保険者番号', insurerNumberWords(held.insurerNumber)],
  ['保険者', held.insurerName],
  ['記号', held.insuredCardSymbol || 'なし'],
  ['番号', held.insuredIdentificationNumber || 'なし'],
  ['枝番', held.insuredBranchNumber || 'なし'],
  ['本人・家族', familyWords[held.personalFamilyClassification]],
  ['負担割合', shareWords(elderlyRatio ?? held.insuredPartialContributionRatio)],
  ['高齢受給者証', elderlyRatio && `あり（${shareWords(elderlyRatio)}）`],
  ['保険証の負担割合', elderlyRatio && shareWords(held.insuredPartialContributionRatio)],
  ['資格の区分', kind && classificationWords[kind]],
  ['資格取得日', held.qualificationDate && dayWords(held.qualificationDate)],
  ['資格喪失日', held.disqualificationDate && dayWords(held.disqualificationDate)],
])}</section>`;
}

function limit({ limit: held }: EligibilityAnswer): Html | null {
  if (!held) return null;
  return html`<section><h2>限度額</h2>
${facts([
  ['適用区分', limitCategory(held.flag)],
  ['証の種類', limitWords[held.classification]],
  ['有効期間', periodWords(held)],
])}</section>`;
}

function diseases({ specificDiseases = [] }: EligibilityAnswer): Html | null {
  if (specificDiseases.length === 0) return null;
  return html`<section><h2>特定疾病療養受療証</h2>
${facts(specificDiseases.map((disease) => [diseaseWords[disease.category], periodWords(disease)] as const))}</section>`;
}

function assistance({ medicalAssistance: ticket }: EligibilityAnswer): Html | null {
  if (!ticket) return null;
  return html`<section><h2>医療扶助</h2>
${facts([
  ['公費負担者番号', ticket.payerNumber],
  ['受給者番号', ticket.recipientNumber],
  ['有効期間', periodWords(ticket)],
])}</section>`;
}

const subsidyWords: Readonly<Record<SubsidyRecord['answer'], string>> = {
  used: '利用する',
  declined: '利用しない',
  'no-data': '該当する受給者証なし',
  'could-not-ask': '問い合わせできず（受給者証の現物を確認）',
  'not-asked': '',
};

/** 医療費助成 (PMH): what the patient said, and the certificates they use. */
export function subsidySection({
  answer,
  answeredAt,
  certificates,
}: {
  readonly answer: SubsidyRecord['answer'];
  readonly answeredAt: string | null;
  readonly certificates: readonly ShownCertificate[];
}): Fragment {
  if (answer === 'not-asked') return null;
  return html`<section><h2>医療費助成</h2>
${facts([
  [
    '患者さんの回答',
    html`${subsidyWords[answer]}${answeredAt !== null && html` <small>${dayTime(answeredAt)}</small>`}`,
  ],
])}
${certificates.map(certificate)}</section>`;
}

function certificate(held: ShownCertificate): Html {
  return html`<h3>${held.certificationName}</h3>
${facts([
  ['公費負担者番号', held.payerNumber ?? '番号なし'],
  ['受給者番号', held.recipientNumber ?? '番号なし'],
  ['自治体', `${prefectureName(held.prefecture)}${held.municipality}`],
  ['窓口での支払い', held.reimbursed ? '償還払い（窓口で支払い、あとで請求）' : '現物給付'],
  ['自己負担の上限', amountWords(held.maxCopayment)],
  ['区分', held.segment],
  ['所得区分', held.incomeSegment],
  ['有効期間', periodWords(held)],
  ['表示', held.notDisclosed && '不開示（患者さんの画面には表示していません）'],
])}`;
}
