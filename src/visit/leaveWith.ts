import type { ProblemCode } from '../problem/catalogue.ts';
import { problemOr } from './setup.ts';

/** A transition: the visit ends, and the problem screen says this number. */
export function leaveWith<C extends ProblemCode>(code: C) {
  return { target: '#leaving', actions: { type: 'keepProblem', params: { code } } } as const;
}

/** The same after work that was refused: the number it was refused with, or `fallback` where it had none. */
export function leaveWithProblemOf(fallback: ProblemCode) {
  return { target: '#leaving', actions: { type: 'keepProblem', params: problemOr(fallback) } } as const;
}
