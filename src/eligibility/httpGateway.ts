import { v7 as uuidv7 } from 'uuid';
import { failed, ok, type Result } from '../problem/result.ts';
import type { EligibilityAnswer } from './answer.ts';
import { readCapped } from './cappedBody.ts';
import type { EligibilityGateway, EligibilityQuestion } from './gateway.ts';
import { type GatewayRequest, gatewayResponseSchema, holderOnTheWire, toBase64 } from './wire.ts';

export interface GatewayClientOptions {
  /** Where the clinic's 資格確認端末, or what stands for it, listens. */
  readonly url: string;
  /** 10 digits: prefecture 2, table 1, institution 7. */
  readonly institutionCode: string;
  /** Limit of one question, milliseconds. */
  readonly timeoutMs: number;
}

/** Far above the largest honest answer, far below what would hurt the kiosk. */
const answerCapBytes = 256 * 1024;

/** Asks over HTTP, as docs/api/gateway.yaml describes it. Never asks twice by itself. */
export function createGatewayClient(options: GatewayClientOptions): EligibilityGateway {
  const address = new URL(options.url);
  return {
    async ask(question, signal) {
      const request = requestFor(question, options.institutionCode);
      const late = new Error(`no answer within ${options.timeoutMs} ms`);
      const limit = new AbortController();
      const giveUp = (): void => limit.abort(new Error('given up'));
      const timer = setTimeout(() => limit.abort(late), options.timeoutMs);
      signal.addEventListener('abort', giveUp, { once: true });
      if (signal.aborted) giveUp();
      try {
        return await exchange(address, request, limit.signal);
      } catch (error) {
        return failed('U-402', reasonOf(error));
      } finally {
        clearTimeout(timer);
        signal.removeEventListener('abort', giveUp);
      }
    },
  };
}

function requestFor({ certificate, holder }: EligibilityQuestion, institutionCode: string): GatewayRequest {
  return {
    requestId: uuidv7(),
    institutionCode,
    certificate: toBase64(certificate),
    holder: holderOnTheWire(holder),
  };
}

/** Rejects where nobody answers; whatever is answered comes back as a result. */
async function exchange(url: URL, request: GatewayRequest, signal: AbortSignal): Promise<Result<EligibilityAnswer>> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(request),
    signal,
    // A patient's data goes where the configuration says and nowhere else.
    redirect: 'manual',
  });
  if (response.status !== 200) {
    await response.body?.cancel();
    return failed('U-403', `HTTP ${response.status}`);
  }
  const body = await readCapped(response, answerCapBytes);
  return body ? answerIn(body, request.requestId) : failed('U-403', `an answer of more than ${answerCapBytes} bytes`);
}

function answerIn(body: Uint8Array, requestId: string): Result<EligibilityAnswer> {
  let json: unknown;
  try {
    json = JSON.parse(Buffer.from(body).toString('utf8'));
  } catch {
    return failed('U-403', 'the answer is not JSON');
  }
  const parsed = gatewayResponseSchema.safeParse(json);
  // Paths only: the values beside them are the patient's.
  if (!parsed.success) return failed('U-403', `not as agreed: ${pathsOf(parsed.error.issues)}`);
  if (parsed.data.requestId !== requestId) return failed('U-403', 'an answer to another question');
  return ok(parsed.data.answer);
}

function pathsOf(issues: readonly { readonly path: readonly PropertyKey[] }[]): string {
  return issues.map(({ path }) => path.map(String).join('.') || '(whole)').join(', ');
}

/** fetch says `fetch failed` and keeps the reason (ECONNREFUSED) in `cause`. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause;
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : error.message;
}
