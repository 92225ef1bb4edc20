import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { encode, type OqsEncoding } from '../../src/outbox/sinks/oqs/encoding.ts';
import { faceFile } from '../../src/outbox/sinks/oqs/faceFile.ts';
import { lookUpInsurance, type RoundTripOptions } from '../../src/outbox/sinks/oqs/roundTrip.ts';
import type { InsuranceLookUp } from '../../src/reception/insuranceLookUp.ts';
import { sampleReception, temporaryFolder } from '../support/outbox/queue.ts';
import { xmlLeaves } from '../support/outbox/xmlLeaves.ts';

const question: InsuranceLookUp = {
  insurerNumber: '138057',
  insuredCardSymbol: '柊１２',
  insuredIdentificationNumber: '１８７３０',
  insuredBranchNumber: '',
  birthdate: '19850412',
  limitConsent: true,
};

describe('an insurance look-up by file', () => {
  test.each<OqsEncoding>(['utf-8', 'shift_jis'])('brings the answer back, in %s', async (encoding) => {
    const { options, terminal } = share({ encoding });
    const asked: string[] = [];
    terminal((file) => {
      asked.push(file);
      return answerFile(encoding);
    });
    const { eligibility } = sampleReception();
    expect(await lookUpInsurance(question, options, never())).toEqual({ ok: true, value: eligibility });
    expect(asked).toHaveLength(1);
    const path = 'XmlMsg/MessageBody/QualificationConfirmSearchInfo';
    const text = new TextDecoder(encoding).decode(Buffer.from(asked[0] ?? '', 'latin1'));
    expect(xmlLeaves(text)).toEqual({
      'XmlMsg/MessageHeader/QualificationConfirmationDate': '20260401',
      'XmlMsg/MessageHeader/MedicalInstitutionCode': '1311234567',
      'XmlMsg/MessageHeader/ArbitraryFileIdentifier': 'q1',
      [`${path}/InsurerNumber`]: '  138057',
      [`${path}/InsuredCardSymbol`]: '柊１２',
      [`${path}/InsuredIdentificationNumber`]: '１８７３０',
      [`${path}/Birthdate`]: '19850412',
      [`${path}/LimitApplicationCertificateRelatedConsFlg`]: '1',
    });
    expect(leftOver(options.root)).toEqual([]);
  });

  test('waits for an answer that is still being written', async () => {
    const { options, terminal } = share();
    const whole = answerFile('utf-8');
    terminal((_file, target) => {
      writeFileSync(target, whole.subarray(0, 300));
      setTimeout(() => appendFileSync(target, whole.subarray(300)), options.pollMs / 2);
      return undefined;
    });
    expect(await lookUpInsurance(question, options, never())).toMatchObject({ ok: true });
  });

  test('waits on while the answer says that it is in progress', async () => {
    const { options, terminal } = share();
    terminal((_file, target) => {
      setTimeout(() => writeFileSync(target, answerFile('utf-8')), options.pollMs * 4);
      return changed('<SegmentOfResult>1', '<SegmentOfResult>2');
    });
    expect(await lookUpInsurance(question, options, never())).toMatchObject({ ok: true, value: { validity: 'valid' } });
  });

  test('tells that nobody was found', async () => {
    const { options, terminal } = share();
    const header = answerFile('utf-8').toString('utf8').split('<MessageBody>')[0];
    const body =
      '<MessageBody><ProcessingResultStatus>1</ProcessingResultStatus><QualificationValidity>4</QualificationValidity></MessageBody></XmlMsg>';
    terminal(() => Buffer.from(`${header}${body}`));
    expect(await lookUpInsurance(question, options, never())).toMatchObject({
      ok: true,
      value: { validity: 'none-found', birthdate: '19850412', insurance: null },
    });
  });

  test('takes nobody out of a file that says it found several', async () => {
    const { options, terminal } = share();
    terminal(() => changed('<QualificationValidity>1', '<QualificationValidity>5'));
    const answer = await lookUpInsurance(question, options, never());
    expect(answer).toEqual({
      ok: true,
      value: {
        ...{ validity: 'several-found', name: '', nameKana: '', sex: '3', birthdate: '19850412', address: '' },
        insurance: null,
      },
    });
  });

  test('takes the insurance of a person who has 医療扶助 beside it, whichever comes first', async () => {
    const { options, terminal } = share();
    terminal(() =>
      withSecond((result) =>
        result.replace('<Name>', '<InsuredCardClassification>A1</InsuredCardClassification><Name>'),
      ),
    );
    const { eligibility } = sampleReception();
    expect(await lookUpInsurance(question, options, never())).toEqual({ ok: true, value: eligibility });
  });

  test.each([
    ['has a document type', () => changed('<XmlMsg>', '<!DOCTYPE x [<!ENTITY a "aa">]><XmlMsg>'), 'document type'],
    ['is cut off for good', () => answerFile('utf-8').subarray(0, 400), 'never finished'],
    ['closes what it never opened', () => Buffer.from('<XmlMsg><a></b></XmlMsg>'), 'not XML'],
    ['is nothing but elements', () => Buffer.from(`<XmlMsg>${'<a/>'.repeat(2_000)}</XmlMsg>`), 'more elements'],
    ['is something else', () => Buffer.from('<html></html>'), 'not an eligibility answer'],
    ['belongs to another question', () => changed('>q1<', '>q2<'), 'another question'],
    ['comes from another institution', () => changed('1311234567', '1311234568'), 'another question'],
    [
      'is an error of the other side',
      () => changed('<SegmentOfResult>1', '<ErrorCode>E0012</ErrorCode><SegmentOfResult>9'),
      'E0012',
    ],
    [
      'quotes the patient in its code',
      () => changed('<SegmentOfResult>1', '<ErrorCode>山田</ErrorCode><SegmentOfResult>9'),
      'an error',
    ],
    [
      'is about two people under one validity',
      () => withSecond((result) => result.replace(/<Name>[^<]*/, '<Name>鈴木　ウメ')),
      'about several',
    ],
    ['tells two insurances of one person', () => withSecond((result) => result), 'about several'],
    ['is about somebody born on another day', () => changed('<Birthdate>19850412', '<Birthdate>19850413'), 'born on'],
    ['is larger than any answer', () => Buffer.alloc(2 * 1024 * 1024, 0x20), 'too large'],
  ])('is U-403 where the answer %s', async (_what, content, detail) => {
    const { options, terminal } = share({ timeLimitMs: 600 });
    terminal(content);
    const answer = await lookUpInsurance(question, options, never());
    expect(answer).toMatchObject({ ok: false, problem: { code: 'U-403', detail: expect.stringContaining(detail) } });
    expect(JSON.stringify(answer)).not.toContain('山田');
    expect(leftOver(options.root)).toEqual([]);
  });

  test('is U-402 where nobody answers in time, and takes the question back', async () => {
    const { options } = share({ timeLimitMs: 150 });
    expect(await lookUpInsurance(question, options, never())).toEqual({
      ok: false,
      problem: { code: 'U-402', detail: 'no answer file in time' },
    });
    expect(leftOver(options.root)).toEqual([]);
  });

  test('is U-402 at once where the desk gives up, and takes the question back', async () => {
    const { options } = share({ timeLimitMs: 60_000 });
    const signal = AbortSignal.timeout(100);
    expect(await lookUpInsurance(question, options, signal)).toMatchObject({
      problem: { code: 'U-402', detail: 'given up' },
    });
    expect(leftOver(options.root)).toEqual([]);
  });

  test('is U-410 where the share is not mounted, and makes no folder in its place', async () => {
    const root = join(temporaryFolder(), 'mnt');
    const { options } = share();
    const answer = await lookUpInsurance(question, { ...options, root }, never());
    expect(answer).toMatchObject({ problem: { code: 'U-410', detail: 'ENOENT' } });
    expect(existsSync(root)).toBe(false);
  });
});

/** The share of a clinic, and a way to play the terminal behind it: called once, as soon as the question lies there. */
function share(changes: Partial<RoundTripOptions> = {}) {
  const root = temporaryFolder();
  for (const folder of ['req', 'res']) mkdirSync(join(root, folder));
  const options: RoundTripOptions = {
    root,
    encoding: 'utf-8',
    institutionCode: '1311234567',
    fileIdentifier: 'q1',
    timeLimitMs: 10_000,
    pollMs: 40,
    now: () => Date.parse('2026-04-01T00:30:00Z'),
    ...changes,
  };
  function terminal(reply: (asked: string, target: string) => Buffer | undefined): void {
    const watcher = watch(join(root, 'req'), (_event, name) => {
      if (name !== 'OQSsiquc01req_q1.xml') return;
      watcher.close();
      const target = join(root, 'res', 'OQSsiquc01res_q1.xml');
      const answer = reply(readFileSync(join(root, 'req', name), 'latin1'), target);
      if (answer) writeFileSync(target, answer);
    });
    onTestFinished(() => watcher.close());
  }
  return { options, terminal };
}

/** An answer has the same form as the file for the face folder, so that one is a good one. */
function answerFile(encoding: OqsEncoding): Buffer {
  const reception = sampleReception();
  const text = new TextDecoder(encoding).decode(faceFile(reception, encoding).bytes);
  return encode(text.replace(reception.id, 'q1'), encoding);
}

function changed(from: string, to: string): Buffer {
  return Buffer.from(answerFile('utf-8').toString('utf8').replace(from, to));
}

/** The answer with its result once more, changed, before it. */
function withSecond(change: (result: string) => string): Buffer {
  const text = answerFile('utf-8').toString('utf8');
  return Buffer.from(
    text.replace(
      /<ResultOfQualificationConfirmation>.*<\/ResultOfQualificationConfirmation>/s,
      (result) => `${change(result)}${result}`,
    ),
  );
}

function leftOver(root: string): string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(xml|req)$/.test(name));
}

function never(): AbortSignal {
  return new AbortController().signal;
}
