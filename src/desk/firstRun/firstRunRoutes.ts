import type { FastifyInstance } from 'fastify';
import type { FailedSignIns } from '../accounts/failedSignIns.ts';
import { beginRoutes } from './beginRoutes.ts';
import type { FirstRunContext } from './context.ts';
import { Conversation } from './conversation.ts';
import { fileRoutes } from './fileRoutes.ts';
import { finishRoutes } from './finishRoutes.ts';
import { restoreRoutes } from './restoreRoutes.ts';
import { stepRoutes } from './stepRoutes.ts';

/**
 * The pages of the first set-up, in the order in which somebody meets them: the code, the list, a question at a time,
 * the end. Every form goes back to its page with what was wrong.
 * @param isAtKiosk whether these are the pages on the kiosk's own screen: only there the code is shown
 */
export async function firstRunRouting(
  server: FastifyInstance,
  context: FirstRunContext,
  { failures, isAtKiosk }: { readonly failures: FailedSignIns; readonly isAtKiosk: boolean },
): Promise<void> {
  const talk = new Conversation(server, context);
  beginRoutes(server, context, talk, { failures, isAtKiosk });
  stepRoutes(server, context, talk);
  fileRoutes(server, context, talk);
  finishRoutes(server, context, talk, isAtKiosk);
  await restoreRoutes(server, context, talk, isAtKiosk);
  if (!isAtKiosk) return;
  // Nothing is changed by it, and nothing told: that the page asks is all.
  server.get('/api/set-up/painted', async (_request, reply) => {
    context.painted();
    return reply.code(204).header('cache-control', 'no-store').send();
  });
}
