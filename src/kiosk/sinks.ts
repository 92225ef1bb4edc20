import { resolve } from 'node:path';
import type { Logger } from 'pino';
import type { KioskConfig } from '../config/schema.ts';
import { openFhir } from '../outbox/sinks/fhir/open.ts';
import { openOqsFace } from '../outbox/sinks/oqs/open.ts';
import type { OpenSink, Sink } from '../outbox/sinks/sink.ts';
import type { SinkName } from '../outbox/sinks/sinkNames.ts';
import { openStream } from '../outbox/sinks/stream/open.ts';
import { openWebhook, type WebhookPlace, webhookTo } from '../outbox/sinks/webhook/open.ts';
import { failed, ok, type Result } from '../problem/result.ts';
import { fileIn, tlsOf } from './tlsOf.ts';

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

/** Opens one sink from its section of the configuration; undefined where that is not enabled. */
type Opener = (options: OpenSinksOptions) => Result<OpenSink> | undefined;

/** Every sink and what it is handed, in the order they are opened in. */
const openers: Readonly<Record<SinkName, Opener>> = {
  webhook({ config, folder, simulatedClinic }) {
    const { enabled, url, secretFile, ...files } = config.outbox.sinks.webhook;
    if (simulatedClinic) return ok(webhookTo(simulatedClinic));
    if (!enabled) return undefined;
    const tls = tlsOf('outbox.sinks.webhook', files, folder);
    return tls.ok ? openWebhook({ url, secretFile: resolve(folder, secretFile), tls: tls.value }) : tls;
  },
  'oqs-face'({ config, folder, log }) {
    const { enabled, ...settings } = config.outbox.sinks.oqsFace;
    return enabled ? ok(openOqsFace({ ...settings, folder: resolve(folder, settings.folder) }, log)) : undefined;
  },
  fhir({ config, folder }) {
    const { enabled, baseUrl, tokenFile, ...files } = config.outbox.sinks.fhir;
    if (!enabled) return undefined;
    const tls = tlsOf('outbox.sinks.fhir', files, folder);
    if (!tls.ok) return tls;
    const clinicName = config.clinic.name;
    return openFhir({ baseUrl, clinicName, tokenFile: fileIn(folder, tokenFile), tls: tls.value });
  },
  stream({ config, folder }) {
    const { enabled, servers, stream, subject, credentialsFile, ...files } = config.outbox.sinks.stream;
    if (!enabled) return undefined;
    const tls = tlsOf('outbox.sinks.stream', files, folder);
    if (!tls.ok) return tls;
    const clientName = `${config.clinic.institutionCode}/${config.kiosk.id}`;
    const credentials = { credentialsFile: fileIn(folder, credentialsFile) };
    return openStream({ servers, stream, subject, clientName, ...credentials, tls: tls.value });
  },
};

/** Makes the sinks; no receiver needs to be there yet. Errors: U-702 a secret is missing or open, or no sink is enabled. */
export function openSinks(options: OpenSinksOptions): Result<OpenSinks> {
  const open: OpenSink[] = [];
  for (const opener of Object.values(openers)) {
    const opened = opener(options);
    if (opened && !opened.ok) return opened;
    if (opened) open.push(opened.value);
  }
  if (open.length === 0) {
    return failed('U-702', 'no sink is enabled (outbox.sinks); to try the kiosk without a clinic add --simulator');
  }
  return ok({
    sinks: open.map(({ sink }) => sink),
    close: async () => {
      for (const each of open) await each.close();
    },
  });
}
