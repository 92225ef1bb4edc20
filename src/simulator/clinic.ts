import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { signatureOf, signaturesAgree } from '../outbox/sinks/webhook/signature.ts';
import { ClinicStore, type Conflict, type HeldReception } from './clinicStore.ts';
import { type FaultBoard, faultRequestSchema } from './faults.ts';
import { dropConnection, slowAnswerMs, stall } from './serverFaults.ts';

export interface SimulatedClinicOptions {
  readonly faults: FaultBoard;
  /** What kiosk and clinic system share. */
  readonly secret: Uint8Array;
  /** Where it keeps what it holds. Never inside the kiosk's own data folder: it stands for another machine. */
  readonly folder: string;
  /** Milliseconds since the epoch; the system's clock when absent. */
  readonly now?: () => number;
  /** Milliseconds the fault `slow` costs. */
  readonly slowMs?: number;
}

/** The clinic's own system (レセコン) at the other end of the webhook. */
export interface SimulatedClinic {
  receptions(): readonly HeldReception[];
  conflicts(): readonly Conflict[];
  /** Adds `POST /clinic/v1/receptions`. */
  serve(server: FastifyInstance): Promise<void>;
  close(): void;
}

/** How old or how far ahead a signed request may be, seconds. */
const clockToleranceSeconds = 300;

const receptionHeadSchema = z.looseObject({ id: z.uuid(), version: z.int().positive() });

export function createSimulatedClinic(options: SimulatedClinicOptions): SimulatedClinic {
  const { faults, secret, now = Date.now, slowMs = slowAnswerMs } = options;
  const store = new ClinicStore(options.folder);
  const stopKeeping = keepLastingFaults(store, faults);

  async function receive(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    if (faults.strikes('clinic', 'down')) return dropConnection(request, reply);
    if (faults.strikes('clinic', 'slow') && !(await stall(request, slowMs))) return dropConnection(request, reply);
    if (faults.strikes('clinic', 'error')) return reply.code(503).send({ error: 'simulated fault' });
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const problem = signatureProblem(request, body, secret, now());
    if (problem) return reply.code(401).send({ error: problem });
    const key = request.headers['idempotency-key'];
    if (typeof key !== 'string' || key === '') return reply.code(400).send({ error: 'no Idempotency-Key' });
    if (faults.strikes('clinic', 'refuse')) return reply.code(422).send({ error: 'simulated fault' });
    if (!isReception(body, key)) return reply.code(422).send({ error: 'not a reception with this key' });

    const taken = store.take(key, body, new Date(now()).toISOString());
    if (taken === 'conflict') return reply.code(409).send({ error: 'another reception was taken under this key' });
    if (faults.strikes('clinic', 'lose-answer')) return dropConnection(request, reply);
    return reply.code(taken === 'taken' ? 201 : 200).send({ taken: key });
  }

  return {
    receptions: () => store.receptions(),
    conflicts: () => store.conflicts(),
    async serve(server) {
      await server.register(async (scope) => {
        // The signature is over the bytes as they came, so nobody may parse them before it is checked.
        scope.removeAllContentTypeParsers();
        scope.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) =>
          done(null, body),
        );
        scope.post('/clinic/v1/receptions', receive);
      });
    },
    close() {
      stopKeeping();
      store.close();
    },
  };
}

function signatureProblem(request: FastifyRequest, body: Buffer, secret: Uint8Array, now: number): string | undefined {
  const timestamp = request.headers['x-uketsuke-timestamp'];
  const signature = request.headers['x-uketsuke-signature'];
  if (typeof timestamp !== 'string' || !/^\d{1,12}$/.test(timestamp)) return 'no X-Uketsuke-Timestamp';
  if (typeof signature !== 'string') return 'no X-Uketsuke-Signature';
  if (!signaturesAgree(signature, signatureOf(secret, timestamp, body))) return 'the signature is wrong';
  const skew = Math.abs(now / 1_000 - Number(timestamp));
  return skew > clockToleranceSeconds ? 'the request is too old' : undefined;
}

function isReception(body: Buffer, key: string): boolean {
  try {
    const { id, version } = receptionHeadSchema.parse(JSON.parse(body.toString('utf8')));
    return key === `${id}.v${version}`;
  } catch {
    return false;
  }
}

/** An outage of the clinic system does not end because a kiosk's process does. Returns the way to stop keeping. */
function keepLastingFaults(store: ClinicStore, faults: FaultBoard): () => void {
  for (const kind of store.lastingFaults()) {
    const fault = faultRequestSchema.safeParse({ target: 'clinic', kind, count: 'until-cleared' });
    if (fault.success) faults.arm(fault.data);
  }
  return faults.onChange(() => {
    const lasting = faults.list().filter(({ target, left }) => target === 'clinic' && left === 'until-cleared');
    store.keepFaults(lasting.map(({ kind }) => kind));
  });
}
