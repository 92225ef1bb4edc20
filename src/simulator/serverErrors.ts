import type { FastifyError, FastifyInstance } from 'fastify';

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
