import type { FastifyInstance } from 'fastify';
import { openAll } from '../kernel/listener/doors.ts';
import { guardedListener, type ListenerLimits } from '../kernel/listener/guardedListener.ts';
import { isLoopbackName } from '../kernel/listener/whoAsks.ts';

/** A kiosk that empties a queue, a dock, and a test that plays a day in a minute. */
const limits: ListenerLimits = {
  most: 256,
  mostOfOneAddress: 256,
  newOnes: { burst: 1_000, perSecond: 500 },
  allNewOnes: { burst: 2_000, perSecond: 1_000 },
  requests: { burst: 5_000, perSecond: 2_000 },
  allRequests: { burst: 5_000, perSecond: 2_000 },
};

/**
 * A listener of the simulated outside world, on loopback only. Whoever runs a program here may play with it; a page of
 * another in a browser on this machine may not.
 */
export function simulatedListener(name: string): FastifyInstance {
  const { server } = guardedListener({ name, isOwnName: isLoopbackName, limits });
  openAll(server);
  return server;
}
