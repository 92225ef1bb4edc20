import { resolve } from 'node:path';
import type { Logger } from 'pino';
import type { KioskConfig } from '../config/schema.ts';
import { day } from '../kernel/durations.ts';
import { failed, ok, type Result } from '../problem/result.ts';
import { fhirSink } from './sinks/fhir/fhirSink.ts';
import { oqsFaceSink } from './sinks/oqs/oqsFaceSink.ts';
import { readPrivateFile, readSecretFile } from './sinks/secret.ts';
import type { Sink } from './sinks/sink.ts';
import { type StreamSink, streamSink } from './sinks/stream/streamSink.ts';
import { webhookSink } from './sinks/webhook.ts';

/** Limits of one attempt, milliseconds: a share that hangs and a FHIR transaction take longer than a request. */
const timeLimitsMs = { webhook: 10_000, oqsFace: 30_000, fhir: 20_000, stream: 10_000 } as const;

/** Where a webhook goes, and what its receiver knows it by. */
export interface WebhookPlace {
  readonly url: string;
  readonly secret: Uint8Array;
}

/** The sinks a configuration enables. */
export interface OpenSinks {
  readonly sinks: readonly Sink[];
  /** To be called when delivery has stopped. */
  close(): Promise<void>;
}

export interface OpenSinksOptions {
  readonly config: KioskConfig;
  /** Relative paths of the configuration are relative to this one. */
  readonly folder: string;
  readonly log: Logger;
  /** The simulator's clinic: it goes before the configured webhook, so that an invented patient meets no real one. */
  readonly simulatedClinic?: WebhookPlace | undefined;
}

/** Makes the sinks; no receiver needs to be there yet. Errors: U-702 a secret is missing or open, or no sink is enabled. */
export function openSinks({ config, folder, log, simulatedClinic }: OpenSinksOptions): Result<OpenSinks> {
  const { webhook, oqsFace, fhir, stream } = config.outbox.sinks;
  const at = (file: string): string => resolve(folder, file);
  const sinks: Sink[] = [];
  let streaming: StreamSink | undefined;

  const place = simulatedClinic ? ok(simulatedClinic) : webhook.enabled ? webhookPlace(webhook, at) : ok(undefined);
  if (!place.ok) return place;
  if (place.value) sinks.push(webhookSink({ ...place.value, timeLimitMs: timeLimitsMs.webhook }));

  if (oqsFace.enabled) {
    const { encoding, rememberDays } = oqsFace;
    sinks.push(
      oqsFaceSink({
        root: at(oqsFace.folder),
        encoding,
        timeLimitMs: timeLimitsMs.oqsFace,
        rememberMs: rememberDays * day,
        onLost: (lost) => log.warn(lost, 'characters lost in Shift_JIS'),
      }),
    );
  }
  if (fhir.enabled) {
    const token = fhir.tokenFile === '' ? ok(undefined) : readSecretFile(at(fhir.tokenFile));
    if (!token.ok) return token;
    sinks.push(
      fhirSink({
        baseUrl: fhir.baseUrl,
        clinicName: config.clinic.name,
        timeLimitMs: timeLimitsMs.fhir,
        ...(token.value ? { token: Buffer.from(token.value).toString('utf8') } : {}),
      }),
    );
  }
  if (stream.enabled) {
    const credentials = stream.credentialsFile === '' ? ok(undefined) : readPrivateFile(at(stream.credentialsFile));
    if (!credentials.ok) return credentials;
    streaming = streamSink({
      servers: stream.servers,
      clientName: `${config.clinic.institutionCode}/${config.kiosk.id}`,
      stream: stream.stream,
      subject: stream.subject,
      timeLimitMs: timeLimitsMs.stream,
      ...(credentials.value ? { credentials: credentials.value } : {}),
      ...(stream.caFile === '' ? {} : { caFile: at(stream.caFile) }),
    });
    sinks.push(streaming);
  }
  if (sinks.length === 0) {
    return failed('U-702', 'no sink is enabled (outbox.sinks); to try the kiosk without a clinic add --simulator');
  }
  return ok({
    sinks,
    close: async () => {
      await streaming?.close();
    },
  });
}

function webhookPlace(
  { url, secretFile }: KioskConfig['outbox']['sinks']['webhook'],
  at: (file: string) => string,
): Result<WebhookPlace> {
  const secret = readSecretFile(at(secretFile));
  return secret.ok ? ok({ url, secret: secret.value }) : secret;
}
