import { catalogue } from '../../problem/catalogue.ts';
import type { Problem } from '../../problem/result.ts';

/** What became of something a staff member asked for. Whoever pressed a form reads `said`; a program reads the rest. */
export type Outcome =
  | {
      readonly kind: 'done';
      readonly body: Readonly<Record<string, unknown>>;
      readonly said: string;
      /** Where a form goes from here, when not back to its own page. */
      readonly to?: string;
    }
  | { readonly kind: 'refused'; readonly status: number; readonly code: string; readonly said: string };

export type Refusal = Extract<Outcome, { kind: 'refused' }>;

export function done(said: string, body: Readonly<Record<string, unknown>> = {}, to?: string): Outcome {
  return { kind: 'done', body, said, ...(to === undefined ? {} : { to }) };
}

export function refuse(status: number, code: string, said: string): Refusal {
  return { kind: 'refused', status, code, said };
}

/** A numbered problem, in the words the desk has for it. Its detail is for the log alone. */
export function troubled(problem: Problem): Refusal {
  return refuse(503, problem.code, `${problem.code} ${catalogue[problem.code].staff}`);
}
