import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { textIn } from '../../setup/draft.ts';
import { troubled } from '../http/outcome.ts';
import { answer, sendPage } from '../http/reply.ts';
import { inputOf } from '../http/routes.ts';
import { finishPage, startingPage } from '../pages/setUp/firstRunPages.ts';
import type { FirstRunContext } from './context.ts';
import { type Conversation, wordsFor } from './conversation.ts';

/** The end: what is still open, and the start of the kiosk with what was written. */
export function finishRoutes(
  server: FastifyInstance,
  context: FirstRunContext,
  talk: Conversation,
  isAtKiosk: boolean,
): void {
  const { setUp, audit } = context;

  server.get('/set-up/finish', async (request, reply) => {
    const open = setUp.open(await setUp.ports.seen());
    const isProduction = textIn(setUp.draft, 'kiosk.mode') === 'production';
    return sendPage(reply, finishPage(talk.frame(request, reply), { open, discords: setUp.discords(), isProduction }));
  });

  server.post('/api/set-up/finish', async (request, reply) => {
    const { session } = request;
    if (!session) return reply.redirect('/set-up/finish', 303);
    const recorded = audit.append({ type: 'set-up.finished', staff: session.staff.id });
    if (!recorded.ok) return answer(request, reply, troubled(recorded.problem));
    const practise = inputOf(request, z.object({ practice: z.enum(['yes', 'no']).default('yes') })).data?.practice;
    const finished = await context.finish(practise !== 'no');
    if (finished.ok)
      return sendPage(reply, startingPage(talk.frame(request, reply), isAtKiosk ? context.screenAfterwards : '/'));
    talk.leave(request, wordsFor(finished.problem), false);
    return reply.redirect('/set-up/finish', 303);
  });
}
