import type { ProblemCode } from '../problem/catalogue.ts';
import type { PortName, Ports } from './ports.ts';
import type { Part, Symptom } from './words.ts';

/** What was measured; null where it could not be. */
export type Value = number | string | boolean | null;

/** How urgent a finding is. `critical`: nobody is served. `warning`: something is missing. `notice`: it will be. */
export type Severity = 'critical' | 'warning' | 'notice';

/** One thing that a check measures. */
export interface CheckMeasure<FaultName extends string = string> {
  /** In Japanese, for technicians. */
  readonly says: string;
  /** `ms`, `MiB`, `%`; absent for words and plain numbers. */
  readonly unit?: string;
  /** For a value that is a word of the program: the same in Japanese. */
  readonly words?: Readonly<Record<string, string>>;
  /** Limits, the values at them included in what is good. A value beyond is the fault `beyond`. */
  readonly least?: number;
  readonly most?: number;
  readonly beyond?: FaultName;
}

/** One thing that a check can find. Words are Japanese: staff and technicians read them. */
export interface CheckFault {
  /** Of the catalogue of problems; where the same is met during a visit it is that number. */
  readonly number: ProblemCode;
  readonly severity: Severity;
  /** What is seen from outside. */
  readonly symptom: Symptom;
  /** What is to blame. */
  readonly part: Part;
  readonly says: string;
  readonly next: string;
}

/** A fault that was found. `detail` is technical, without anything about a patient. */
export interface Found<FaultName extends string = string> {
  readonly fault: FaultName;
  readonly detail?: string | undefined;
  /** Where the fault stands for several numbers, which of them; its words for staff then are the next step. */
  readonly number?: ProblemCode | undefined;
}

/** What a check saw. A name of `values` is that of a measure, or ends in one: `webhook.tcp`. */
export interface Seen<FaultName extends string = string> {
  readonly values: Readonly<Record<string, Value>>;
  readonly found: readonly Found<FaultName>[];
}

/** What a kiosk does by itself, once, about what a check found; then it looks again. */
export interface Mending {
  /** Japanese. */
  readonly says: string;
  /** Absent where a while of waiting is all of it. */
  readonly act?: (ports: Partial<Ports>) => Promise<void>;
}

/** One check of the kiosk, its machine, and what it relies on. */
export interface Check {
  readonly id: string;
  /** One or two words, Japanese. */
  readonly title: string;
  /** What is true where it finds nothing, Japanese. */
  readonly proves: string;
  /** Without these it is not run. */
  readonly needs: readonly PortName[];
  /** Longest time, milliseconds. */
  readonly limitMs: number;
  /** What it must have to itself meanwhile: two checks that name the same run one after the other. */
  readonly alone: readonly Part[];
  /** Whether it is done before all others, since they would be what it measures. */
  readonly inQuiet?: true;
  readonly measures: Readonly<Record<string, CheckMeasure>>;
  /** Where it measures several alike: what each is called in Japanese, by the first part of its values' names. */
  readonly which?: Readonly<Record<string, string>>;
  readonly faults: Readonly<Record<string, CheckFault>>;
  /** Absent where only a person can do something. */
  readonly mending?: Mending;
  /** Ends soon after `signal` aborts. What the world does to it is what it finds; it throws on bugs only. */
  run(ports: Partial<Ports>, signal: AbortSignal): Promise<Seen>;
}

/** How a check is written down. */
export interface CheckPlan<Need extends PortName, FaultName extends string>
  extends Omit<Check, 'needs' | 'alone' | 'measures' | 'faults' | 'run'> {
  readonly needs: readonly Need[];
  readonly alone?: readonly Part[];
  readonly measures: Readonly<Record<string, CheckMeasure<NoInfer<FaultName>>>>;
  readonly faults: Readonly<Record<FaultName, CheckFault>>;
  /** What it needs is there; the other ports may be. */
  run(
    ports: Pick<Ports, Need> & Partial<Ports>,
    signal: AbortSignal,
  ): Promise<Seen<NoInfer<FaultName>>> | Seen<NoInfer<FaultName>>;
}

/** A check from its plan. */
export function check<const Need extends PortName, const FaultName extends string>(
  plan: CheckPlan<Need, FaultName>,
): Check {
  const hasAll = (ports: Partial<Ports>): ports is Pick<Ports, Need> & Partial<Ports> =>
    plan.needs.every((name) => ports[name] !== undefined);
  return {
    ...plan,
    alone: plan.alone ?? [],
    async run(ports, signal) {
      if (!hasAll(ports)) throw new Error(`${plan.id} was run without what it needs`);
      return plan.run(ports, signal);
    },
  };
}

/** Nothing but values. */
export function fine(values: Seen['values'] = {}): Seen<never> {
  return { values, found: [] };
}

/** The message of whatever was thrown; a system error's own code where it has one. */
export function whyOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error.cause instanceof Error ? whyOf(error.cause) : error.message;
}
