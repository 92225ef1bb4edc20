import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { mostOfImport } from '../../setup/handOn.ts';
import { refuse, troubled } from '../http/outcome.ts';
import { answer } from '../http/reply.ts';
import { inputOf } from '../http/routes.ts';
import type { FirstRunContext } from './context.ts';
import { type Conversation, staffOf, wordsFor } from './conversation.ts';

/** The file that goes from one kiosk to the next: taken over, and given. */
export function fileRoutes(server: FastifyInstance, context: FirstRunContext, talk: Conversation): void {
  const { setUp, audit } = context;

  server.post('/api/set-up/import', { bodyLimit: 2 * mostOfImport }, async (request, reply) => {
    const input = inputOf(request, z.strictObject({ file: z.string().max(mostOfImport) }));
    if (!input.success) return answer(request, reply, refuse(400, 'wrong-input', 'ファイルの内容を入れてください。'));
    const made = setUp.takeOver(Buffer.from(input.data.file));
    if (!made.ok) {
      talk.leave(request, `${wordsFor(made.problem)}（${made.problem.detail ?? ''}）`, false);
      return reply.redirect('/set-up', 303);
    }
    const { steps, left } = made.value;
    const recorded = audit.append({ type: 'set-up.imported', left: left.length, ...staffOf(request) });
    if (!recorded.ok) return answer(request, reply, troubled(recorded.problem));
    const others = left.length === 0 ? '' : ` 取り込まなかった項目: ${left.join('、')}`;
    talk.leave(request, `${steps.length}項目を取り込みました。「要確認」の項目を確かめてください。${others}`, true);
    return reply.redirect('/set-up', 303);
  });

  server.get('/api/set-up/file', async (request, reply) => {
    const { session } = request;
    if (!session) return reply.redirect('/set-up', 303);
    const event = { type: 'desk.exported', staff: session.staff.id, what: 'configuration', rows: 1 } as const;
    const recorded = audit.append(event);
    if (!recorded.ok) return answer(request, reply, troubled(recorded.problem));
    return reply
      .type('application/json; charset=utf-8')
      .header('content-disposition', 'attachment; filename="kiosk.config.json"')
      .send(setUp.exported());
  });
}
