import { httpClient } from '../../../kernel/httpClient.ts';
import type { TlsIdentity } from '../../../kernel/tls.ts';
import { mapOk, ok, type Result } from '../../../problem/result.ts';
import { readSecretFile } from '../secret.ts';
import { type OpenSink, withoutConnection } from '../sink.ts';
import { fhirSink } from './fhirSink.ts';

export interface FhirSettings {
  /** Base address of the server. */
  readonly baseUrl: string;
  /** Stands in the clinic's Organization. */
  readonly clinicName: string;
  /** File with the bearer token; absent where the server wants none. */
  readonly tokenFile?: string | undefined;
  readonly tls: TlsIdentity;
}

/** Limit of one attempt, milliseconds: a transaction takes longer than a request. */
const timeLimitMs = 20_000;

/** Errors: U-702 the token is missing, too short, or open to others. */
export function openFhir({ tokenFile, tls, ...server }: FhirSettings): Result<OpenSink> {
  const secret = tokenFile === undefined ? ok(undefined) : readSecretFile(tokenFile);
  return mapOk(secret, (bytes) => {
    const token = bytes && { token: Buffer.from(bytes).toString('utf8') };
    return withoutConnection(fhirSink({ ...server, ...token, http: httpClient(tls), timeLimitMs }));
  });
}
