import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import { type HttpClient, httpClient } from '../kernel/httpClient.ts';
import { failed, mapOk, ok, type Problem, type Result } from '../problem/result.ts';
import { isAboutOne, withoutStranger } from '../reception/aboutNobody.ts';
import type { EligibilityAnswer } from '../reception/answer.ts';
import { mayBeWhomAsked } from '../reception/link/sameBirthdate.ts';
import type { PersonRecord } from '../reception/person.ts';
import { withoutUndisclosed } from '../reception/undisclosed.ts';
import type { DeskGateway, PrescriptionService } from './deskGateway.ts';
import { exchange } from './exchange.ts';
import type { EligibilityGateway, EligibilityQuestion } from './gateway.ts';
import {
  absentOnTheWire,
  type GatewayQuestion,
  type GatewayResponse,
  type GatewayService,
  gatewayServices,
  holderOnTheWire,
  lookUpOnTheWire,
  toBase64,
} from './wire.ts';

export interface GatewayClientOptions {
  /** Where the clinic's 資格確認端末, or what stands for it, listens; the services lie below it. */
  readonly url: string;
  /** 10 digits: prefecture 2, table 1, institution 7. */
  readonly institutionCode: string;
  /** Limit of one question, milliseconds. */
  readonly timeoutMs: number;
  /** How it is reached; without an identity of ours where absent. */
  readonly http?: HttpClient;
  /** Where one service has a limit of its own, milliseconds. */
  readonly limitsMs?: Readonly<Partial<Record<GatewayService, number>>>;
  /** Told after each question what came of it: the problem, undefined where it was answered; how long it took. */
  readonly onAsked?: (problem: Problem | undefined, service: GatewayService, ms: number) => void;
}

/** Everything that may be asked of the gateway; each part of the program sees its own port. */
export type GatewayClient = EligibilityGateway & DeskGateway & PrescriptionService;

/** Asks over HTTP, as docs/api/gateway.yaml describes it. Never asks twice by itself. */
export function createGatewayClient(options: GatewayClientOptions): GatewayClient {
  const { institutionCode, timeoutMs, http = httpClient(), limitsMs = {}, onAsked } = options;
  const base = options.url.endsWith('/') ? options.url : `${options.url}/`;

  const asker = () => ({ requestId: uuidv7(), institutionCode });
  const aboutCard = (certificate: Uint8Array) => ({ ...asker(), certificate: toBase64(certificate) });
  const aboutHolder = ({ certificate, holder }: EligibilityQuestion) => ({
    ...aboutCard(certificate),
    holder: holderOnTheWire(holder),
  });
  const ask = async <T>(
    service: GatewayService,
    response: z.ZodType<GatewayResponse<T>>,
    question: GatewayQuestion,
    signal: AbortSignal,
  ): Promise<Result<T>> => {
    const url = new URL(gatewayServices[service].path, base);
    const startedAt = performance.now();
    const asked = await exchange({ http, url, question, response, limitMs: limitsMs[service] ?? timeoutMs }, signal);
    onAsked?.(asked.ok ? undefined : asked.problem, service, performance.now() - startedAt);
    return asked;
  };
  const askEligibility = async (
    service: 'eligibility' | 'absent' | 'by-numbers',
    question: GatewayQuestion,
    about: Partial<PersonRecord> | null,
    signal: AbortSignal,
  ): Promise<Result<EligibilityAnswer>> =>
    mapOk(await ask(service, gatewayServices[service].response, question, signal), (answer) =>
      withoutStranger(withoutUndisclosed(answer), about),
    );

  return {
    cardStatus: (certificate, signal) =>
      ask('card-status', gatewayServices['card-status'].response, aboutCard(certificate), signal),
    async register(certificate, signal) {
      const { response } = gatewayServices.registration;
      return mapOk(await ask('registration', response, aboutCard(certificate), signal), nothing);
    },
    ask: (question, signal) => askEligibility('eligibility', aboutHolder(question), null, signal),
    subsidies: (question, signal) =>
      ask('subsidies', gatewayServices.subsidies.response, aboutHolder(question), signal),
    askAbsent: (absent, signal) =>
      askEligibility('absent', { ...asker(), ...absentOnTheWire(absent) }, absent.person, signal),
    async lookUpInsurance(asked, signal) {
      const { birthdate } = asked;
      const question = { ...asker(), ...lookUpOnTheWire(asked) };
      const answer = await askEligibility('by-numbers', question, { birthdate }, signal);
      return answer.ok && isAboutOne(answer.value) && !mayBeWhomAsked(birthdate, answer.value.birthdate)
        ? failed('U-403', 'an answer about somebody born on another day than was asked about')
        : answer;
    },
    async registerPatientNumber(entry, signal) {
      const { response } = gatewayServices['patient-number'];
      const { receptionId, certificateSerial, patientNumber } = entry;
      const question = { ...asker(), receptionId, certificateSerial, patientNumber };
      const registered = await ask('patient-number', response, question, signal);
      if (!registered.ok) return registered;
      // Staff would go on to write a number on a card that the system does not know.
      return registered.value.patientNumber === patientNumber
        ? ok(undefined)
        : failed('U-403', 'another patient number than asked for was registered');
    },
    async acceptsPrescriptions(signal) {
      const { response } = gatewayServices.prescriptions;
      return mapOk(await ask('prescriptions', response, asker(), signal), ({ accepting }) => accepting);
    },
  };
}

function nothing(): void {}
