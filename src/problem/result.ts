import type { ProblemCode } from './catalogue.ts';
import { redacted } from './redacted.ts';

/**
 * What went wrong, by its number in the catalogue. `detail` is for staff and the log: technical words only, never
 * anything about the patient.
 */
export interface Problem {
  readonly code: ProblemCode;
  readonly detail?: string;
}

/**
 * The error policy of the whole program: what the world may do to us comes back as a value, what only a bug can do
 * is thrown and ends the process.
 */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

/** The good answer of a {@link Result}. */
export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

/** A problem by its number. What its detail must not say is taken out here, whoever wrote it. */
export function problemWith(code: ProblemCode, detail?: string): Problem {
  return detail === undefined ? { code } : { code, detail: redacted(detail) };
}

/** The bad answer of a {@link Result}. */
export function failed(code: ProblemCode, detail?: string): { readonly ok: false; readonly problem: Problem } {
  return { ok: false, problem: problemWith(code, detail) };
}

/** The same result with another good answer. */
export function mapOk<T, U>(result: Result<T>, change: (value: T) => U): Result<U> {
  return result.ok ? ok(change(result.value)) : result;
}

/**
 * Carries a {@link Problem} through a place that only knows rejections: XState's invoked promises, whose `onError`
 * is the way out. `unlessProblem` and `problemOf` are the only two who open it again.
 */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail ? `${problem.code}: ${problem.detail}` : problem.code);
    this.name = 'ProblemError';
    this.problem = problem;
  }
}

/** The value of a good result; a bad one is thrown as {@link ProblemError}. */
export function unwrap<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new ProblemError(result.problem);
}

/** The problem behind a rejection, or `fallback` where the rejection is a stranger. */
export function problemOf(error: unknown, fallback: ProblemCode): Problem {
  if (error instanceof ProblemError) return error.problem;
  return problemWith(fallback, error instanceof Error ? error.message : String(error));
}
