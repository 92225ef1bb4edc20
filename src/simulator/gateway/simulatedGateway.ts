import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import {
  absentQuestionSchema,
  type CardQuestion,
  cardQuestionSchema,
  type GatewayQuestion,
  type GatewayResponse,
  type GatewayService,
  gatewayServices,
  type HolderQuestion,
  holderQuestionSchema,
} from '../../eligibility/wire.ts';
import type { FaultBoard } from '../faults.ts';
import type { Person } from '../people.ts';
import { dropConnection, slowAnswerMs, stall } from '../serverFaults.ts';
import { type Mishap, mishapOf } from './gatewayFaults.ts';
import { examine } from './proof.ts';
import { Register } from './register.ts';

export interface SimulatedGatewayOptions {
  readonly faults: FaultBoard;
  /** Whom it knows. */
  readonly people: readonly Person[];
  /** Issuers whose certificates it takes, PEM. */
  readonly trustAnchors: readonly string[];
  /** Milliseconds the fault `slow` costs. */
  readonly slowMs?: number;
}

/** What the gateway remembers of a question: enough to see that it was asked, nothing secret. */
export interface GatewayRequestRecord {
  readonly requestId: string;
  readonly receivedAt: string;
  readonly service: GatewayService;
  readonly institutionCode: string;
  readonly certificateSerial: string | null;
  readonly person: string | null;
  /** How the holder was proven; null where nobody had to be. */
  readonly method: HolderQuestion['holder']['method'] | null;
  readonly score?: number;
  readonly outcome: 'answered' | 'refused' | Mishap;
}

/** The eligibility system and PMH, as a clinic's 資格確認端末 stands for them. */
export interface SimulatedGateway {
  /** The questions so far, oldest first; the newest thousand. */
  requests(): readonly GatewayRequestRecord[];
  /** Adds the services of docs/api/gateway.yaml. */
  serve(server: FastifyInstance): void;
}

/** Whom a question is about. */
interface Subject {
  readonly serial: string | null;
  readonly person: Person | undefined;
  /** Why it is not answered. */
  readonly refusal?: string | undefined;
}

/** A good answer, or the ProcessingResultCode of one that cannot be given. */
type Outcome = { readonly answer: unknown } | { readonly code: string };

const remembered = 1_000;

export function createSimulatedGateway(options: SimulatedGatewayOptions): SimulatedGateway {
  const { faults, trustAnchors, slowMs = slowAnswerMs } = options;
  const register = new Register(options.people);
  const records: GatewayRequestRecord[] = [];

  const holderOf = (question: CardQuestion | HolderQuestion): Subject => {
    const { serial, refusal } = examine(question, trustAnchors);
    const person = register.personOf(serial);
    return { serial, person, refusal: refusal ?? (person ? undefined : 'nobody has this certificate') };
  };

  function remember(
    service: GatewayService,
    question: GatewayQuestion,
    subject: Subject,
    outcome: 'answered' | 'refused' | Mishap,
  ) {
    const { requestId, institutionCode } = question;
    const holder = 'holder' in question ? question.holder : undefined;
    records.push({
      requestId,
      receivedAt: new Date().toISOString(),
      service,
      institutionCode,
      certificateSerial: subject.serial,
      person: subject.person?.id ?? null,
      method: holder?.method ?? null,
      ...(holder?.method === 'face' ? { score: holder.score } : {}),
      outcome,
    });
    if (records.length > remembered) records.shift();
  }

  /** One service: what it takes, whom that is about, what it says. */
  function offer<Q extends GatewayQuestion>(
    server: FastifyInstance,
    service: GatewayService,
    schema: z.ZodType<Q>,
    subjectOf: (question: Q) => Subject,
    answerTo: (question: Q, person: Person | undefined) => Outcome,
  ): void {
    server.post(`/${gatewayServices[service].path}`, async (request: FastifyRequest, reply: FastifyReply) => {
      const parsed = schema.safeParse(request.body);
      if (!parsed.success) {
        const where = parsed.error.issues.map(({ path }) => path.join('.') || 'body').join(', ');
        return reply.code(400).send({ error: `not as agreed: ${where}` });
      }
      const question = parsed.data;
      const { requestId } = question;
      const subject = subjectOf(question);
      const mishap = mishapOf(service, faults);
      const refused = subject.refusal !== undefined && (mishap === undefined || mishap === 'slow');
      remember(service, question, subject, refused ? 'refused' : (mishap ?? 'answered'));
      if (mishap === 'down') return dropConnection(request, reply);
      if (mishap === 'error') return reply.code(500).send({ error: 'simulated fault' });
      if (mishap === 'garbage') return reply.type('application/json').send('{"answer": {"validity": 7, "name"');
      if (refused) return reply.code(403).send({ error: subject.refusal });
      if (mishap === 'in-progress') return { requestId, segmentOfResult: '2' } satisfies GatewayResponse<unknown>;
      if (mishap === 'slow' && !(await stall(request, slowMs))) return dropConnection(request, reply);
      return responseWith(requestId, answerTo(question, subject.person));
    });
  }

  return {
    requests: () => [...records],
    serve(server) {
      offer(server, 'card-status', cardQuestionSchema, holderOf, (_, person) =>
        about(person, (it) => register.statusOf(it)),
      );
      offer(server, 'registration', cardQuestionSchema, holderOf, (_, person) =>
        unlessRevoked(person, (it) => register.register(it)),
      );
      offer(server, 'eligibility', holderQuestionSchema, holderOf, (_, person) =>
        unlessRevoked(person, (it) => register.eligibilityOf(it)),
      );
      offer(server, 'subsidies', holderQuestionSchema, holderOf, (_, person) =>
        unlessRevoked(person, (it) => register.subsidiesOf(it)),
      );
      offer(
        server,
        'absent',
        absentQuestionSchema,
        (question) => ({ serial: question.certificateSerial, person: register.search(question)[0] }),
        (question) => ({ answer: register.answerAbout(question) }),
      );
    },
  };
}

function about(person: Person | undefined, answer: (person: Person) => unknown): Outcome {
  return person ? { answer: answer(person) } : { code: 'unknown-person' };
}

function unlessRevoked(person: Person | undefined, answer: (person: Person) => unknown): Outcome {
  return person?.card.revoked ? { code: 'certificate-revoked' } : about(person, answer);
}

function responseWith(requestId: string, outcome: Outcome): GatewayResponse<unknown> {
  return 'answer' in outcome
    ? { requestId, segmentOfResult: '1', processingResultStatus: '1', answer: outcome.answer }
    : { requestId, segmentOfResult: '1', processingResultStatus: '2', processingResultCode: outcome.code };
}
