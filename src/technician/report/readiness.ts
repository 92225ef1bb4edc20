import { z } from 'zod';
import { isNotice } from '../../diagnostics/report.ts';
import { benchFinding, measuredRow, plotted, stepStates } from '../../screen/benchView.ts';
import { isReady, type SessionRecord } from '../record.ts';

/** How the file is recognised; a later shape gets another number. */
export const reportFormat = 'uketsuke readiness report 1';

const step = z.strictObject({
  id: z.string(),
  title: z.string(),
  state: z.enum(stepStates),
  /** ISO 8601; null where it was not run. */
  at: z.string().nullable(),
  rows: z.array(measuredRow),
  /** Reports of before do not say how urgent something is. */
  findings: z.array(benchFinding.partial({ severity: true })),
  plots: z.array(plotted),
  note: z.string(),
});

/** What was tested, by whom, with what result, against which limits; ready, or what to do. Nobody's data is in it. */
export const readinessSchema = z.strictObject({
  format: z.literal(reportFormat),
  id: z.uuid(),
  device: z.strictObject({
    clinic: z.string(),
    kiosk: z.string(),
    version: z.string(),
    reader: z.string(),
    camera: z.string(),
  }),
  by: z.strictObject({ id: z.string(), name: z.string() }),
  from: z.string(),
  to: z.string(),
  ready: z.boolean(),
  /** What is to be done before it is ready, in the order of the steps. */
  todo: z.array(z.string()),
  steps: z.array(step),
});
export type Readiness = z.infer<typeof readinessSchema>;

/** Signed with the key of the audit trail: Ed25519 over `uketsuke readiness report`, a line feed, and
 * the report as JSON without blanks, names sorted; UTF-8. */
export const signedReportSchema = z.strictObject({
  report: readinessSchema,
  signature: z.strictObject({
    /** Public key, 32 bytes in base64url. */
    key: z.string(),
    /** First 16 hex digits of its SHA-256: by this the trail knows it. */
    keyId: z.string(),
    value: z.string(),
  }),
});
export type SignedReport = z.infer<typeof signedReportSchema>;

/** The report of one session. */
export function readinessOf(session: SessionRecord, id: string, device: Readiness['device']): Readiness {
  const time = (at: number) => new Date(at).toISOString();
  return {
    format: reportFormat,
    id,
    device,
    by: session.by,
    from: time(session.from),
    to: time(session.to),
    ready: isReady(session),
    todo: session.steps.flatMap(({ id: step, title, state, findings, rows }) => {
      if (state === 'passed' || state === 'skipped' || (state === 'open' && step === 'burn-in')) return [];
      if (state === 'open' || state === 'running') return [`${title}: 行っていません。`];
      const beyond = rows.filter(({ ok }) => ok === false);
      const faults = findings.filter((each) => !isNotice(each));
      const found = faults.map(({ number, says, next }) => `${title}: ${says}（${number}）${next}`);
      return found.length > 0 ? found : beyond.map(({ says, value }) => `${title}: ${says} ${value} が限度の外です。`);
    }),
    steps: session.steps.map(({ at, rows, findings, plots, ...rest }) => ({
      ...rest,
      at: at === null ? null : time(at),
      rows: [...rows],
      findings: [...findings],
      plots: plots.map((plot) => ({ ...plot, points: [...plot.points] })),
    })),
  };
}
