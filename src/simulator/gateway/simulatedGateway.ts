import type { X509Certificate } from 'node:crypto';
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
  insuranceLookUpSchema,
  patientNumberQuestionSchema,
  serviceQuestionSchema,
} from '../../eligibility/wire.ts';
import type { FaultBoard } from '../faults.ts';
import type { Person } from '../people.ts';
import { dropConnection, lateAnswerMs, slowAnswerMs, stall } from '../serverFaults.ts';
import { mishapOf } from './gatewayFaults.ts';
import { examine } from './proof.ts';
import { Register } from './register.ts';
import { type GatewayRequestRecord, RequestLog, type Subject } from './requestLog.ts';

export interface SimulatedGatewayOptions {
  readonly faults: FaultBoard;
  /** Whom it knows. */
  readonly people: readonly Person[];
  /** Issuers whose certificates it takes. */
  readonly trustAnchors: readonly X509Certificate[];
  /** What it knows of them; one of its own where absent. */
  readonly register?: Register;
  /** Milliseconds the fault `slow` costs: more than anyone waits. */
  readonly slowMs?: number;
  /** Milliseconds the fault `late` costs: the answer still counts. */
  readonly lateMs?: number;
}

/** The eligibility system, the e-prescription service and PMH, as a clinic's 資格確認端末 stands for them. */
export interface SimulatedGateway {
  /** The questions so far, oldest first; the newest thousand. */
  requests(): readonly GatewayRequestRecord[];
  /** Adds the services of docs/api/gateway.yaml. */
  serve(server: FastifyInstance): void;
}

/** A good answer, or the ProcessingResultCode of one that cannot be given. */
type Outcome = { readonly answer: unknown } | { readonly code: string };

/** One service: what it takes, whom that is about, what it says. */
interface Service<Q extends GatewayQuestion> {
  readonly schema: z.ZodType<Q>;
  readonly subject: (question: Q) => Subject;
  readonly answer: (question: Q, person: Person | undefined) => Outcome;
}

export function createSimulatedGateway(options: SimulatedGatewayOptions): SimulatedGateway {
  const { faults, trustAnchors } = options;
  const waits = { slow: options.slowMs ?? slowAnswerMs, late: options.lateMs ?? lateAnswerMs };
  const register = options.register ?? new Register(options.people);
  const log = new RequestLog();

  const holderOf = (question: CardQuestion | HolderQuestion): Subject => {
    const { serial, refusal } = examine(question, trustAnchors);
    const person = register.personOf(serial);
    return { serial, person, refusal: refusal ?? (person ? undefined : 'nobody has this certificate') };
  };

  function offer<Q extends GatewayQuestion>(server: FastifyInstance, name: GatewayService, service: Service<Q>): void {
    server.post(`/${gatewayServices[name].path}`, async (request: FastifyRequest, reply: FastifyReply) => {
      const parsed = service.schema.safeParse(request.body);
      if (!parsed.success) {
        const where = parsed.error.issues.map(({ path }) => path.join('.') || 'body').join(', ');
        return reply.code(400).send({ error: `not as agreed: ${where}` });
      }
      const question = parsed.data;
      const { requestId } = question;
      const subject = service.subject(question);
      const mishap = mishapOf(name, faults);
      const waitMs = mishap === 'slow' || mishap === 'late' ? waits[mishap] : undefined;
      const refused = subject.refusal !== undefined && (mishap === undefined || waitMs !== undefined);
      log.add(name, question, subject, refused ? 'refused' : (mishap ?? 'answered'));
      if (mishap === 'down') return dropConnection(request, reply);
      if (mishap === 'error') return reply.code(500).send({ error: 'simulated fault' });
      if (mishap === 'garbage') return reply.type('application/json').send('{"answer": {"validity": 7, "name"');
      if (refused) return reply.code(403).send({ error: subject.refusal });
      if (mishap === 'in-progress') return { requestId, segmentOfResult: '2' } satisfies GatewayResponse<unknown>;
      if (waitMs !== undefined && !(await stall(request, waitMs))) return dropConnection(request, reply);
      return responseWith(requestId, service.answer(question, subject.person));
    });
  }

  return {
    requests: () => log.list(),
    serve(server) {
      offer(server, 'card-status', {
        schema: cardQuestionSchema,
        subject: holderOf,
        answer: (_, person) => about(person, (it) => register.statusOf(it)),
      });
      offer(server, 'registration', {
        schema: cardQuestionSchema,
        subject: holderOf,
        answer: (_, person) => unlessRevoked(person, (it) => register.register(it)),
      });
      offer(server, 'eligibility', {
        schema: holderQuestionSchema,
        subject: holderOf,
        answer: ({ institutionCode }, person) =>
          unlessRevoked(person, (it) => register.eligibilityOf(it, institutionCode)),
      });
      offer(server, 'subsidies', {
        schema: holderQuestionSchema,
        subject: holderOf,
        answer: (_, person) => unlessRevoked(person, (it) => register.subsidiesOf(it)),
      });
      offer(server, 'absent', {
        schema: absentQuestionSchema,
        subject: (question) => ({ serial: question.certificateSerial, person: register.search(question)[0] }),
        answer: (question) => ({ answer: register.answerAbout(question) }),
      });
      offer(server, 'by-numbers', {
        schema: insuranceLookUpSchema,
        subject: (question) => ({ serial: null, person: register.searchByInsurance(question)[0] }),
        answer: (question) => ({ answer: register.answerLookUp(question) }),
      });
      offer(server, 'patient-number', {
        schema: patientNumberQuestionSchema,
        subject: ({ certificateSerial }) => ({
          serial: certificateSerial,
          person: register.personOf(certificateSerial),
        }),
        answer: (question, person) => {
          if (!person) return { code: 'unknown-person' };
          const answer = register.registerPatientNumber(person, question);
          return answer ? { answer } : { code: 'patient-number-taken' };
        },
      });
      offer(server, 'prescriptions', {
        schema: serviceQuestionSchema,
        subject: () => ({ serial: null, person: undefined }),
        answer: () => ({ answer: { accepting: true } }),
      });
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
