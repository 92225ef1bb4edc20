import { expect, test } from 'vitest';
import { goldenPeople, goldenReception } from '../../scripts/fixtures/golden/goldenReception.ts';
import { arrivalPage } from '../../src/desk/pages/arrivalPage.ts';
import { detailOf } from '../../src/desk/receptions/shown.ts';
import { tokyoDay } from '../../src/kernel/tokyoTime.ts';
import type { Reception } from '../../src/reception/reception.ts';
import { projectRoot } from '../../src/system/paths.ts';
import { everyKind } from '../support/outbox/everyKind.ts';

/** How a fact reads on the page; `null` where it is not for the page, and why stands beside it. */
type Reads = ((value: string, reception: Reception) => string) | Readonly<Record<string, string>> | null;

const asIs = (value: string) => value;
const era = (digits: string) =>
  /^(0{8}|9{8})$/.test(digits)
    ? ''
    : // A month or a day that is not known: the program's own words for it are tested where they are made.
      /00$/.test(digits)
      ? '不詳'
      : new Intl.DateTimeFormat('ja-JP-u-ca-japanese', {
          era: 'long',
          year: 'numeric',
          month: 'long',
          day: 'numeric',
          timeZone: 'UTC',
        }).format(new Date(digits.replace(/(\d{4})(\d{2})(\d{2})/, '$1-$2-$3')));
const clock = (time: string) =>
  new Intl.DateTimeFormat('ja-JP', {
    month: 'numeric',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'Asia/Tokyo',
  }).format(new Date(time));
const kana = (text: string) => text.normalize('NFKC').replaceAll(' ', '　');
const share = (ratio: string) => `${Number(ratio) / 10}割`;
const isOfAnswer = ({ eligibility }: Reception) =>
  eligibility !== null && !['none-found', 'several-found'].includes(eligibility.validity);
/** What the card says of the person is shown where the eligibility system has not told of them. */
const ofCard = (reads: (value: string) => string) => (value: string, reception: Reception) =>
  isOfAnswer(reception) ? '' : reads(value);
const ofAnswer = (reads: (value: string) => string) => (value: string, reception: Reception) =>
  isOfAnswer(reception) ? reads(value) : '';

/** Every field a reception can have, and how staff read it. */
const facts: Readonly<Record<string, Reads>> = {
  // Told by the page itself, by its address, or a machine's business.
  schemaVersion: null,
  id: null,
  institutionCode: null,
  version: { '1': '', '2': '（更新あり）' },
  status: null,
  receivedAt: (time) => `${era(tokyoDay(time))} ${clock(time).split(' ')[1]} 受付`,
  kiosk: asIs,
  'occasion.kind': { ordinary: '', disaster: '災害時モード', emergency: '緊急時モード' },
  'occasion.staff': asIs,
  'occasion.reason': asIs,
  'token.kind': { card: 'マイナンバーカード', android: 'Android', iphone: 'iPhone', none: 'カードなし受付' },
  // Nobody reads a serial.
  'token.serial': null,
  'token.certificateClass': { valid: '有効', expiring: 'まもなく期限', grace: '期限切れ後3か月以内' },
  'token.genuine': { verified: '', unanchored: '署名を確認できていません' },
  'holder.method': { face: '顔認証', pin: '暗証番号', visual: '目視確認', phone: 'スマートフォン' },
  'holder.provenAt': clock,
  // What the machine measured: nothing anybody could act on.
  'holder.score': null,
  'holder.profile': null,
  'holder.liveness.passive': null,
  'holder.liveness.challenge': null,
  'holder.staff': asIs,
  'holder.reason': { 'face-failed': '顔認証ができない', injury: 'けが・体調のため' },
  'person.name': ofCard(asIs),
  'person.address': ofCard(asIs),
  'person.birthdate': ofCard(era),
  'person.sex': ofCard((sex) => (sex === '1' ? '男' : '女')),
  'consents.item': {
    surgery: '手術',
    medication: '薬剤',
    diagnosis: '診療',
    checkup: '健診',
    prescriptions: '処方・調剤',
  },
  'consents.agreed': null,
  'consents.answeredAt': clock,
  // Where it opens something; that is tested with what it opens.
  'consents.validUntil': null,
  'consents.givenBy.by': { patient: '', staff: '職員が入力' },
  'consents.givenBy.staff': asIs,
  'consents.wording.version': null,
  'consents.wording.kinds': null,
  'consents.wording.language': null,
  'consents.notObtained': { true: '取得できず' },
  'consents.expired': { true: '期限切れ' },
  prescriptionForm: { electronic: '電子処方箋', paper: '紙の処方箋' },
  'subsidies.answer': {
    used: '利用する',
    declined: '利用しない',
    'no-data': '該当する受給者証なし',
    'could-not-ask': '問い合わせできず（受給者証の現物を確認）',
    'not-asked': '',
  },
  'subsidies.answeredAt': clock,
  'subsidies.certificates.id': null,
  'subsidies.certificates.certificationName': asIs,
  'subsidies.certificates.payerNumber': asIs,
  'subsidies.certificates.recipientNumber': asIs,
  'subsidies.certificates.prefecture': { '13': '東京都', '14': '神奈川県' },
  'subsidies.certificates.municipality': asIs,
  'subsidies.certificates.alwaysReimbursed': { true: '償還払い', false: '' },
  'subsidies.certificates.maxCopayment': (amount) => (amount === '200' ? '200円' : amount),
  'subsidies.certificates.segment': asIs,
  'subsidies.certificates.incomeSegment': asIs,
  'subsidies.certificates.validFrom': era,
  'subsidies.certificates.validTo': era,
  'subsidies.certificates.notDisclosed': { true: '不開示', false: '' },
  'eligibility.validity': {
    valid: '有効',
    invalid: '無効',
    'newer-exists': '新しい資格',
    'none-found': '資格情報なし',
    'several-found': '複数該当',
    'valid-unregistered': '医療扶助',
  },
  'eligibility.name': ofAnswer(asIs),
  'eligibility.nameKana': ofAnswer(kana),
  'eligibility.nameOfOther': asIs,
  'eligibility.nameOfOtherKana': kana,
  'eligibility.sex': ofAnswer((sex) => (sex === '1' ? '男' : '女')),
  'eligibility.birthdate': ofAnswer(era),
  'eligibility.address': ofAnswer(asIs),
  'eligibility.insurance.insuredCardClassification': { '01': '一般' },
  'eligibility.insurance.insurerNumber': (number) => number.replace(/^00/, ''),
  'eligibility.insurance.insurerName': asIs,
  'eligibility.insurance.insuredCardSymbol': asIs,
  'eligibility.insurance.insuredIdentificationNumber': asIs,
  'eligibility.insurance.insuredBranchNumber': asIs,
  'eligibility.insurance.personalFamilyClassification': { '1': '本人', '2': '家族' },
  'eligibility.insurance.insuredPartialContributionRatio': share,
  'eligibility.insurance.qualificationDate': era,
  'eligibility.insurance.disqualificationDate': era,
  'eligibility.elderlyRatio': share,
  'eligibility.limit.classification': { '01': '限度額適用認定証', '02': '限度額適用・標準負担額減額認定証' },
  'eligibility.limit.flag': { A03: 'ウ', B05: '低所得Ⅱ' },
  'eligibility.limit.validFrom': era,
  'eligibility.limit.validTo': era,
  'eligibility.specificDiseases.category': { '1': '人工透析', '2': '血友病', '3': 'HIV' },
  'eligibility.specificDiseases.validFrom': era,
  'eligibility.specificDiseases.validTo': era,
  'eligibility.medicalAssistance.payerNumber': asIs,
  'eligibility.medicalAssistance.recipientNumber': asIs,
  'eligibility.medicalAssistance.validFrom': era,
  'eligibility.medicalAssistance.validTo': era,
  'eligibility.patientNumber': asIs,
  'eligibility.notDisclosed': { true: '不開示' },
  'eligibility.warning': asIs,
  answeredTo: null,
  'link.kind': { matched: '', 'not-compared': '', mismatch: '異なる項目' },
  'link.differs': { name: '氏名', birthdate: '生年月日', sex: '性別' },
  patientNumber: asIs,
};

const kinds: readonly (readonly [string, Reception])[] = [
  ...goldenPeople(projectRoot()).map((person) => [person.id, goldenReception(person)] as const),
  ...everyKind(),
];

test.each(kinds)('%s', (_name, reception) => {
  const now = Date.parse(reception.receivedAt);
  const page = textOf(arrivalPage(detailOf(reception, now), (staff) => staff, '').text);
  const missing = leaves(reception).flatMap(([path, value]) => {
    const reads = facts[path];
    // A field that is not in the table is one that nobody has thought of.
    if (reads === undefined) return [`${path}: not in the table`];
    if (reads === null) return [];
    const said = typeof reads === 'function' ? reads(value, reception) : reads[value];
    return said === undefined || !page.includes(said) ? [`${path}: ${value} as ${said}`] : [];
  });
  expect(missing).toEqual([]);
  // Neither the codes of the interface nor its padding.
  expect(page).not.toMatch(/B05|A03|[\uff61-\uff9f]|・・|undefined|null/);
});

test('a share that is no whole 割 and none at all', () => {
  const [, reception] = kinds[0] ?? [];
  const { eligibility } = reception ?? {};
  if (!reception || !eligibility?.insurance) throw new Error('the first of all has an insurance');
  const page = (insuredPartialContributionRatio: string) => {
    const insurance = { ...eligibility.insurance, insuredPartialContributionRatio } as NonNullable<
      typeof eligibility.insurance
    >;
    return textOf(
      arrivalPage(detailOf({ ...reception, eligibility: { ...eligibility, insurance } }, 0), String, '').text,
    );
  };
  expect(page('010')).toContain('負担割合 1割');
  expect(page('015')).toContain('負担割合 15％');
  expect(page('000')).toContain('負担割合 負担なし');
});

/** What a page says, tags aside. */
function textOf(markup: string): string {
  return markup
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&amp;', '&')
    .replaceAll(/ +/g, ' ');
}

/** Every value in a record with the names that lead to it; of lists each entry's. */
function leaves(value: unknown, path = ''): readonly (readonly [path: string, value: string])[] {
  if (value === null || value === undefined || value === '') return [];
  if (Array.isArray(value)) return value.flatMap((each) => leaves(each, path));
  if (typeof value !== 'object') return [[path, String(value)]];
  return Object.entries(value).flatMap(([name, each]) => leaves(each, path === '' ? name : `${path}.${name}`));
}
