import { isNotice } from '../diagnostics/report.ts';
import type { BenchSaid, BenchView } from '../screen/benchView.ts';
import type { BenchPorts } from './ports.ts';
import type { SessionRecord, StepRecord, Technician } from './record.ts';
import { type BenchStep, steps } from './steps.ts';
import { touchCame } from './touched.ts';

/** One technician at the kiosk, from the sign-in until they leave or their time is over: what came of each step. */
export class BenchSession {
  readonly by: Technician;
  /** The step on the screen. */
  at: BenchStep;
  /** What was last said to the technician. */
  said: string | null = null;
  private readonly from: number;
  private readonly ports: Pick<BenchPorts, 'keep' | 'now'>;
  private readonly records = new Map<string, StepRecord>();

  constructor(by: Technician, ports: Pick<BenchPorts, 'keep' | 'now'>) {
    const [first] = steps;
    if (!first) throw new Error('there are no steps');
    this.by = by;
    this.ports = ports;
    this.from = ports.now();
    this.at = first;
  }

  /** Notes what came of a step; with a new state it is one that ended now. */
  put(step: BenchStep, change: Partial<StepRecord>): void {
    const at = change.state === undefined ? this.recordOf(step).at : this.ports.now();
    this.records.set(step.id, { ...this.recordOf(step), ...change, at });
  }

  /** What the technician wrote or drew at the step on the screen. */
  told(said: Exclude<BenchSaid, { kind: 'sign-in' }>): void {
    if (said.kind === 'note') this.put(this.at, { note: said.text });
    else if (this.at.kind === 'touch') this.put(this.at, touchCame(said));
  }

  /** Only a person knows whether a sound was heard. */
  heard(isHeard: boolean): void {
    if (this.at.kind !== 'sound') return;
    const before = this.recordOf(this.at);
    const row = { says: '音が聞こえた', value: isHeard ? 'はい' : 'いいえ', limit: 'はい', ok: isHeard };
    this.put(this.at, {
      state: isHeard && before.findings.every(isNotice) ? 'passed' : 'failed',
      rows: [...before.rows.filter(({ says }) => says !== row.says), row],
    });
  }

  /** Keeps what was done so far as a signed report. */
  report(): void {
    const kept = this.ports.keep(this.recorded());
    this.said = kept.ok
      ? `報告書 ${kept.value} を保存しました。受付端末の「報告書」で開けます。`
      : `報告書を保存できませんでした（${kept.problem.code}）。`;
    const report = steps.find(({ kind }) => kind === 'report');
    if (report) this.put(report, { state: kept.ok ? 'passed' : 'failed' });
  }

  view(): Extract<BenchView, { stage: 'bench' }> {
    const { id, title, guide, kind } = this.at;
    const { rows, findings, plots, note } = this.recordOf(this.at);
    return {
      stage: 'bench',
      by: this.by.name,
      menu: steps.map((step) => ({ id: step.id, title: step.title, state: this.recordOf(step).state })),
      step: { id, title, guide, kind },
      said: this.said,
      rows: [...rows],
      findings: [...findings],
      plots: plots.map((plot) => ({ ...plot, points: [...plot.points] })),
      note,
    };
  }

  private recorded(): SessionRecord {
    const done = steps.filter(({ kind }) => kind !== 'report').map((step) => this.recordOf(step));
    return { by: this.by, from: this.from, to: this.ports.now(), steps: done };
  }

  private recordOf({ id, title }: BenchStep): StepRecord {
    return this.records.get(id) ?? { id, title, state: 'open', at: null, rows: [], findings: [], plots: [], note: '' };
  }
}
