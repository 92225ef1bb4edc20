import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { hour } from '../../../kernel/durations.ts';
import { linkedAbort } from '../../../kernel/linkedAbort.ts';
import { tokyoDay } from '../../../kernel/tokyoTime.ts';
import { untilAborted } from '../../../kernel/untilAborted.ts';
import { failed, type Result } from '../../../problem/result.ts';
import type { EligibilityAnswer } from '../../../reception/answer.ts';
import type { InsuranceLookUp } from '../../../reception/insuranceLookUp.ts';
import { readAnswer } from './answerFile.ts';
import { decode, encode, type OqsEncoding, writable } from './encoding.ts';
import { xmlFile } from './faceFile.ts';
import { HeldFolder, Planted } from './heldFolder.ts';
import { insurerNumberInFile } from './insurerNumber.ts';
import { errorCode } from './systemError.ts';
import { workFolderName } from './workFolder.ts';

export interface RoundTripOptions {
  /** The folder that holds `req` and `res`. */
  readonly root: string;
  readonly encoding: OqsEncoding;
  readonly institutionCode: string;
  /** Names question and answer: letters, digits, hyphens; never used before. */
  readonly fileIdentifier: string;
  /** How long to wait for the answer, milliseconds. */
  readonly timeLimitMs: number;
  /** Between two looks into `res`, milliseconds. */
  readonly pollMs: number;
  /** Milliseconds since the epoch; the system's clock when absent. */
  readonly now?: () => number;
}

/** An answer of one person is a few kilobytes; nothing larger is read, for it is parsed while the screen waits. */
const capBytes = 64 * 1024;

/** A question lies in the work folder for a moment; what is older than this, milliseconds, a power cut left there. */
const questionMs = hour;

/** How long the files may still take to be taken away once time is up, milliseconds. */
const tidyMs = 1_000;

/**
 * Asks by numbers instead of a card: one file into `req`, its answer out of `res`. Both are taken away afterwards,
 * also when nobody answered: they hold personal data and nobody else waits for them.
 * Errors: U-402 the folders are not there, no answer in time, `signal` aborted; U-403 as `readAnswer`, or too large, or
 * no regular file.
 */
export async function lookUpInsurance(
  question: InsuranceLookUp,
  options: RoundTripOptions,
  signal: AbortSignal,
): Promise<Result<EligibilityAnswer>> {
  const limit = linkedAbort([signal], options.timeLimitMs);
  const asking = ask(question, options, limit.signal);
  // Left behind where the share hangs: what it says then is for nobody.
  asking.catch(() => {});
  try {
    return await untilAborted(asking, limit.signal, tidyMs);
  } catch (error) {
    if (limit.signal.aborted) return failed('U-402', signal.aborted ? 'given up' : 'no answer file in time');
    if (error instanceof Planted) return failed('U-403', error.message);
    const code = errorCode(error);
    if (code === undefined) throw error;
    return failed('U-402', code);
  } finally {
    limit.release();
  }
}

async function ask(
  question: InsuranceLookUp,
  options: RoundTripOptions,
  signal: AbortSignal,
): Promise<Result<EligibilityAnswer>> {
  const { root, fileIdentifier } = options;
  const asked = `OQSsiquc01req_${fileIdentifier}.xml`;
  const answer = `OQSsiquc01res_${fileIdentifier}.xml`;
  const share = await HeldFolder.at(root);
  const held = [share];
  try {
    const answers = await share.folder('res');
    held.push(answers);
    const questions = await share.folder('req');
    held.push(questions);
    try {
      await putQuestion(share, questions, asked, question, options);
      return await awaitAnswer(answers, answer, { ...options, birthdate: question.birthdate }, signal);
    } finally {
      // Nothing more can be done about a share that has gone away.
      await Promise.allSettled([questions.remove(asked), answers.remove(answer)]);
    }
  } finally {
    for (const folder of held) await folder.close();
  }
}

async function putQuestion(
  share: HeldFolder,
  questions: HeldFolder,
  name: string,
  question: InsuranceLookUp,
  options: RoundTripOptions,
): Promise<void> {
  const { encoding, now = Date.now } = options;
  const work = await share.ownFolder(workFolderName);
  try {
    const left = (await work.names()).filter((each) => each.endsWith('.req'));
    for (const each of left) if (now() - ((await work.writtenAt(each)) ?? now()) > questionMs) await work.remove(each);
    const aside = `${randomBytes(16).toString('hex')}.req`;
    const bytes = encode(writable(questionXml(question, options), encoding).text, encoding);
    await work.create(aside, bytes);
    bytes.fill(0);
    await work.move(aside, questions, name);
    await questions.flush();
  } finally {
    await work.close();
  }
}

function questionXml(question: InsuranceLookUp, options: RoundTripOptions): string {
  const { institutionCode, fileIdentifier, encoding, now = Date.now } = options;
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
      QualificationConfirmationDate: tokyoDay(now()),
      MedicalInstitutionCode: institutionCode,
      ArbitraryFileIdentifier: fileIdentifier,
    },
    MessageBody: {
      QualificationConfirmSearchInfo: Object.fromEntries(Object.entries(search).filter(([, value]) => value !== '')),
    },
  };
  return xmlFile(message, encoding);
}

async function awaitAnswer(
  answers: HeldFolder,
  name: string,
  options: RoundTripOptions & { readonly birthdate: string },
  signal: AbortSignal,
): Promise<Result<EligibilityAnswer>> {
  let before: Buffer | undefined;
  for (;;) {
    const seen = await answers.read(name, capBytes);
    if (seen === 'too-large') return failed('U-403', 'the answer file is too large');
    // Not every writer moves a finished file in: one that is still growing differs from look to look.
    // Some writers make the name first, and what goes in later.
    if (seen && seen.length > 0 && before?.equals(seen)) {
      const answer = readAnswer(decode(seen, encodingOf(seen, options.encoding)), options);
      if (!answer.ok) return answer;
      if (answer.value !== 'in-progress') return { ok: true, value: answer.value };
    }
    before = seen;
    await sleep(options.pollMs, undefined, { signal });
  }
}

/** What the file itself declares, in its first line of plain ASCII; the site's setting where it declares nothing. */
function encodingOf(bytes: Buffer, site: OqsEncoding): OqsEncoding {
  const declared = /encoding\s*=\s*["']([A-Za-z0-9_-]+)["']/.exec(bytes.subarray(0, 128).toString('latin1'))?.[1];
  if (declared === undefined) return site;
  return /^utf-?8$/i.test(declared) ? 'utf-8' : 'shift_jis';
}
