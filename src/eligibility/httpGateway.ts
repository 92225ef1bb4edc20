import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import { ok, type Result } from '../problem/result.ts';
import { exchange } from './exchange.ts';
import type { EligibilityGateway, EligibilityQuestion } from './gateway.ts';
import {
  type GatewayQuestion,
  type GatewayResponse,
  type GatewayService,
  gatewayServices,
  holderOnTheWire,
  toBase64,
} from './wire.ts';

export interface GatewayClientOptions {
  /** Where the clinic's 資格確認端末, or what stands for it, listens; the services lie below it. */
  readonly url: string;
  /** 10 digits: prefecture 2, table 1, institution 7. */
  readonly institutionCode: string;
  /** Limit of one question, milliseconds. */
  readonly timeoutMs: number;
  /** Where one service has a limit of its own, milliseconds. */
  readonly limitsMs?: Readonly<Partial<Record<GatewayService, number>>>;
}

/** Asks over HTTP, as docs/api/gateway.yaml describes it. Never asks twice by itself. */
export function createGatewayClient(options: GatewayClientOptions): EligibilityGateway {
  const { institutionCode, timeoutMs, limitsMs = {} } = options;
  const base = options.url.endsWith('/') ? options.url : `${options.url}/`;

  const asker = () => ({ requestId: uuidv7(), institutionCode });
  const aboutCard = (certificate: Uint8Array) => ({ ...asker(), certificate: toBase64(certificate) });
  const aboutHolder = ({ certificate, holder }: EligibilityQuestion) => ({
    ...aboutCard(certificate),
    holder: holderOnTheWire(holder),
  });
  const ask = <T>(
    service: GatewayService,
    response: z.ZodType<GatewayResponse<T>>,
    question: GatewayQuestion,
    signal: AbortSignal,
  ): Promise<Result<T>> => {
    const url = new URL(gatewayServices[service].path, base);
    return exchange({ url, question, response, limitMs: limitsMs[service] ?? timeoutMs }, signal);
  };

  return {
    cardStatus: (certificate, signal) =>
      ask('card-status', gatewayServices['card-status'].response, aboutCard(certificate), signal),
    async register(certificate, signal) {
      const { response } = gatewayServices.registration;
      const registered = await ask('registration', response, aboutCard(certificate), signal);
      return registered.ok ? ok(undefined) : registered;
    },
    ask: (question, signal) => ask('eligibility', gatewayServices.eligibility.response, aboutHolder(question), signal),
    subsidies: (question, signal) =>
      ask('subsidies', gatewayServices.subsidies.response, aboutHolder(question), signal),
    askAbsent: (person, signal) => ask('absent', gatewayServices.absent.response, { ...asker(), ...person }, signal),
  };
}
