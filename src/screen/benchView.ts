import { z } from 'zod';
import { touchGrid } from './touchGrid.ts';

/** How far a step of the diagnosis is. `skipped`: this kiosk has no such part. */
export const stepStates = ['open', 'running', 'passed', 'failed', 'skipped'] as const;
export type StepState = (typeof stepStates)[number];

/** What a step's screen is made of beside what was measured. */
export const stepKinds = ['checks', 'live', 'reads', 'touch', 'sound', 'burn-in', 'report'] as const;
export type StepKind = (typeof stepKinds)[number];

/** One thing that was measured, as it is read; Japanese. */
export const measuredRow = z.strictObject({
  says: z.string(),
  value: z.string(),
  /** `10 以上`; empty where there is none. */
  limit: z.string(),
  /** Null where nothing says what is good. */
  ok: z.boolean().nullable(),
});
export type MeasuredRow = z.infer<typeof measuredRow>;

/** One thing that was found. A notice is shown, and fails no step. */
export const benchFinding = z.strictObject({
  number: z.string(),
  severity: z.enum(['critical', 'warning', 'notice']),
  says: z.string(),
  next: z.string(),
});
export type BenchFinding = z.infer<typeof benchFinding>;

/** A value as it moved, the oldest first. */
export const plotted = z.strictObject({
  says: z.string(),
  unit: z.string(),
  points: z.array(z.number()),
  least: z.number().nullable(),
  most: z.number().nullable(),
});
export type Plotted = z.infer<typeof plotted>;

/** What the technician sees. Nothing of any patient is in it; of a card lengths and ticks alone. */
export const benchSchema = z.discriminatedUnion('stage', [
  /** `demo`: who may sign in where the world is simulated. */
  z.strictObject({
    stage: z.literal('door'),
    state: z.enum(['asking', 'checking']),
    said: z.string().nullable(),
    demo: z.strictObject({ name: z.string(), password: z.string() }).nullable(),
  }),
  z.strictObject({
    stage: z.literal('bench'),
    by: z.string(),
    menu: z.array(z.strictObject({ id: z.string(), title: z.string(), state: z.enum(stepStates) })),
    step: z.strictObject({ id: z.string(), title: z.string(), guide: z.string(), kind: z.enum(stepKinds) }),
    said: z.string().nullable(),
    rows: z.array(measuredRow),
    findings: z.array(benchFinding),
    plots: z.array(plotted),
    note: z.string(),
  }),
]);
export type BenchView = z.infer<typeof benchSchema>;

/** What a technician types or draws, in one message of the page. */
export const benchSaid = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('sign-in'),
    name: z.string().min(1).max(60),
    password: z.string().min(1).max(128),
    code: z.string().max(20),
  }),
  z.strictObject({ kind: z.literal('note'), text: z.string().max(200) }),
  z.strictObject({
    kind: z.literal('touch'),
    /** Fields of the grid that felt a finger; how often one touch was felt as two; the farthest apart where it was. */
    touched: z
      .int()
      .min(0)
      .max(touchGrid.across * touchGrid.down),
    doubles: z.int().min(0).max(999),
  }),
]);
export type BenchSaid = z.infer<typeof benchSaid>;
