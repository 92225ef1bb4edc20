import { type HttpClient, httpClient } from '../../../kernel/httpClient.ts';
import type { TlsIdentity } from '../../../kernel/tls.ts';
import { mapOk, type Result } from '../../../problem/result.ts';
import { readSecretFile } from '../secret.ts';
import { type OpenSink, withoutConnection } from '../sink.ts';
import { webhookSink } from './webhookSink.ts';

export interface WebhookSettings {
  /** Where receptions are posted. */
  readonly url: string;
  /** File with the secret that signs them. */
  readonly secretFile: string;
  readonly tls: TlsIdentity;
}

/** Where a webhook goes, and what its receiver knows it by. */
export interface WebhookPlace {
  readonly url: string;
  readonly secret: Uint8Array;
}

/** Limit of one attempt, milliseconds. */
const timeLimitMs = 10_000;

/** Errors: U-702 the secret is missing, too short, or open to others. */
export function openWebhook({ url, secretFile, tls }: WebhookSettings): Result<OpenSink> {
  return mapOk(readSecretFile(secretFile), (secret) => webhookTo({ url, secret }, httpClient(tls)));
}

/** The webhook to a place whose secret is known already. */
export function webhookTo(place: WebhookPlace, http: HttpClient = httpClient()): OpenSink {
  return withoutConnection(webhookSink({ ...place, http, timeLimitMs }));
}
