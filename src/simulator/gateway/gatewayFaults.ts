import type { GatewayService } from '../../eligibility/wire.ts';
import type { FaultBoard } from '../faults.ts';

/** Faults that the whole system has, in the order in which the first is taken. */
const ofTheSystem = ['down', 'error', 'garbage', 'slow'] as const;

/** What goes wrong with one question. */
export type Mishap = (typeof ofTheSystem)[number] | 'in-progress';

/**
 * What strikes this question. A fault of the system strikes every service, but only questions about eligibility use it
 * up: `down` once is one visit without an answer, however much was asked before. `in-progress` is eligibility's alone;
 * PMH fails alone with `half` (an error) and `pmh-down` (no connection).
 */
export function mishapOf(service: GatewayService, faults: FaultBoard): Mishap | undefined {
  if (service === 'subsidies' && faults.strikes('gateway', 'half')) return 'error';
  if (service === 'subsidies' && faults.strikes('gateway', 'pmh-down')) return 'down';
  const counts = service === 'eligibility' || service === 'absent';
  if (!counts) return ofTheSystem.find((kind) => faults.isArmed('gateway', kind));
  return ([...ofTheSystem, 'in-progress'] as const).find((kind) => faults.strikes('gateway', kind));
}
