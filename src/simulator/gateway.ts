import { verify, X509Certificate } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { EligibilityAnswer } from '../eligibility/answer.ts';
import { type GatewayResponse, type HolderQuestion, holderQuestionSchema } from '../eligibility/wire.ts';
import type { FaultBoard } from './faults.ts';
import type { Person } from './people.ts';
import { dropConnection, slowAnswerMs, stall } from './serverFaults.ts';

export interface SimulatedGatewayOptions {
  readonly faults: FaultBoard;
  /** Whose certificate this is; the serial as `certificateSerial` writes it: hex, lower case. */
  readonly personBySerial: (serial: string) => Person | undefined;
  /** Issuers whose certificates it takes, PEM. */
  readonly trustAnchors: readonly string[];
  /** Milliseconds the fault `slow` costs. */
  readonly slowMs?: number;
}

/** What the gateway remembers of a question: enough to see that it was asked, nothing secret. */
export interface GatewayRequestRecord {
  readonly requestId: string;
  readonly receivedAt: string;
  readonly institutionCode: string;
  readonly certificateSerial: string;
  readonly person: string | null;
  readonly method: HolderQuestion['holder']['method'];
  readonly score?: number;
  readonly outcome: Outcome;
}

type Outcome = 'answered' | 'refused' | 'down' | 'slow' | 'error' | 'garbage';

/** The eligibility system as a clinic's 資格確認端末 stands for it. */
export interface SimulatedGateway {
  /** The questions so far, oldest first; the newest thousand. */
  requests(): readonly GatewayRequestRecord[];
  /** Adds `POST /gateway/v1/eligibility`. */
  serve(server: FastifyInstance): void;
}

const remembered = 1_000;

export function createSimulatedGateway(options: SimulatedGatewayOptions): SimulatedGateway {
  const { faults, slowMs = slowAnswerMs } = options;
  const records: GatewayRequestRecord[] = [];

  function remember(request: HolderQuestion, examined: Examined, outcome: Outcome): void {
    const { requestId, institutionCode, holder } = request;
    records.push({
      requestId,
      receivedAt: new Date().toISOString(),
      institutionCode,
      certificateSerial: examined.serial,
      person: examined.person?.id ?? null,
      method: holder.method,
      ...(holder.method === 'face' ? { score: holder.score } : {}),
      outcome,
    });
    if (records.length > remembered) records.shift();
  }

  async function answer(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const parsed = holderQuestionSchema.safeParse(request.body);
    if (!parsed.success) {
      const where = parsed.error.issues.map(({ path }) => path.join('.') || 'body').join(', ');
      return reply.code(400).send({ error: `not as agreed: ${where}` });
    }
    const question = parsed.data;
    const examined = examine(question, options);
    if (faults.strikes('gateway', 'down')) {
      remember(question, examined, 'down');
      return dropConnection(request, reply);
    }
    if (faults.strikes('gateway', 'error')) {
      remember(question, examined, 'error');
      return reply.code(500).send({ error: 'simulated fault' });
    }
    if (faults.strikes('gateway', 'garbage')) {
      remember(question, examined, 'garbage');
      return reply.type('application/json').send('{"answer": {"validity": 7, "name"');
    }
    const slow = faults.strikes('gateway', 'slow');
    if (examined.refusal || !examined.person) {
      remember(question, examined, 'refused');
      return reply.code(403).send({ error: examined.refusal ?? 'nobody has this certificate' });
    }
    remember(question, examined, slow ? 'slow' : 'answered');
    if (slow && !(await stall(request, slowMs))) return dropConnection(request, reply);
    const { eligibility } = examined.person;
    return {
      requestId: question.requestId,
      segmentOfResult: '1',
      processingResultStatus: '1',
      answer: eligibility,
    } satisfies GatewayResponse<EligibilityAnswer>;
  }

  return {
    requests: () => [...records],
    serve: (server) => {
      server.post('/gateway/v1/eligibility', answer);
    },
  };
}

interface Examined {
  readonly serial: string;
  readonly person: Person | undefined;
  /** Why it is not answered. */
  readonly refusal?: string;
}

/** Takes nothing on trust: the certificate must be from a known issuer, the signature from that certificate's key. */
function examine({ certificate, holder }: HolderQuestion, options: SimulatedGatewayOptions): Examined {
  let parsed: X509Certificate;
  try {
    parsed = new X509Certificate(Buffer.from(certificate, 'base64'));
  } catch {
    return { serial: '', person: undefined, refusal: 'the certificate cannot be read' };
  }
  const serial = parsed.serialNumber.toLowerCase();
  const found = { serial, person: options.personBySerial(serial) };
  const trusted = options.trustAnchors.some((pem) => parsed.verify(new X509Certificate(pem).publicKey));
  if (!trusted) return { ...found, refusal: 'the certificate is from an unknown issuer' };
  if (holder.method === 'pin' || holder.method === 'phone') {
    const [challenge, signature] = [Buffer.from(holder.challenge, 'base64'), Buffer.from(holder.signature, 'base64')];
    if (!verify('sha256', challenge, parsed.publicKey, signature)) {
      return { ...found, refusal: 'the signature is not from this certificate' };
    }
  }
  return found;
}
