import type { ProblemCode } from '../problem/catalogue.ts';
import type { Severity, Value } from './check.ts';
import type { PortName } from './ports.ts';

/** One thing that is not as it must be. */
export interface CheckFinding {
  /** `check.fault`: never used again for another. */
  readonly id: string;
  readonly number: ProblemCode;
  readonly severity: Severity;
  /** What is wrong, and what to do; Japanese. */
  readonly says: string;
  readonly next: string;
}

/** One check that was run. */
export interface CheckReport {
  readonly id: string;
  /** Whether it found nothing. */
  readonly ok: boolean;
  /** How long it took. */
  readonly ms: number;
  /** As measured; what unit and which limit a name has stands in the catalogue of checks. */
  readonly values: Readonly<Record<string, Value>>;
}

/** A check that was not run, and what was not there for it. */
export interface Skipped {
  readonly id: string;
  readonly needs: readonly PortName[];
}

/** What `doctor --json` prints. */
export interface Report {
  /** Whether there are no findings. */
  readonly ok: boolean;
  /** The most urgent first. */
  readonly findings: readonly CheckFinding[];
  readonly checks: readonly CheckReport[];
  readonly skipped: readonly Skipped[];
}

/** Whether it is only said: what it is about works, and the kiosk is as ready as without it. */
export function isNotice({ severity }: Pick<CheckFinding, 'severity'>): boolean {
  return severity === 'notice';
}

const urgency: Readonly<Record<Severity, number>> = { critical: 0, warning: 1, notice: 2 };

/** A report of the parts; a finding that two of them made stands in it once. */
export function reportOf(
  findings: readonly CheckFinding[],
  checks: readonly CheckReport[],
  skipped: readonly Skipped[],
): Report {
  return {
    ok: findings.length === 0,
    findings: findings.toSorted((one, other) => urgency[one.severity] - urgency[other.severity]),
    checks,
    skipped,
  };
}

/** What is known from a report and from a second one, which was made of what the first could not look at. */
export function joined(one: Report, other: Report): Report {
  const run = new Set([...one.checks, ...other.checks].map(({ id }) => id));
  return reportOf(
    [...one.findings, ...other.findings],
    [...one.checks, ...other.checks],
    [...one.skipped, ...other.skipped].filter(
      ({ id }, at, all) => !run.has(id) && all.findIndex((each) => each.id === id) === at,
    ),
  );
}
