import type { ProblemCode } from './catalogue.ts';

const codes: ReadonlySet<ProblemCode> = new Set([
  'U-101',
  'U-102',
  'U-103',
  'U-105',
  'U-106',
  'U-116',
  'U-117',
  'U-118',
  'U-203',
  'U-301',
]);

/** Whether the patient is told to do it once more: nothing is recorded, and nobody is sent to the desk. */
export function startsOver(code: ProblemCode): boolean {
  return codes.has(code);
}
