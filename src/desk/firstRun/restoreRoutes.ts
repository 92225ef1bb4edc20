import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { pieceBytes } from '../../storage/arrivingFile.ts';
import { tick } from '../http/forms.ts';
import { done, refuse, troubled } from '../http/outcome.ts';
import { answer, sendPage } from '../http/reply.ts';
import { inputOf, wrongInput } from '../http/routes.ts';
import { startingPage } from '../pages/setUp/firstRunPages.ts';
import { restorePage } from '../pages/setUp/restorePage.ts';
import type { FirstRunContext } from './context.ts';
import { type Conversation, staffOf, wordsFor } from './conversation.ts';

const pieceAt = z.strictObject({ at: z.coerce.number().int().min(0), of: z.coerce.number().int().min(1) });
const keyBody = z.strictObject({ key: z.string().min(1).max(8_000) });
const begin = z.strictObject({ oldOneIsGone: tick, samePlace: tick });

/**
 * 前の受付機のバックアップから始める: the sealed file comes piece by piece, the key in a request of its own that stays
 * in memory; what it is is shown before anything is done, and the set-up ends with it.
 */
export async function restoreRoutes(
  server: FastifyInstance,
  context: FirstRunContext,
  talk: Conversation,
  isAtKiosk: boolean,
): Promise<void> {
  const { bringing, audit } = context;

  server.get('/set-up/restore', async (request, reply) =>
    sendPage(reply, restorePage(talk.frame(request, reply), bringing.seen(), pieceBytes)),
  );

  server.post('/api/set-up/restore/verify', async (request, reply) => {
    const input = inputOf(request, keyBody);
    if (!input.success) return answer(request, reply, wrongInput(input.error));
    const verified = await bringing.verify(input.data.key);
    return answer(request, reply, verified.ok ? done('') : troubled(verified.problem));
  });

  server.post('/api/set-up/restore/forget', async (_request, reply) => {
    bringing.forget();
    return reply.redirect('/set-up/restore', 303);
  });

  server.post('/api/set-up/restore/begin', async (request, reply) => {
    const input = inputOf(request, begin);
    const seen = bringing.seen();
    if (!input.success || !seen) return reply.redirect('/set-up/restore', 303);
    const { oldOneIsGone, samePlace } = input.data;
    if (!seen.isRetired && !oldOneIsGone) {
      talk.leave(request, wordsFor({ code: 'U-711' }), false);
      return reply.redirect('/set-up/restore', 303);
    }
    const recorded = audit.append({ type: 'set-up.restored', backup: seen.id, ...staffOf(request) });
    if (!recorded.ok) return answer(request, reply, troubled(recorded.problem));
    bringing.restore({ isOldOneGone: oldOneIsGone, isSamePlace: samePlace && seen.holdsMachine });
    return sendPage(reply, startingPage(talk.frame(request, reply), isAtKiosk ? context.screenAfterwards : '/'));
  });

  // Bytes are taken here and nowhere else.
  await server.register(async (scope) => {
    const asBytes = { parseAs: 'buffer', bodyLimit: pieceBytes } as const;
    scope.addContentTypeParser('application/octet-stream', asBytes, (_request, body, taken) => taken(null, body));
    scope.post('/api/set-up/restore/piece', { bodyLimit: pieceBytes }, async (request, reply) => {
      const place = pieceAt.safeParse(request.query);
      if (!place.success) return answer(request, reply, wrongInput(place.error));
      if (!(request.body instanceof Uint8Array)) return answer(request, reply, noBytes);
      const kept = await bringing.keep({ ...place.data, bytes: request.body });
      return answer(request, reply, kept.ok ? done('', { there: kept.value }) : troubled(kept.problem));
    });
  });
}

const noBytes = refuse(415, 'wrong-input', 'バックアップのファイルの中身がありません。');
