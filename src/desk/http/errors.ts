import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { type Refusal, refuse, troubled } from './outcome.ts';
import { answer } from './reply.ts';

/** Answers what went wrong before or inside a handler, without repeating what was sent. */
export function answerErrors(server: FastifyInstance, log: Logger): void {
  server.setNotFoundHandler((request, reply) =>
    answer(request, reply, refuse(404, 'not-found', 'そのページはありません。')),
  );
  server.setErrorHandler((error, request, reply) => {
    const refusal = refusalOf(error);
    if (refusal.status >= 500) {
      // The message of a bug may quote what it stumbled over; where it happened never does.
      log.error({ route: request.routeOptions.url, ...whereOf(error) }, 'a request to the desk failed');
    }
    return answer(request, reply, refusal);
  });
}

function refusalOf(error: unknown): Refusal {
  const { code, statusCode } = fieldsOf(error);
  if (code.startsWith('FST_CSRF')) {
    return refuse(403, 'csrf', '画面が古くなっていました。もう一度開いてから操作してください。');
  }
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) return troubled({ code: 'U-512' });
  if (code.startsWith('SQLITE_')) return troubled({ code: 'U-801' });
  if (statusCode === 429) return refuse(429, 'too-many-requests', '操作が多すぎます。少し待ってください。');
  if (statusCode === 413) return refuse(413, 'too-large', '入力が長すぎます。');
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return refuse(statusCode, 'bad-request', '受け取れない形の入力です。');
  }
  return refuse(500, 'internal', '内部エラーです。続くときは保守担当に連絡してください。');
}

function fieldsOf(error: unknown): { readonly code: string; readonly statusCode: number | undefined } {
  const has = (name: string): unknown =>
    typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined;
  const [code, statusCode] = [has('code'), has('statusCode')];
  return {
    code: typeof code === 'string' ? code : '',
    statusCode: typeof statusCode === 'number' ? statusCode : undefined,
  };
}

function whereOf(error: unknown): { readonly name: string; readonly at: readonly string[] } {
  if (!(error instanceof Error)) return { name: typeof error, at: [] };
  const at = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return { name: error.name, at: at.slice(0, 6).map((line) => line.trim()) };
}
