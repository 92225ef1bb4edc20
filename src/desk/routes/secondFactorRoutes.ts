import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { FailedSignIns } from '../accounts/failedSignIns.ts';
import type { FactorOutcome } from '../accounts/secondFactor/secondFactors.ts';
import { enrolmentUri, typedSecret } from '../accounts/secondFactor/totp.ts';
import type { Session } from '../accounts/sessions.ts';
import type { SignIn } from '../accounts/signIn.ts';
import { wantsSecondFactor } from '../accounts/staffTable.ts';
import type { AccountsContext } from '../context.ts';
import { csrfFor, signedIn, tokenOf } from '../http/access.ts';
import { done, type Refusal, refuse, troubled } from '../http/outcome.ts';
import { answer, isForm, sendPage } from '../http/reply.ts';
import { inputOf, wrongInput } from '../http/routes.ts';
import { onRecord } from '../onRecord.ts';
import {
  beginPage,
  type FactorFrame,
  type OfferedSecret,
  offerPage,
  provePage,
  recoveryCodesPage,
} from '../pages/secondFactorPages.ts';
import { accountRefused } from './accountWords.ts';
import { guessing, shownStaff } from './signInRoutes.ts';

const codeSchema = z.strictObject({ code: z.string().min(1).max(20) });
const beginSchema = z.strictObject({ current: z.string().min(1).max(128).optional() });

/**
 * The second factor: shown at sign-in, set up before anything else by whoever must have one and has none, and set up
 * anew, for a new phone, by whoever says their password once more.
 */
export function secondFactorRoutes(
  server: FastifyInstance,
  desk: AccountsContext,
  { signIn, failures }: { readonly signIn: SignIn; readonly failures: FailedSignIns },
): void {
  const { sessions, secondFactors, facility } = desk;

  const frame = (reply: FastifyReply, by: Session, said: string | null = null): FactorFrame => ({
    clinicName: facility.clinicName,
    csrf: csrfFor(reply, by),
    name: by.staff.name,
    said,
  });
  const offered = (by: Session): OfferedSecret | undefined => {
    const secret = secondFactors.offered(by.staff);
    if (!secret) return undefined;
    const label = `${by.staff.name}@${facility.kiosk}`;
    return { uri: enrolmentUri(secret, { issuer: facility.clinicName, label }), typed: typedSecret(secret) };
  };
  /** The page for where this session stands. */
  const shown = (reply: FastifyReply, by: Session, said: string | null = null): FastifyReply => {
    if (by.standing === 'proving') return sendPage(reply, provePage(frame(reply, by, said)));
    const offer = offered(by);
    return sendPage(reply, offer ? offerPage(frame(reply, by, said), offer) : beginPage(frame(reply, by, said)));
  };
  const refused = (request: FastifyRequest, reply: FastifyReply, refusal: Refusal): FastifyReply =>
    isForm(request)
      ? shown(reply.code(refusal.status), signedIn(request), refusal.said)
      : answer(request, reply, refusal);

  server.get('/second-factor', async (request, reply) => {
    const by = signedIn(request);
    if (by.standing === 'open' && !offered(by)) return reply.redirect('/me', 303);
    return shown(reply, by);
  });

  server.post('/api/me/second-factor/begin', { config: { ...guessing, page: '/me' } }, async (request, reply) => {
    const by = signedIn(request);
    const input = inputOf(request, beginSchema);
    if (!input.success) return answer(request, reply, wrongInput(input.error));
    if (!wantsSecondFactor(by.staff)) return answer(request, reply, notWanted);
    if (by.standing === 'open') {
      const again = await signIn.again(by.staff, input.data.current ?? '', by.key);
      if (again.kind === 'busy') return answer(request, reply, accountRefused('busy'));
      if (again.kind === 'too-many') return answer(request, reply, tooMany);
      if (again.kind !== 'signed-in') return answer(request, reply, wrongPassword);
    }
    const made = onRecord(
      desk,
      () => ({ done: true, value: secondFactors.offer(by.staff) }),
      ({ ok }) => (ok ? [{ type: 'staff.second-factor.begun', staff: by.staff.id }] : []),
    );
    if (!made.ok) return answer(request, reply, troubled(made.problem));
    if (made.value.done && !made.value.value.ok) return answer(request, reply, troubled(made.value.value.problem));
    return isForm(request) ? reply.redirect('/second-factor', 303) : reply.send({ ...offered(by) });
  });

  server.post('/api/me/second-factor/accept', { config: guessing }, async (request, reply) => {
    const by = signedIn(request);
    const input = inputOf(request, codeSchema);
    if (!input.success) return refused(request, reply, wrongInput(input.error));
    if (!secondFactors.offered(by.staff)) return refused(request, reply, notBegun);
    const accepted = onRecord(
      desk,
      () => {
        const codes = secondFactors.accept(by.staff, input.data.code);
        return codes ? { done: true, value: codes } : { done: false, why: 'wrong-code' };
      },
      () => [
        { type: 'staff.account.changed', staff: by.staff.id, account: by.staff.id, what: 'second-factor' },
        ...(by.standing === 'enrolling' ? [{ type: 'desk.signed-in', staff: by.staff.id } as const] : []),
      ],
    );
    if (!accepted.ok) return refused(request, reply, troubled(accepted.problem));
    if (!accepted.value.done) return refused(request, reply, notThisCode);
    // Whoever was in with the password alone, or with the phone of before, is out.
    sessions.endAllOf(by.staff.id, tokenOf(request));
    sessions.prove(tokenOf(request));
    const recoveryCodes = accepted.value.value;
    return isForm(request)
      ? sendPage(reply, recoveryCodesPage(frame(reply, by), recoveryCodes))
      : answer(request, reply, done('2段階認証を登録しました。', { recoveryCodes }));
  });

  server.post('/api/me/second-factor/prove', { config: guessing }, async (request, reply) => {
    const by = signedIn(request);
    if (by.standing !== 'proving') return answer(request, reply, notWanted);
    const input = inputOf(request, codeSchema);
    if (!input.success) return refused(request, reply, wrongInput(input.error));
    const { id } = by.staff;
    // In one transaction: a code that could not be put on record is not used up.
    const checked = onRecord(
      desk,
      () => ({ done: true, value: secondFactors.check(by.staff, input.data.code) }),
      (outcome) => [
        ...(outcome.kind === 'proven' ? [{ type: 'desk.signed-in', staff: id } as const] : []),
        ...('left' in outcome ? [{ type: 'staff.recovery-code.used', staff: id, left: outcome.left } as const] : []),
      ],
    );
    if (!checked.ok) return refused(request, reply, troubled(checked.problem));
    const outcome = checked.value.done ? checked.value.value : ({ kind: 'locked' } as const);
    if (outcome.kind !== 'proven') {
      failures.add({ why: failureOf(outcome), staff: id });
      return refused(request, reply, refusalOf(outcome));
    }
    sessions.prove(tokenOf(request));
    return isForm(request)
      ? reply.redirect('/', 303)
      : answer(request, reply, done('サインインしました。', { staff: shownStaff(by.staff) }));
  });
}

/** Under which name a code that was not taken goes on record. */
export function failureOf(outcome: Exclude<FactorOutcome, { kind: 'proven' }>) {
  if (outcome.kind === 'locked') return 'locked';
  return outcome.why === 'used' ? 'used-second-factor' : 'wrong-second-factor';
}

function refusalOf(outcome: Exclude<FactorOutcome, { kind: 'proven' }>): Refusal {
  if (outcome.kind === 'locked') return tooMany;
  return outcome.why === 'used' ? usedBefore : notThisCode;
}

const notThisCode = refuse(
  422,
  'wrong-second-factor',
  '番号が違います。アプリの番号は30秒ごとに変わります。電話と受付機の時刻が合っているか確認してください。',
);
const usedBefore = refuse(422, 'used-second-factor', 'この番号は使用済みです。次の番号が出るまで待ってください。');
const tooMany = refuse(429, 'too-many-tries', 'まちがいが続いたため、15分ほど待ってください。');
const wrongPassword = refuse(422, 'wrong-password', 'いまのパスワードが違います。');
const notBegun = refuse(409, 'not-begun', '登録を始めてください。');
const notWanted = refuse(409, 'not-wanted', 'このアカウントに2段階認証の操作は必要ありません。');
