import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { minute } from '../../kernel/durations.ts';
import type { FailedSignIns } from '../accounts/failedSignIns.ts';
import { FailureLimit } from '../accounts/failureLimit.ts';
import { acceptInvitation, invitedBy } from '../accounts/invitations.ts';
import type { KnownBrowsers } from '../accounts/knownBrowsers.ts';
import { codeHash } from '../accounts/secrets.ts';
import type { SignIn } from '../accounts/signIn.ts';
import { type StaffMember, wantsSecondFactor } from '../accounts/staffTable.ts';
import type { AccountsContext } from '../context.ts';
import { browserOf, clearSession, csrfFor, setBrowser, setSession, signedIn, tokenOf } from '../http/access.ts';
import { staffName } from '../http/fields.ts';
import { done, type Refusal, refuse, troubled } from '../http/outcome.ts';
import { answer, isForm, sendPage } from '../http/reply.ts';
import { inputOf, wrongInput } from '../http/routes.ts';
import { onRecord } from '../onRecord.ts';
import { invitationPage, type SignInFrame, setUpPage, signInPage } from '../pages/signInPages.ts';
import { accountRefused } from './accountWords.ts';

const password = z.string().min(1).max(128);
const code = z.string().min(1).max(20);

/** A person types a handful a minute; every one costs a hash. */
export const guessing = { rateLimit: { max: 20, timeWindow: minute } } as const;

/** Codes are far too long to be guessed; whoever tries all the same is not served for a while. */
const codeLimit = { most: 10, windowMs: 15 * minute } as const;

export interface SignInParts {
  readonly signIn: SignIn;
  readonly failures: FailedSignIns;
  readonly browsers: KnownBrowsers;
  /** What was printed at start, for whoever makes the first account. */
  readonly setUpCode: string | undefined;
  /** Where the first account is made, where that is not this page. */
  readonly firstAt?: string;
}

/** The way in: sign-in, the first account, invitations; and the way out. */
export function signInRoutes(
  server: FastifyInstance,
  desk: AccountsContext,
  { signIn, failures, browsers, setUpCode, firstAt }: SignInParts,
): void {
  const { accounts, sessions, audit } = desk;
  const codes = new FailureLimit({ ...codeLimit, now: desk.now });
  const isSetUp = () => setUpCode === undefined || !accounts.needSetUp();

  const frame = (request: FastifyRequest, reply: FastifyReply, said: string | null = null): SignInFrame => ({
    clinicName: desk.facility.clinicName,
    csrf: csrfFor(reply, request.session),
    said,
    demo: desk.demo,
  });
  /** A form gets its page back with what went wrong; nothing that was typed comes back with it. */
  const refused = (request: FastifyRequest, reply: FastifyReply, refusal: Refusal, page: typeof signInPage) =>
    isForm(request)
      ? sendPage(reply.code(refusal.status), page(frame(request, reply, refusal.said)))
      : answer(request, reply, refusal);

  /** Begins a session, in place of the one this browser may still have. */
  const enter = (request: FastifyRequest, reply: FastifyReply, staff: StaffMember): FastifyReply => {
    // Whoever has a second factor to show, or to set up, is not in yet.
    const wants = wantsSecondFactor(staff) ? (staff.hasSecondFactor ? 'second-factor' : 'enrolment') : undefined;
    const recorded = wants ? undefined : audit.append({ type: 'desk.signed-in', staff: staff.id });
    if (recorded?.ok === false) return refused(request, reply, troubled(recorded.problem), signInPage);
    sessions.end(tokenOf(request));
    const token = sessions.begin(staff);
    setSession(reply, token);
    setBrowser(reply, browsers.remember(staff.id, browserOf(request)));
    request.session = sessions.find(token, 'act') ?? null;
    const csrf = csrfFor(reply, request.session);
    if (isForm(request)) return reply.redirect(wants ? '/second-factor' : '/', 303);
    const said = wants ? '2段階認証が必要です。' : 'サインインしました。';
    return answer(request, reply, done(said, { staff: shownStaff(staff), csrf, ...(wants ? { wants } : {}) }));
  };

  server.get('/sign-in', async (request, reply) => {
    if (request.session) return reply.redirect('/', 303);
    if (!isSetUp() && firstAt !== undefined) return reply.redirect(firstAt, 303);
    return sendPage(reply, (isSetUp() ? signInPage : setUpPage)(frame(request, reply)));
  });
  server.get('/invitation', async (request, reply) => sendPage(reply, invitationPage(frame(request, reply))));
  server.get('/api/csrf', async (request, reply) => ({ csrf: csrfFor(reply, request.session) }));

  server.post('/api/sign-in', { config: guessing }, async (request, reply) => {
    const input = inputOf(request, z.strictObject({ name: staffName, password }));
    if (!input.success) return refused(request, reply, wrongInput(input.error), signInPage);
    const outcome = await signIn.attempt(input.data.name, input.data.password, {
      address: request.ip,
      browser: browserOf(request),
    });
    if (outcome.kind === 'signed-in') return enter(request, reply, outcome.staff);
    if (outcome.kind === 'busy') reply.header('retry-after', '3');
    const refusal =
      outcome.kind === 'busy'
        ? accountRefused('busy')
        : outcome.kind === 'too-many'
          ? refuse(429, 'too-many-tries', `まちがいが続いたため、${minutes(outcome.waitMs)}分ほど待ってください。`)
          : refuse(401, 'wrong-name-or-password', '名前またはパスワードが違います。');
    return refused(request, reply, refusal, signInPage);
  });

  server.post('/api/set-up', { config: guessing }, async (request, reply) => {
    if (isSetUp()) return refused(request, reply, setUpAlready, signInPage);
    const input = inputOf(request, z.strictObject({ code, name: staffName, password }));
    if (!input.success) return refused(request, reply, wrongInput(input.error), setUpPage);
    if (codes.waitMs(request.ip) > 0) return refused(request, reply, tooManyCodes, setUpPage);
    codes.tried(request.ip);
    if (!codeHash(input.data.code).equals(codeHash(setUpCode ?? ''))) {
      failures.add({ why: 'wrong-code' });
      return refused(request, reply, accountRefused('wrong-code'), setUpPage);
    }
    const first = await accounts.preparePassword(input.data.name, input.data.password);
    if (!first.done) return refused(request, reply, accountRefused(first.why), setUpPage);
    if (isSetUp()) return refused(request, reply, setUpAlready, signInPage);
    const made = onRecord(
      desk,
      () => accounts.createFirst(input.data.name, first.value),
      ({ id }) => [{ type: 'staff.account.created', staff: id, account: id, role: 'administrator' }],
    );
    if (!made.ok) return refused(request, reply, troubled(made.problem), setUpPage);
    if (!made.value.done) return refused(request, reply, accountRefused(made.value.why), setUpPage);
    codes.succeeded(request.ip);
    return enter(request, reply, made.value.value);
  });

  server.post('/api/invitation', { config: guessing }, async (request, reply) => {
    const input = inputOf(request, z.strictObject({ code, password }));
    if (!input.success) return refused(request, reply, wrongInput(input.error), invitationPage);
    if (codes.waitMs(request.ip) > 0) return refused(request, reply, tooManyCodes, invitationPage);
    codes.tried(request.ip);
    const wrongCode = () => {
      failures.add({ why: 'wrong-code' });
      return refused(request, reply, accountRefused('wrong-code'), invitationPage);
    };
    const invited = invitedBy(desk.store, accounts, input.data.code);
    if (!invited) return wrongCode();
    const prepared = await accounts.preparePassword(invited.name, input.data.password);
    if (!prepared.done) return refused(request, reply, accountRefused(prepared.why), invitationPage);
    const set = onRecord(
      desk,
      () => acceptInvitation(desk.store, accounts, { code: input.data.code, password: prepared.value }),
      ({ id }) => [{ type: 'staff.account.changed', staff: id, account: id, what: 'password' }],
    );
    if (!set.ok) return refused(request, reply, troubled(set.problem), invitationPage);
    if (!set.value.done) return wrongCode();
    codes.succeeded(request.ip);
    const { value: member } = set.value;
    sessions.endAllOf(member.id);
    if (member.disabled) return refused(request, reply, isDisabled, signInPage);
    return enter(request, reply, member);
  });

  server.post('/api/sign-out', async (request, reply) => {
    const { staff } = signedIn(request);
    sessions.end(tokenOf(request));
    audit.append({ type: 'desk.signed-out', staff: staff.id, why: 'asked' });
    clearSession(reply);
    return isForm(request) ? reply.redirect('/sign-in', 303) : answer(request, reply, done('サインアウトしました。'));
  });
}

/** What others may know of an account. */
export function shownStaff({
  id,
  name,
  role,
  disabled,
  hasPasscode,
  hasPassword,
  hasSecondFactor,
  expiresAt,
}: StaffMember) {
  return { id, name, role, disabled, hasPassword, hasPasscode, hasSecondFactor, expiresAt };
}

const setUpAlready = refuse(409, 'set-up-already', '最初の管理者は登録済みです。');
const isDisabled = refuse(403, 'disabled', 'このアカウントは停止中です。');
const tooManyCodes = refuse(429, 'too-many-tries', 'まちがいが続いたため、しばらく待ってください。');

function minutes(ms: number): number {
  return Math.ceil(ms / minute);
}
