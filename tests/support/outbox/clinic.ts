import { join } from 'node:path';
import fastify from 'fastify';
import { onTestFinished } from 'vitest';
import { type Delivery, startDelivery } from '../../../src/outbox/delivery.ts';
import type { DeliveryEvent } from '../../../src/outbox/deliveryEvent.ts';
import type { Outbox } from '../../../src/outbox/outbox.ts';
import { type WebhookOptions, webhookSink } from '../../../src/outbox/sinks/webhook/webhookSink.ts';
import { createSimulatedClinic, type SimulatedClinic } from '../../../src/simulator/clinic.ts';
import { FaultBoard } from '../../../src/simulator/faults.ts';
import { temporaryFolder, temporaryOutbox } from './queue.ts';

export const secret = Buffer.from('a secret both sides know', 'utf8');

export interface RunningClinic {
  readonly faults: FaultBoard;
  readonly clinic: SimulatedClinic;
  /** Where it takes receptions. */
  readonly url: string;
}

/** A simulated clinic system on a port of its own; gone when the test ends. */
export async function runningClinic(folder = join(temporaryFolder(), 'clinic')): Promise<RunningClinic> {
  const faults = new FaultBoard();
  const clinic = createSimulatedClinic({ faults, secret, folder, slowMs: 5_000 });
  const server = fastify({ forceCloseConnections: true });
  await clinic.serve(server);
  const address = await server.listen({ port: 0, host: '127.0.0.1' });
  onTestFinished(async () => {
    await server.close();
    clinic.close();
  });
  return { faults, clinic, url: `${address}/clinic/v1/receptions` };
}

export interface RunningQueue {
  readonly outbox: Outbox;
  readonly delivery: Delivery;
  readonly events: readonly DeliveryEvent[];
}

/** A queue that delivers to `url`, with short waits; stopped when the test ends. */
export function runningQueue(url: string, options: Partial<WebhookOptions> = {}): RunningQueue {
  const outbox = temporaryOutbox();
  const events: DeliveryEvent[] = [];
  const delivery = startDelivery({
    outbox,
    sinks: [webhookSink({ url, secret, timeLimitMs: 2_000, ...options })],
    delays: { outageBaseMs: 20, outageCapMs: 100, refusalBaseMs: 20, refusalCapMs: 100, pollMs: 200 },
    onEvent: (event) => {
      events.push(event);
    },
  });
  onTestFinished(() => delivery.stop());
  return { outbox, delivery, events };
}
