import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tokyoSeconds } from '../../src/kernel/tokyoTime.ts';
import { declaredText } from '../../src/outbox/sinks/oqs/declaredEncoding.ts';
import { encode, type OqsEncoding, writable } from '../../src/outbox/sinks/oqs/encoding.ts';
import { faceFile } from '../../src/outbox/sinks/oqs/faceFile.ts';
import { halfWidthKana } from '../../src/outbox/sinks/oqs/halfWidthKana.ts';
import { insurerNumberFromFile, insurerNumberInFile } from '../../src/outbox/sinks/oqs/insurerNumber.ts';
import { type LostCharacters, type OqsFaceOptions, oqsFaceSink } from '../../src/outbox/sinks/oqs/oqsFaceSink.ts';
import { unwrap } from '../../src/problem/result.ts';
import { consentAnswer } from '../../src/reception/consents.ts';
import type { Reception } from '../../src/reception/reception.ts';
import type { SubsidyAnswer } from '../../src/reception/subsidy.ts';
import { certificates, everyKind } from '../support/outbox/everyKind.ts';
import { emptyMemo, parcelOf } from '../support/outbox/parcel.ts';
import { atTheKiosk, sampleReception, temporaryFolder } from '../support/outbox/queue.ts';
import { xmlLeafList, xmlLeaves } from '../support/outbox/xmlLeaves.ts';

describe('the file for the face folder', () => {
  test('has the name and the elements that clinic systems look for', () => {
    const consents = [consentAnswer('medication', true, atTheKiosk(Date.parse('2026-04-01T00:30:00.000Z')))];
    const reception = sampleReception({ consents });
    const { name, bytes } = faceFile(reception, 'utf-8');
    expect(/^OQSsiquc01res_face_.+_(\d{14})\.xml$/.exec(name)?.[1]).toBe('20260401093000');
    const result = 'XmlMsg/MessageBody/ResultList/ResultOfQualificationConfirmation';
    expect(xmlLeaves(bytes.toString('utf8'))).toEqual({
      'XmlMsg/MessageHeader/ProcessExecutionTime': '20260401093000',
      'XmlMsg/MessageHeader/QualificationConfirmationDate': '20260401',
      'XmlMsg/MessageHeader/MedicalInstitutionCode': '1311234567',
      'XmlMsg/MessageHeader/ArbitraryFileIdentifier': reception.id,
      'XmlMsg/MessageHeader/ReferenceClassification': '1',
      'XmlMsg/MessageHeader/SegmentOfResult': '1',
      'XmlMsg/MessageHeader/CharacterCodeIdentifier': '0',
      'XmlMsg/MessageBody/ProcessingResultStatus': '1',
      'XmlMsg/MessageBody/QualificationValidity': '1',
      'XmlMsg/MessageBody/IdentityConfirmationMethod': 'face',
      'XmlMsg/MessageBody/ReceptionToken': 'card',
      [`${result}/InsurerNumber`]: '  138057',
      [`${result}/InsuredCardSymbol`]: '柊１２',
      [`${result}/InsuredIdentificationNumber`]: '１８７３０',
      [`${result}/InsuredBranchNumber`]: '01',
      [`${result}/PersonalFamilyClassification`]: '1',
      [`${result}/Name`]: '山田　花子',
      [`${result}/NameKana`]: 'ﾔﾏﾀﾞ ﾊﾅｺ',
      [`${result}/Sex1`]: '2',
      [`${result}/Birthdate`]: '19850412',
      [`${result}/Address`]: '東京都ひいらぎ市緑町一丁目２番３号',
      [`${result}/QualificationDate`]: '20240401',
      [`${result}/InsuredPartialContributionRatio`]: '030',
      [`${result}/InsurerName`]: 'ひいらぎ市国民健康保険',
      [`${result}/PharmacistsInfoConsFlg`]: '1',
      [`${result}/PharmacistsInfoConsTime`]: '20260401093000',
      [`${result}/PharmacistsInfoAvailableTime`]: '20260402093000',
    });
  });

  test('says no with its time and without an end, and nothing of what was not asked', () => {
    const at = Date.parse('2026-04-01T00:29:59.999Z');
    const reception = sampleReception({ consents: [consentAnswer('surgery', false, atTheKiosk(at))] });
    const leaves = xmlLeaves(faceFile(reception, 'utf-8').bytes.toString('utf8'));
    const consents = Object.entries(leaves).filter(([path]) => /Info(Cons|Available)/.test(path));
    expect(consents.map(([path, text]) => [path.split('/').at(-1), text])).toEqual([
      ['OperationInfoConsFlg', '0'],
      ['OperationInfoConsTime', '20260401092959'],
    ]);
  });

  test('tells who came when the insurance is not valid, and leaves the insurance out', () => {
    const { eligibility } = sampleReception();
    const reception = sampleReception({
      eligibility: { ...eligibility, validity: 'invalid', insurance: null, warning: 'W1' },
    });
    const leaves = xmlLeaves(faceFile(reception, 'utf-8').bytes.toString('utf8'));
    expect(Object.values(leaves)).toContain('山田　花子');
    expect(leaves).toMatchObject({
      'XmlMsg/MessageBody/QualificationValidity': '2',
      'XmlMsg/MessageBody/ProcessingResultCode': 'W1',
    });
    expect(Object.keys(leaves).join()).not.toMatch(/Insur|Qualification(Date|.*Date$)/);
  });

  test('says a warning as a code where it is one, in words where not', () => {
    const { eligibility } = sampleReception();
    const told = (warning: string) => body({ eligibility: { ...eligibility, warning } });
    expect(told('W-0001')).toMatchObject({ ProcessingResultCode: 'W-0001', ProcessingResultStatus: '1' });
    expect(told('期限まで2か月')).toMatchObject({ ProcessingResultMessage: '期限まで2か月' });
    expect(told('期限まで2か月')).not.toHaveProperty('ProcessingResultCode');
  });

  test('flags a consent 2 when it ran out on its way, 3 where nobody could be asked', () => {
    const given = (changes: object) => ({
      ...consentAnswer('diagnosis', true, atTheKiosk(Date.parse('2026-04-01T00:30:00Z'))),
      ...changes,
    });
    expect(body({ consents: [given({ expired: true })] })).toMatchObject({
      DiagnosisInfoConsFlg: '2',
      DiagnosisInfoConsTime: '20260401093000',
      DiagnosisInfoAvailableTime: '20260402093000',
    });
    const unasked = body({ consents: [given({ agreed: false, notObtained: true })] });
    expect(unasked).toMatchObject({ DiagnosisInfoConsFlg: '3' });
    expect(unasked).not.toHaveProperty('DiagnosisInfoConsTime');
  });

  test('carries 限度額, 特定疾病 and 高齢受給者証 in their own places', () => {
    const [, reception] = everyKind().find(([name]) => name.includes('限度額')) ?? [];
    expect(body(reception ?? {})).toMatchObject({
      ElderlyRecipientContributionRatio: '020',
      LimitApplicationCertificateRelatedConsFlg: '1',
      LimitApplicationCertificateRelatedConsTime: '20260401093000',
      LimitApplicationCertificateClassification: '02',
      LimitApplicationCertificateClassificationFlag: 'B05',
      LimitApplicationCertificateValidStartDate: '20260101',
      LimitApplicationCertificateValidEndDate: '20261231',
      SpecificDiseasesCertificateRelatedConsFlg: '1',
    });
    const text = faceFile({ ...sampleReception(), ...reception }, 'utf-8').bytes.toString('utf8');
    const diseases = xmlLeafList(text).filter(([path]) => path.endsWith('/SpecificDiseasesDiseaseCategory'));
    expect(diseases).toEqual(
      ['1', '3'].map((category) => [
        'XmlMsg/MessageBody/ResultList/ResultOfQualificationConfirmation/SpecificDiseasesCertificateList/SpecificDiseasesCertificateInfo/SpecificDiseasesDiseaseCategory',
        category,
      ]),
    );
  });

  test('gives 医療扶助 a result of its own beside the insurance', () => {
    const { eligibility } = sampleReception();
    const medicalAssistance = { payerNumber: '12137014', recipientNumber: '0045678', validFrom: '20260301' };
    const text = faceFile(
      sampleReception({ eligibility: { ...eligibility, medicalAssistance } }),
      'utf-8',
    ).bytes.toString('utf8');
    const of = (element: string) =>
      xmlLeafList(text)
        .filter(([path]) => path.endsWith(`/${element}`))
        .map(([, value]) => value);
    expect(of('InsurerNumber')).toEqual(['  138057', '12137014']);
    expect(of('InsuredIdentificationNumber')).toEqual(['１８７３０', '0045678']);
    expect(of('InsuredCardClassification')).toEqual(['A1']);
    expect(of('MedicalTicketValidDate')).toEqual(['20260301']);
    expect(of('Name')).toEqual(['山田　花子', '山田　花子']);
  });

  test('tells a refusal of subsidies from there being none, and passes odd numbers on as they are', () => {
    const answered = (answer: SubsidyAnswer) => body({ subsidies: { answer, answeredAt: null, certificates } });
    expect(answered('used')).toMatchObject({
      MedicalSubsidyUseFlg: '1',
      // The last of two: another prefecture's.
      CertificationName: '重度障害者医療証',
      IsReimbursementHere: '1',
      IsNotDisclosed: '1',
    });
    const flags = (['declined', 'no-data', 'could-not-ask', 'not-asked'] as const).map(
      (answer) => answered(answer).MedicalSubsidyUseFlg,
    );
    expect(flags).toEqual(['0', '2', '9', undefined]);
    const text = faceFile(sampleReception({ subsidies: { answer: 'used', answeredAt: null, certificates } }), 'utf-8');
    expect(text.bytes.toString('utf8')).toContain('<MedicalSubsidyRecipientNumber>こ－00912/3<');
  });

  test('says of a mismatch that there is one, and nothing of the other person', () => {
    const person = { name: '阿部　直樹', address: '東京都', birthdate: '19790214', sex: '1' } as const;
    const reception = { ...sampleReception(), eligibility: null, person };
    const mismatch = { ...reception, link: { kind: 'mismatch', differs: ['name', 'sex'] } } as const;
    const leaves = xmlLeaves(faceFile(mismatch, 'utf-8').bytes.toString('utf8'));
    expect(leaves).toMatchObject({
      'XmlMsg/MessageBody/LinkDifference': 'name sex',
      'XmlMsg/MessageBody/ResultList/ResultOfQualificationConfirmation/Name': '阿部　直樹',
    });
    expect(Object.keys(leaves).join()).not.toMatch(/InsurerNumber|QualificationValidity/);
  });

  test.each(everyKind())('is well-formed in both encodings: %s', (_name, reception) => {
    for (const encoding of ['utf-8', 'shift_jis'] as const) {
      const { bytes } = faceFile(reception, encoding);
      expect(xmlLeafList(new TextDecoder(encoding, { fatal: true }).decode(bytes)).length).toBeGreaterThan(8);
    }
  });

  test('survives whatever a name may hold', () => {
    const { eligibility } = sampleReception();
    const text = fc.string({ unit: 'binary', maxLength: 30 });
    fc.assert(
      fc.property(text, fc.constantFrom<OqsEncoding>('utf-8', 'shift_jis'), (name, encoding) => {
        const { bytes } = faceFile(sampleReception({ eligibility: { ...eligibility, name } }), encoding);
        const read = xmlLeaves(unwrap(declaredText(bytes, encoding)));
        const kept = writable(name, encoding).text;
        // Line ends are the reader's to normalise.
        const wanted = kept.replaceAll(/\r\n?/g, '\n');
        const path = 'XmlMsg/MessageBody/ResultList/ResultOfQualificationConfirmation/Name';
        expect(read[path] ?? '').toBe(wanted);
      }),
      { numRuns: 300 },
    );
  });
});

describe('characters', () => {
  test('that code page 932 knows go through, 髙 and 﨑 among them', () => {
    const text = '髙﨑①Ⅲ々〇～－￥柊ﾔﾏﾀﾞ';
    expect(writable(text, 'shift_jis')).toEqual({ text, lost: [] });
    expect(unwrap(declaredText(encode(text, 'shift_jis'), 'shift_jis'))).toBe(text);
  });

  test('that it does not know become ●, one for each, and are named', () => {
    expect(writable('𠮷男鷗é', 'shift_jis')).toEqual({ text: '●男●●', lost: [0x20bb7, 0x9dd7, 0xe9] });
    expect(writable('𠮷男鷗é', 'utf-8')).toEqual({ text: '𠮷男鷗é', lost: [] });
  });

  test('with two homes in Unicode are not lost', () => {
    expect(writable('〜−—¥', 'shift_jis')).toEqual({ text: '～－―￥', lost: [] });
  });

  test('keep the form a person writes: no normalising of kanji', () => {
    expect(writable('\u{fa19}', 'utf-8').text).toBe('\u{fa19}');
    expect(writable('\u{fa19}', 'shift_jis')).toEqual({ text: '\u{fa19}', lost: [] });
    expect(halfWidthKana('\u{fa19}')).toBe('\u{fa19}');
  });

  test('lose a variation selector, not the character it follows', () => {
    expect(writable('葛\u{e0100}城', 'shift_jis')).toEqual({ text: '葛城', lost: [0xe0100] });
  });

  test('that XML forbids are lost in any encoding', () => {
    expect(writable('a\u0000b\ud800c', 'utf-8')).toEqual({ text: 'a●b●c', lost: [0, 0xd800] });
  });

  test.each([
    ['ヤマダ　ハナコ', 'ﾔﾏﾀﾞ ﾊﾅｺ'],
    ['やまだ　はなこ', 'ﾔﾏﾀﾞ ﾊﾅｺ'],
    ['ﾔﾏﾀﾞ ﾊﾅｺ', 'ﾔﾏﾀﾞ ﾊﾅｺ'],
    ['ヤマタ\u3099', 'ﾔﾏﾀﾞ'],
    ['パーティー・ヴァン', 'ﾊﾟｰﾃｨｰ･ｳﾞｧﾝ'],
    ['ＡＢ', 'AB'],
    ['', ''],
  ])('of a reading are half-width: %s', (given, wanted) => {
    expect(halfWidthKana(given)).toBe(wanted);
  });
});

describe('an insurer number', () => {
  test.each([
    ['00138057', '  138057'],
    ['138057', '  138057'],
    ['06139463', '06139463'],
    ['39131156', '39131156'],
    ['01130012', '01130012'],
  ])('%s has eight places: "%s"', (given, wanted) => {
    expect(insurerNumberInFile(given)).toBe(wanted);
    expect(insurerNumberFromFile(wanted)).toBe(given.padStart(8, '0'));
  });
});

test('times are those of Tokyo, also over midnight', () => {
  expect(tokyoSeconds('2026-03-31T15:00:00.000Z')).toBe('20260401000000');
  expect(tokyoSeconds('2026-12-31T14:59:59.999Z')).toBe('20261231235959');
});

describe('the oqs-face sink', () => {
  test('leaves one whole file in the face folder, and nothing personal beside it', async () => {
    const { root, sink } = share();
    const reception = sampleReception();
    expect(await sink.deliver(parcelOf(reception), never())).toEqual({ kind: 'taken' });
    const wanted = faceFile(reception, 'utf-8');
    expect(readdirSync(join(root, 'face'))).toEqual([wanted.name]);
    expect(readFileSync(join(root, 'face', wanted.name))).toEqual(wanted.bytes);
    const others = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => !name.startsWith('face'));
    expect(others.filter((name) => name.endsWith('.xml'))).toEqual([]);
  });

  test('makes no second file for a repeated delivery', async () => {
    const { root, sink } = share();
    const memo = emptyMemo();
    const parcel = () => parcelOf(reception, memo);
    const reception = sampleReception();
    await sink.deliver(parcel(), never());
    const [name = ''] = readdirSync(join(root, 'face'));
    expect(await sink.deliver(parcel(), never())).toEqual({ kind: 'taken' });
    expect(readdirSync(join(root, 'face'))).toHaveLength(1);

    // The clinic system has read it and taken it away; the kiosk was restarted before it could note that.
    rmSync(join(root, 'face', name));
    expect(await share({ root }).sink.deliver(parcel(), never())).toEqual({ kind: 'taken' });
    expect(readdirSync(join(root, 'face'))).toEqual([]);
  });

  test('finishes a move that was cut off after it was promised', async () => {
    const { root, sink } = share();
    const reception = sampleReception();
    const memo = emptyMemo();
    await sink.deliver(parcelOf(reception, memo), never());
    const [name = ''] = readdirSync(join(root, 'face'));
    const work = join(root, 'uketsuke-work');
    const [, staged = ''] = (memo.text ?? '').split(' ');
    renameSync(join(root, 'face', name), join(work, staged));
    expect(await sink.deliver(parcelOf(reception, memo), never())).toEqual({ kind: 'taken' });
    expect(readFileSync(join(root, 'face', name))).toEqual(faceFile(reception, 'utf-8').bytes);
    expect(readdirSync(work)).toEqual([]);
  });

  test('writes a file anew that was cut off before the promise', async () => {
    const { root, sink } = share();
    const reception = sampleReception();
    const memo = emptyMemo();
    const work = join(root, 'uketsuke-work');
    const staged = `${reception.id}.v1.00.xml`;
    mkdirSync(work);
    writeFileSync(join(work, staged), '<?xml version="1.0"?><XmlMsg><Mess');
    memo.text = `staging ${staged}`;
    expect(await sink.deliver(parcelOf(reception, memo), never())).toEqual({ kind: 'taken' });
    const [name = ''] = readdirSync(join(root, 'face'));
    expect(readFileSync(join(root, 'face', name))).toEqual(faceFile(reception, 'utf-8').bytes);
    expect(readdirSync(work)).toEqual([]);
  });

  test('gives a later version a file of its own, and takes away what the earlier one left when it was cut off', async () => {
    const { root, sink } = share();
    const first = sampleReception();
    const second = { ...first, version: 2 };
    mkdirSync(join(root, 'uketsuke-work'));
    writeFileSync(join(root, 'uketsuke-work', `${first.id}.v1.00.xml`), 'of a person');
    await sink.deliver(parcelOf(second), never());
    expect(readdirSync(join(root, 'face'))).toEqual([`OQSsiquc01res_face_${first.id}-v2_20260401093000.xml`]);
    expect(readdirSync(join(root, 'uketsuke-work'))).toEqual([]);

    const inOrder = sampleReception();
    await sink.deliver(parcelOf(inOrder), never());
    await sink.deliver(parcelOf({ ...inOrder, version: 2 }), never());
    expect(readdirSync(join(root, 'face'))).toHaveLength(3);
  });

  test('waits for a share that is not mounted, and makes no folder in its place', async () => {
    const root = join(temporaryFolder(), 'mnt');
    const { sink } = share({ root, make: false });
    expect(await sink.deliver(parcelOf(sampleReception()), never())).toEqual({
      kind: 'unavailable',
      detail: 'ENOENT',
      needs: 'set-up',
    });
    expect(existsSync(root)).toBe(false);
  });

  test('waits where the disk says no, naming only the system’s word for it', async () => {
    const { root, sink } = share();
    writeFileSync(join(root, 'uketsuke-work'), '');
    expect(await sink.deliver(parcelOf(sampleReception()), never())).toMatchObject({
      kind: 'unavailable',
      detail: expect.stringMatching(/^E[A-Z]+$/),
    });
  });

  test('does nothing once interrupted', async () => {
    const { root, sink } = share();
    const outcome = await sink.deliver(parcelOf(sampleReception()), AbortSignal.abort(new Error('interrupted')));
    expect(outcome).toEqual({ kind: 'unavailable', detail: 'interrupted' });
    expect(readdirSync(join(root, 'face'))).toEqual([]);
  });

  test('refuses what is no reception', async () => {
    const { sink } = share();
    const parcel = { ...parcelOf(sampleReception()), body: Buffer.from('{}') };
    expect(await sink.deliver(parcel, never())).toMatchObject({ kind: 'refused' });
  });

  test('reports lost characters by code point alone, once', async () => {
    const lost: LostCharacters[] = [];
    const { sink } = share({ encoding: 'shift_jis', onLost: (each) => lost.push(each) });
    const { eligibility } = sampleReception();
    const reception = sampleReception({ eligibility: { ...eligibility, name: '𠮷野家　鷗𠮷' } });
    const memo = emptyMemo();
    await sink.deliver(parcelOf(reception, memo), never());
    await sink.deliver(parcelOf(reception, memo), never());
    expect(lost).toEqual([{ idempotencyKey: `${reception.id}.v1`, count: 3, codePoints: ['U+9DD7', 'U+20BB7'] }]);
  });
});

/** Elements of the body by their own names, whatever stands around them; the last where there are several. */
function body(changes: Partial<Reception>): Record<string, string> {
  const text = faceFile({ ...sampleReception(), ...changes }, 'utf-8').bytes.toString('utf8');
  return Object.fromEntries(xmlLeafList(text).map(([path, value]) => [path.split('/').at(-1) ?? '', value]));
}

function share(options: Partial<OqsFaceOptions> & { readonly make?: boolean } = {}) {
  const { make = true, root = temporaryFolder(), ...rest } = options;
  if (make) mkdirSync(join(root, 'face'), { recursive: true });
  const sink = oqsFaceSink({ root, encoding: 'utf-8', timeLimitMs: 5_000, ...rest });
  return { root, sink };
}

function never(): AbortSignal {
  return new AbortController().signal;
}
