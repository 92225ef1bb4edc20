import { isNotice } from '../diagnostics/report.ts';
import { minute } from '../kernel/durations.ts';
import type { BenchPorts } from './ports.ts';
import type { BenchStep } from './steps.ts';
import { burnInStep, burnIns, type Came, type OnCame, readStep, runStep, watchStep } from './work.ts';

/** A round that has begun when the time of a burn-in is over may end, milliseconds. */
const graceMs = minute;

export interface StepWork {
  readonly step: BenchStep;
  /** Of a burn-in, how long: the end of its action's name. */
  readonly detail: string;
  readonly ports: BenchPorts;
  readonly signal: AbortSignal;
  readonly onCame: OnCame;
}

/** Does what a step is there for, until it is done or `signal` aborts. */
export function workOf(work: StepWork): Promise<Came> {
  const { step, detail, ports, signal, onCame } = work;
  if (step.kind === 'live') return watchStep(step, ports, signal, onCame);
  if (step.kind === 'reads') return readStep(step, ports, signal, onCame);
  if (step.kind !== 'burn-in') return once(work);
  const { ms } = burnIns[detail] ?? { ms: 0 };
  ports.send({ type: 'diagnostics.burn-in', ms: ms + graceMs });
  return burnInStep(step, ports, signal, { ms, onCame });
}

/** Its checks; what is to be felt or heard is left open for the technician to say. */
async function once({ step, ports, signal, onCame }: StepWork): Promise<Came> {
  const came = await runStep(step, ports, signal, onCame);
  if (step.kind === 'touch') return { ...came, state: came.state === 'failed' ? 'failed' : 'open' };
  if (step.kind !== 'sound') return came;
  const played = await ports.playSound(signal);
  const findings = played.ok ? came.findings : [...came.findings, { number: played.problem.code, ...silent }];
  return { ...came, findings, state: findings.every(isNotice) ? 'open' : 'failed' };
}

const silent = {
  severity: 'warning',
  says: '音を鳴らせませんでした',
  next: 'スピーカーの電源と接続を確認してください。',
} as const;
