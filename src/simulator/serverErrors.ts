import type { FastifyError, FastifyInstance } from 'fastify';
import type { z } from 'zod';

/** What a caller of the simulator did wrong, in words meant for them. */
export class BadRequest extends Error {
  readonly statusCode: number;

  constructor(statusCode: number, message: string) {
    super(message);
    this.name = 'BadRequest';
    this.statusCode = statusCode;
  }
}

/** Every error leaves as `{ "error": "…" }`. */
export function listenForErrors(server: FastifyInstance): void {
  server.setErrorHandler<FastifyError>(async (error, _request, reply) =>
    reply.code(error.statusCode ?? 500).send({ error: error.message }),
  );
  server.setNotFoundHandler(async (request, reply) =>
    reply.code(404).send({ error: `there is no ${request.method} ${request.url}` }),
  );
}

/** What is wrong with a body, for whoever sent it. */
export function explain(error: z.ZodError): string {
  return error.issues.map(({ path, message }) => `${path.map(String).join('.') || 'body'}: ${message}`).join('; ');
}

/** `POST /api/card/remove` has nothing to say; clients that call it JSON all the same are right enough. */
export function acceptEmptyJson(server: FastifyInstance): void {
  server.addContentTypeParser('application/json', { parseAs: 'string' }, async (_request: unknown, body: string) => {
    if (body === '') return undefined;
    try {
      return JSON.parse(body);
    } catch {
      throw new BadRequest(400, 'the body is not JSON');
    }
  });
}
