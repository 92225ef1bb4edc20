import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { DeskContext } from '../context.ts';
import { signedIn } from '../http/access.ts';
import { troubled } from '../http/outcome.ts';
import { answer, sendInPieces } from '../http/reply.ts';
import { inputOf, wrongInput } from '../http/routes.ts';

/** A bundle looks at much: whoever presses again and again must not slow patients down. */
const rateLimit = { max: 6, timeWindow: 60_000 } as const;

/** 調査用ファイル: what those who maintain the kiosk need to know. It leaves the clinic, so it is on record who took it. */
export function supportRoutes(server: FastifyInstance, { support, audit }: DeskContext): void {
  server.post('/api/support-bundle', { config: { rateLimit, page: '/machine' } }, async (request, reply) => {
    const input = inputOf(request, z.strictObject({}));
    if (!input.success) return answer(request, reply, wrongInput(input.error));
    const made = await support.bundle();
    if (!made.ok) return answer(request, reply, troubled(made.problem));
    const { name, bytes, files } = made.value;
    const { staff } = signedIn(request);
    const recorded = audit.append({ type: 'desk.exported', staff: staff.id, what: 'support-bundle', rows: files });
    if (!recorded.ok) return answer(request, reply, troubled(recorded.problem));
    reply.type('application/octet-stream').header('content-disposition', `attachment; filename="${name}"`);
    return sendInPieces(reply, [bytes]);
  });
}
