import type { FastifyInstance } from 'fastify';
import { gatewayServiceNames } from '../eligibility/wire.ts';
import { clearRequestSchema, type FaultBoard, type faultKinds, faultRequestSchema } from './faults.ts';
import { BadRequest, explain } from './serverErrors.ts';

/**
 * `GET|POST|DELETE /api/faults`. Only faults of `targets` are taken; every change is answered with `stateAfter`.
 */
export function serveFaults(
  server: FastifyInstance,
  faults: FaultBoard,
  targets: Partial<typeof faultKinds>,
  stateAfter: () => unknown,
): void {
  server.get('/api/faults', async () => ({ faults: faults.list(), known: targets, services: gatewayServiceNames }));
  server.post('/api/faults', async (request) => {
    const parsed = faultRequestSchema.safeParse(request.body);
    if (!parsed.success) throw new BadRequest(400, `${explain(parsed.error)}. Known: ${JSON.stringify(targets)}`);
    if (!(parsed.data.target in targets)) throw new BadRequest(400, `there is no ${parsed.data.target} here`);
    faults.arm(parsed.data);
    return stateAfter();
  });
  server.delete('/api/faults', async (request) => {
    const parsed = clearRequestSchema.safeParse(request.query);
    if (!parsed.success) throw new BadRequest(400, explain(parsed.error));
    faults.clear(parsed.data.target);
    return stateAfter();
  });
}
