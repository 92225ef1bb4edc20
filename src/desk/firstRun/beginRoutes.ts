import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { minute } from '../../kernel/durations.ts';
import type { FailedSignIns } from '../accounts/failedSignIns.ts';
import { FailureLimit } from '../accounts/failureLimit.ts';
import { cookieOf, giveCookie } from '../http/access.ts';
import { sendPage } from '../http/reply.ts';
import { inputOf } from '../http/routes.ts';
import { beginPage, overviewPage } from '../pages/setUp/firstRunPages.ts';
import { guessing } from '../routes/signInRoutes.ts';
import type { FirstRunContext } from './context.ts';
import { type Conversation, wordsFor } from './conversation.ts';

/** Codes are far too long to be guessed; whoever tries all the same is not served for a while. */
const codeLimit = { most: 10, windowMs: 15 * minute } as const;

/** The code that lets one browser in, and the list of what is asked, where everybody comes back to. */
export function beginRoutes(
  server: FastifyInstance,
  context: FirstRunContext,
  talk: Conversation,
  { failures, isAtKiosk }: { readonly failures: FailedSignIns; readonly isAtKiosk: boolean },
): void {
  const { setUp, grant, accounts, audit } = context;
  const codes = new FailureLimit({ ...codeLimit, now: context.now });
  const isIn = (request: FastifyRequest): boolean =>
    accounts.needSetUp()
      ? grant.isHeldBy(cookieOf(request, 'set-up'))
      : request.session?.staff.role === 'administrator';

  server.get('/', async (_request, reply) => reply.redirect('/set-up', 303));

  server.get('/set-up', async (request, reply) => {
    if (!isIn(request)) {
      if (!accounts.needSetUp()) return reply.redirect('/sign-in', 303);
      const code = isAtKiosk ? context.code() : undefined;
      return sendPage(reply, beginPage(talk.frame(request, reply), { code, addresses: context.addresses() }));
    }
    if (request.session && request.session.standing !== 'open') return reply.redirect('/second-factor', 303);
    const seen = await setUp.ports.seen();
    const steps = setUp.steps(seen);
    const isFresh = steps.every(({ standing }) => standing === 'open');
    const said = context.trouble === undefined ? null : { text: context.trouble, good: false };
    return sendPage(reply, overviewPage(talk.frame(request, reply, said), steps, setUp.next(seen), isFresh));
  });

  server.post('/api/set-up/begin', { config: guessing }, async (request, reply) => {
    const again = (status: number, text: string) =>
      sendPage(
        reply.code(status),
        beginPage(talk.frame(request, reply, { text, good: false }), { code: undefined, addresses: [] }),
      );
    if (!accounts.needSetUp()) return reply.redirect('/sign-in', 303);
    const input = inputOf(request, z.strictObject({ code: z.string().min(1).max(20) }));
    if (!input.success) return again(400, '設定コードを入力してください。');
    if (codes.waitMs(request.ip) > 0) return again(429, 'まちがいが続いたため、しばらく待ってください。');
    codes.tried(request.ip);
    if (!grant.isCode(input.data.code)) {
      failures.add({ why: 'wrong-code' });
      return again(422, '設定コードが違います。');
    }
    codes.succeeded(request.ip);
    const recorded = audit.append({ type: 'set-up.begun' });
    if (!recorded.ok) return again(503, wordsFor(recorded.problem));
    giveCookie(reply, 'set-up', grant.give());
    return reply.redirect('/set-up', 303);
  });
}
