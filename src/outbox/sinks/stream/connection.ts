import { connect, credsAuthenticator, type NatsConnection } from '@nats-io/transport-node';
import { strongTls, type TlsIdentity } from '../../../kernel/tls.ts';

export interface ConnectionOptions {
  /**
   * `tls://host:4222`, one for each server of the cluster: then none of them is talked to in clear, whatever it offers,
   * nor one they name later. `nats://` talks in clear unless the server insists.
   */
  readonly servers: readonly string[];
  /** Shown in the servers' monitoring: which kiosk this is. */
  readonly clientName: string;
  /** Content of a `.creds` file, as `nsc` makes them; without it the servers must let anybody in. */
  readonly credentials?: Uint8Array;
  /** For `tls://`: whom we trust, and who we are. */
  readonly tls?: TlsIdentity;
}

/** A server that does not answer two of these in a row is left for another, milliseconds. */
const pingIntervalMs = 5_000;
const reconnectWaitMs = 500;
const connectTimeoutMs = 3_000;

/** One connection to the cluster, opened when first needed and again whenever it was closed for good. */
export class StreamConnection {
  private readonly options: ConnectionOptions;
  private opening: Promise<NatsConnection> | undefined;

  constructor(options: ConnectionOptions) {
    this.options = options;
  }

  /** The open connection. Rejects where no server lets us in. */
  async get(): Promise<NatsConnection> {
    const current = await this.opening?.catch(() => undefined);
    if (current && !current.isClosed()) return current;
    this.opening = this.open();
    return this.opening;
  }

  /** Leaves the present server for another of the list. */
  async tryAnother(): Promise<void> {
    const current = await this.opening?.catch(() => undefined);
    // Already on its way, or closed: then there is nothing to leave.
    if (current && !current.isClosed()) await current.reconnect().catch(() => {});
  }

  async close(): Promise<void> {
    const current = await this.opening?.catch(() => undefined);
    await current?.close();
  }

  private open(): Promise<NatsConnection> {
    const { servers, clientName, credentials, tls } = this.options;
    const isSecured = servers.some((server) => server.startsWith('tls:'));
    return connect({
      servers: [...servers],
      name: clientName,
      timeout: connectTimeoutMs,
      pingInterval: pingIntervalMs,
      maxPingOut: 2,
      reconnectTimeWait: reconnectWaitMs,
      maxReconnectAttempts: -1,
      // A cluster that is being set up refuses everybody for a moment.
      ignoreAuthErrorAbort: true,
      ...(credentials ? { authenticator: credsAuthenticator(credentials) } : {}),
      ...(isSecured ? { tls: { ...strongTls, ...tls } } : {}),
    });
  }
}
