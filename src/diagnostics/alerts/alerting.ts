import type { CheckFinding, Report } from '../report.ts';
import { type AlertRule, names } from './rules.ts';

/** A rule that fires, and what for. */
export interface FiringAlert {
  readonly rule: AlertRule;
  /** Since when one of its findings stands, milliseconds since the epoch. */
  readonly since: number;
  readonly findings: readonly CheckFinding[];
}

/**
 * Which rules fire, by what the checks find one report after the other. A check that was not made changes nothing about
 * what it found before.
 */
export class Alerting {
  private readonly rules: readonly AlertRule[];
  private readonly standing = new Map<string, readonly CheckFinding[]>();
  private readonly since = new Map<string, number>();

  constructor(rules: readonly AlertRule[]) {
    this.rules = rules;
  }

  see({ checks, findings }: Pick<Report, 'checks' | 'findings'>, now: number): void {
    for (const { id } of checks) {
      this.standing.set(
        id,
        findings.filter((each) => each.id.startsWith(`${id}.`)),
      );
    }
    for (const rule of this.rules) {
      if (this.foundFor(rule).length === 0) this.since.delete(rule.id);
      else if (!this.since.has(rule.id)) this.since.set(rule.id, now);
    }
  }

  firing(now: number): readonly FiringAlert[] {
    return this.rules.flatMap((rule) => {
      const since = this.since.get(rule.id);
      if (since === undefined || now - since < rule.afterMs) return [];
      return [{ rule, since, findings: this.foundFor(rule) }];
    });
  }

  private foundFor({ of }: AlertRule): readonly CheckFinding[] {
    return [...this.standing.values()].flat().filter(({ id }) => names(of, id));
  }
}
