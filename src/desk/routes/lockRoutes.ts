import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Session } from '../accounts/sessions.ts';
import type { SignIn } from '../accounts/signIn.ts';
import { provesOwner, type UnlockOutcome } from '../accounts/unlock.ts';
import type { DeskContext } from '../context.ts';
import { csrfFor, signedIn, tokenOf } from '../http/access.ts';
import { done, type Outcome, type Refusal, refuse, troubled } from '../http/outcome.ts';
import { answer, isForm, sendPage } from '../http/reply.ts';
import { action, inputOf, json, wrongInput } from '../http/routes.ts';
import { lockPage } from '../pages/lockPage.ts';
import { accountRefused } from './accountWords.ts';
import { guessing } from './signInRoutes.ts';

/** A page of this desk, and never of another host. */
const ownPath = z
  .string()
  .max(200)
  .regex(/^\/(?![/\\])[\w./?=&%-]*$/);
const unlockSchema = z.strictObject({ secret: z.string().min(1).max(128), to: ownPath.default('/') });

/**
 * Walking away: the lock shows nobody and takes no change, and is opened by whoever is signed in. Whoever is not signs
 * out first.
 */
export function lockRoutes(server: FastifyInstance, desk: DeskContext, signIn: SignIn): void {
  const { accounts, sessions, audit, facility } = desk;
  const parts = { accounts, sessions, signIn };

  const lockedPage = (request: FastifyRequest, reply: FastifyReply, to: string, said: string | null): FastifyReply => {
    const by = signedIn(request);
    return sendPage(
      reply,
      lockPage({ clinicName: facility.clinicName, staff: by.staff, csrf: csrfFor(reply, by), to, said }),
    );
  };

  // Answered as long as the session is not locked: that somebody is there is all it says.
  json(server, 'GET /api/me/here', () => ({}));
  action(server, 'POST /api/me/lock', { page: '/', body: z.strictObject({}) }, (_input, by, request) => {
    const recorded =
      by.standing === 'locked' || audit.append({ type: 'desk.locked', staff: by.staff.id, why: 'asked' });
    // Locked all the same: names left on a screen are worse than a line that is missing.
    sessions.lock(tokenOf(request));
    return recorded === true || recorded.ok ? done('ロックしました。', {}, '/lock') : troubled(recorded.problem);
  });
  server.get('/lock', async (request, reply) => {
    const to = z.object({ to: ownPath }).safeParse(request.query).data?.to ?? '/';
    return signedIn(request).standing === 'open' ? reply.redirect(to, 303) : lockedPage(request, reply, to, null);
  });
  server.post('/api/me/unlock', { config: guessing }, async (request, reply) => {
    const input = inputOf(request, unlockSchema);
    const by = signedIn(request);
    const outcome = input.success ? await unlocked(by, tokenOf(request), input.data) : wrongInput(input.error);
    if (outcome.kind === 'refused' && isForm(request)) {
      return lockedPage(request, reply.code(outcome.status), input.data?.to ?? '/', outcome.said);
    }
    if (outcome.kind === 'done' && isForm(request)) return reply.redirect(outcome.to ?? '/', 303);
    return answer(request, reply, outcome);
  });

  const unlocked = async (
    by: Session,
    token: string,
    { secret, to }: z.output<typeof unlockSchema>,
  ): Promise<Outcome> => {
    const outcome = await provesOwner(parts, by, token, secret);
    if (outcome.kind !== 'proved') return refusedFor(by, outcome);
    const recorded = audit.append({ type: 'desk.unlocked', staff: by.staff.id, by: outcome.by });
    if (!recorded.ok) return troubled(recorded.problem);
    return sessions.unlock(token) ? done('ロックを解除しました。', {}, to) : isOver;
  };
  const refusedFor = (by: Session, outcome: Exclude<UnlockOutcome, { kind: 'proved' }>): Refusal => {
    if (outcome.kind !== 'wrong-passcode') return refusals[outcome.kind]();
    const { left } = outcome;
    // Refused either way: a trail that cannot take it changes nothing about that.
    audit.append({ type: 'desk.unlock-failed', staff: by.staff.id, last: left === 0 });
    return left === 0 ? passwordWanted : refuse(422, 'wrong-passcode', `番号が違います。あと${left}回試せます。`);
  };
}

const passwordWanted = refuse(
  429,
  'password-wanted',
  '番号のまちがいが続いたため、番号では解除できません。パスワードを入力してください。',
);
const isOver = refuse(401, 'not-signed-in', 'サインインしてください。');
const refusals = {
  'password-wanted': () => passwordWanted,
  'wrong-password': () => refuse(422, 'wrong-password', 'パスワードが違います。'),
  'too-many': () => refuse(429, 'too-many-tries', 'まちがいが続いたため、しばらく待ってください。'),
  busy: () => accountRefused('busy'),
} as const;
