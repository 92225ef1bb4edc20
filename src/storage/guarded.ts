import type { ProblemCode } from '../problem/catalogue.ts';
import { failed, type Problem, type Result } from '../problem/result.ts';

/**
 * Runs work on the disk; what the disk may do to us becomes U-501 or U-506, another program that holds the database
 * U-512. What only a bug can do is thrown on.
 */
export function guarded<T>(work: () => Result<T>): Result<T> {
  try {
    return work();
  } catch (error) {
    const problem = diskProblem(error);
    if (problem) return { ok: false, problem };
    throw error;
  }
}

/**
 * As {@link guarded}, for a database whose troubles have a number of their own: U-501 and U-506 become `code`, and the
 * detail says of the second that the file is damaged. U-512 stays: it passes by itself.
 */
export function guardedAs<T>(code: ProblemCode, work: () => Result<T>): Result<T> {
  const result = guarded(work);
  if (result.ok) return result;
  const { detail } = result.problem;
  if (result.problem.code === 'U-506') return failed(code, `the file is damaged: ${detail ?? ''}`);
  return result.problem.code === 'U-501' ? failed(code, detail) : result;
}

function diskProblem(error: unknown): Problem | undefined {
  // Errors of the file system and of SQLite carry their own code (ENOSPC, SQLITE_FULL); bugs do not.
  if (!(error instanceof Error && 'code' in error && typeof error.code === 'string')) return undefined;
  if (/^ERR_/.test(error.code)) return undefined;
  const isDamage = /^SQLITE_(CORRUPT|NOTADB)/.test(error.code);
  const isHeld = /^SQLITE_(BUSY|LOCKED)/.test(error.code);
  return { code: isDamage ? 'U-506' : isHeld ? 'U-512' : 'U-501', detail: `${error.code}: ${error.message}` };
}
