import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import { listenOptions, type PortChoice } from '../kernel/heldPort.ts';
import { guardedListener, type ListenerLimits } from '../kernel/listener/guardedListener.ts';
import { isLoopbackName } from '../kernel/listener/whoAsks.ts';
import { portTrouble } from '../kernel/portTrouble.ts';
import { failed, ok, type Result } from '../problem/result.ts';

/** Whether the program is alive and the kiosk serves patients. Words and numbers only, nothing about anybody. */
export interface Health {
  readonly ok: boolean;
  readonly details: Readonly<Record<string, string | number | boolean | null>>;
}

export interface OpsOptions {
  /** Always on loopback: what wants the figures runs on this machine, or comes through a tunnel. */
  readonly port: PortChoice;
  readonly health: () => Health;
  readonly metrics: Registry;
  readonly log?: Pick<Logger, 'warn'>;
}

/** A supervisor and Prometheus, each with a connection or two. */
const limits: ListenerLimits = {
  most: 16,
  mostOfOneAddress: 16,
  newOnes: { burst: 100, perSecond: 20 },
  allNewOnes: { burst: 200, perSecond: 40 },
  requests: { burst: 100, perSecond: 20 },
  allRequests: { burst: 100, perSecond: 20 },
};

/** A running server for supervisors and Prometheus. */
export interface OpsServer {
  readonly url: string;
  close(): Promise<void>;
}

/** `GET /healthz` (200 or 503) and `GET /metrics`, plain HTTP. Errors: U-702 the port is taken. */
export async function startOps({ port, health, metrics, log }: OpsOptions): Promise<Result<OpsServer>> {
  const { server } = guardedListener({
    name: 'ops',
    isOwnName: isLoopbackName,
    limits,
    log,
    fastify: { exposeHeadRoutes: true },
  });
  const open = { config: { door: 'open' } } as const;
  server.get('/healthz', open, async (_request, reply) => {
    const { ok: isWell, details } = health();
    return reply
      .code(isWell ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ status: isWell ? 'ok' : 'out-of-service', ...details });
  });
  server.get('/metrics', open, async (_request, reply) =>
    reply.type(metrics.contentType).send(await metrics.metrics()),
  );
  try {
    const url = await server.listen(listenOptions('127.0.0.1', port));
    return ok({ url: `${url}/`, close: () => server.close() });
  } catch (error) {
    await server.close();
    const trouble = portTrouble(error);
    if (trouble !== undefined) return failed('U-702', trouble);
    throw error;
  }
}
