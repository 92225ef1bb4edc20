import type { ProblemCode } from './catalogue.ts';
import type { Problem } from './result.ts';

const codes: ReadonlySet<ProblemCode> = new Set(['U-409', 'U-411']);

/**
 * Whether the gateway is there and does not deal with us: set up wrongly at one end. Not an outage that ends by itself,
 * and nothing about the patient: staff have to know at the first one.
 */
export function isSetUpFault({ code }: Problem): boolean {
  return codes.has(code);
}
