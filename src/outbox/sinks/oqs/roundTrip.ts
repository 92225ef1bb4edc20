import { randomBytes } from 'node:crypto';
import { linkedAbort } from '../../../kernel/linkedAbort.ts';
import { untilAborted } from '../../../kernel/untilAborted.ts';
import { failed, ok, type Problem, problemWith, type Result } from '../../../problem/result.ts';
import type { EligibilityAnswer } from '../../../reception/answer.ts';
import type { InsuranceLookUp } from '../../../reception/insuranceLookUp.ts';
import { readAnswer } from './answerFile.ts';
import { declaredText } from './declaredEncoding.ts';
import type { OqsEncoding } from './encoding.ts';
import { HeldFolder, Planted } from './heldFolder.ts';
import { answerName, questionFile, questionName } from './questionFile.ts';
import { errorCode } from './systemError.ts';
import { looksFor, type Sight } from './wholeFile.ts';
import { workFolderName } from './workFolder.ts';

export interface RoundTripOptions {
  /** The folder that holds `req` and `res`. */
  readonly root: string;
  /** What questions are written in, and answers that do not say. */
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

/** How long the files may still take to be taken away once time is up, milliseconds. */
const tidyMs = 1_000;

/** What of the answer was seen last: when time is up, it says what nobody had time for. */
interface Progress {
  seen: Problem;
}

/**
 * Asks by numbers instead of a card: one file into `req`, its answer out of `res`. Both are taken away afterwards,
 * also when nobody answered: they hold personal data and nobody else waits for them.
 * Errors: U-402 no answer in time, `signal` aborted; U-403 as `readAnswer`, or too large, never finished, no regular
 * file, not in the encoding it declares; U-404 still working on it when time was up; U-410 the folders are not there,
 * or do not take the question.
 */
export async function lookUpInsurance(
  question: InsuranceLookUp,
  options: RoundTripOptions,
  signal: AbortSignal,
): Promise<Result<EligibilityAnswer>> {
  const limit = linkedAbort([signal], options.timeLimitMs);
  const progress: Progress = { seen: problemWith('U-402', 'no answer file in time') };
  const asking = ask(question, options, progress, limit.signal);
  // Left behind where the share hangs: what it says then is for nobody.
  asking.catch(() => {});
  try {
    return await untilAborted(asking, limit.signal, tidyMs);
  } catch (error) {
    if (limit.signal.aborted) {
      return signal.aborted ? failed('U-402', 'given up') : { ok: false, problem: progress.seen };
    }
    if (error instanceof Planted) return failed('U-403', error.message);
    const code = errorCode(error);
    if (code === undefined) throw error;
    return failed('U-410', code);
  } finally {
    limit.release();
  }
}

async function ask(
  question: InsuranceLookUp,
  options: RoundTripOptions,
  progress: Progress,
  signal: AbortSignal,
): Promise<Result<EligibilityAnswer>> {
  const { root, fileIdentifier } = options;
  const asked = questionName(fileIdentifier);
  const answer = answerName(fileIdentifier);
  const share = await HeldFolder.at(root);
  const held = [share];
  try {
    const answers = await share.folder('res');
    held.push(answers);
    const questions = await share.folder('req');
    held.push(questions);
    try {
      await putQuestion(share, questions, asked, question, options);
      return await awaitAnswer(answers, answer, { ...options, birthdate: question.birthdate }, progress, signal);
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
  const { now = Date.now } = options;
  const work = await share.ownFolder(workFolderName);
  const aside = `${randomBytes(16).toString('hex')}.req`;
  try {
    const bytes = questionFile(question, { ...options, now: now() });
    await work.create(aside, bytes).finally(() => bytes.fill(0));
    await work.move(aside, questions, name);
    await questions.flush();
  } catch (error) {
    // A full disk keeps what was written so far.
    await work.remove(aside).catch(() => {});
    throw error;
  } finally {
    await work.close();
  }
}

async function awaitAnswer(
  answers: HeldFolder,
  name: string,
  options: RoundTripOptions & { readonly birthdate: string },
  progress: Progress,
  signal: AbortSignal,
): Promise<Result<EligibilityAnswer>> {
  for await (const sight of looksFor(answers, name, options.pollMs, signal)) {
    const problem = unfinished(sight);
    if (problem) progress.seen = problem;
    if (sight.kind === 'too-large') return failed('U-403', 'the answer file is too large');
    if (sight.kind !== 'whole') continue;
    const text = declaredText(sight.bytes, options.encoding);
    if (!text.ok) return text;
    const answer = readAnswer(text.value, options);
    if (!answer.ok) return answer;
    if (answer.value !== 'in-progress') return ok(answer.value);
    progress.seen = problemWith('U-404');
  }
  throw new Error('the looks end with the signal only');
}

/** What there is to say of an answer that has got no further. */
function unfinished(sight: Sight): Problem | undefined {
  if (sight.kind === 'locked') return problemWith('U-402', `the answer file is held by its writer (${sight.code})`);
  return sight.kind === 'begun' ? problemWith('U-403', 'the answer file was never finished') : undefined;
}
