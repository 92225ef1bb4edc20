import type { Health } from '../desk/ops.ts';
import type { DeviceStatus } from '../desk/ports.ts';
import type { Backlog } from '../outbox/outbox.ts';
import type { ProblemCode } from '../problem/catalogue.ts';
import type { Problem, Result } from '../problem/result.ts';

export interface HealthParts {
  /** Why the kiosk is out of service, if it is. */
  readonly outage: Problem | null;
  readonly backlog: Result<Backlog>;
  readonly device: DeviceStatus;
  /** What staff are told of beside. */
  readonly alerts: readonly ProblemCode[];
  /** Whether nobody is being served: who has something to install waits for it. */
  readonly isFree: boolean;
}

/** What `/healthz` says: well while patients are served and the queue can be read. */
export function healthOf({ outage, backlog, device, alerts, isFree }: HealthParts): Health {
  const problem = outage?.code ?? (backlog.ok ? null : backlog.problem.code);
  const { waiting, parked } = backlog.ok ? backlog.value : { waiting: null, parked: null };
  return {
    ok: problem === null,
    details: { problem, alerts: alerts.join(' '), free: isFree, ...device, waiting, parked },
  };
}
