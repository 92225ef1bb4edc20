import type { GatewayService } from '../../eligibility/wire.ts';
import type { FaultBoard } from '../faults.ts';

/** Faults that the whole system has, in the order in which the first is taken. */
const ofTheSystem = ['down', 'error', 'garbage', 'slow', 'late'] as const;
const ofOneService = [...ofTheSystem, 'in-progress'] as const;

/** What goes wrong with one question. */
export type Mishap = (typeof ofOneService)[number];

/** Questions that get an answer about somebody's insurance. */
const aboutEligibility: ReadonlySet<GatewayService> = new Set(['eligibility', 'absent', 'by-numbers']);

/**
 * What strikes this question. One armed for a service strikes that service alone, and each question uses it up. A
 * fault of the system strikes every service, but only questions about eligibility use it up: `down` once is one visit
 * without an answer, however much was asked before. `in-progress` of the system is eligibility's alone; PMH fails
 * alone with `half` (an error) and `pmh-down` (no connection).
 */
export function mishapOf(service: GatewayService, faults: FaultBoard): Mishap | undefined {
  const own = ofOneService.find((kind) => faults.strikes('gateway', kind, service));
  if (own) return own;
  if (service === 'subsidies' && faults.strikes('gateway', 'half')) return 'error';
  if (service === 'subsidies' && faults.strikes('gateway', 'pmh-down')) return 'down';
  if (!aboutEligibility.has(service)) return ofTheSystem.find((kind) => faults.isArmed('gateway', kind));
  return ofOneService.find((kind) => faults.strikes('gateway', kind));
}
