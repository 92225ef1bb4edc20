import { Listeners } from '../kernel/listeners.ts';
import type { BenchSaid, BenchView } from '../screen/benchView.ts';
import { touchGrid } from '../screen/touchGrid.ts';
import type { View } from '../screen/view.ts';
import type { BenchPorts } from './ports.ts';
import type { SessionRecord, StepRecord, Technician } from './record.ts';
import { type BenchStep, steps } from './steps.ts';
import { burnInStep, burnIns, type Came, readStep, runStep, watchStep } from './work.ts';

/** One technician at the kiosk, from the sign-in until they leave or their time is over. */
interface Session {
  readonly by: Technician;
  readonly from: number;
  readonly records: Map<string, StepRecord>;
  at: BenchStep;
  said: string | null;
}

/** Said to whoever is turned away, whatever was wrong. */
const turnedAway = {
  refused: '名前、パスワード、番号のどれかが違うか、期限が切れています。',
  locked: 'まちがいが続いたため、15分ほど使えません。',
  busy: '混み合っています。もう一度押してください。',
} as const;

/**
 * The technician's bench: which step is on the screen, what runs, what came of it. Stands beside the statechart, which
 * says whether a technician may be here at all and for how long, and which has no part in what they do.
 */
export class Bench {
  private readonly ports: BenchPorts;
  private readonly changed = new Listeners();
  private session: Session | undefined;
  private door: { isChecking: boolean; said: string | null } = { isChecking: false, said: null };
  private running: AbortController | undefined;
  private isAskedToEnd = false;

  constructor(ports: BenchPorts) {
    this.ports = ports;
  }

  onChange(listener: () => void): void {
    this.changed.add(listener);
  }

  /** The statechart is no longer with a technician. What runs is ended, and nobody is signed in. */
  left(): void {
    this.running?.abort();
    this.door = { isChecking: false, said: null };
    const { session } = this;
    this.session = undefined;
    if (session) this.ports.ended(session.by, this.isAskedToEnd ? 'asked' : 'time');
    this.isAskedToEnd = false;
  }

  /** The view with what the technician sees. */
  seen(view: View): View {
    if (view.screen !== 'diagnostics' || view.phase === 'leaving') return view;
    return { ...view, bench: this.view(), actions: this.actions() };
  }

  press(action: string): boolean {
    if (!action.startsWith('tech.')) return false;
    const [, what, detail = ''] = action.split('.');
    if (what === 'end') {
      this.isAskedToEnd = true;
      this.running?.abort();
      this.ports.send({ type: 'diagnostics.end' });
    } else if (this.session) this.act(this.session, what ?? '', detail);
    this.changed.tell();
    return true;
  }

  tell(said: BenchSaid): boolean {
    if (said.kind === 'sign-in') {
      if (this.session || this.door.isChecking) return false;
      void this.signIn(said);
      return true;
    }
    const { session } = this;
    if (!session) return false;
    if (said.kind === 'note') this.put(session, session.at, { note: said.text });
    else if (session.at.kind === 'touch') this.put(session, session.at, touchCame(said));
    this.changed.tell();
    return true;
  }

  private async signIn(said: Extract<BenchSaid, { kind: 'sign-in' }>): Promise<void> {
    this.door = { isChecking: true, said: null };
    this.changed.tell();
    const outcome = await this.ports.signIn(said);
    this.door = { isChecking: false, said: outcome.kind === 'in' ? null : turnedAway[outcome.kind] };
    if (outcome.kind === 'in') {
      const [first] = steps;
      if (!first) throw new Error('there are no steps');
      this.session = { by: outcome.by, from: this.ports.now(), records: new Map(), at: first, said: null };
      this.ports.send({ type: 'diagnostics.open' });
    }
    this.changed.tell();
  }

  private act(session: Session, what: string, detail: string): void {
    session.said = null;
    const to =
      what === 'step' ? steps.find(({ id }) => id === detail) : what === 'next' ? nextOf(session.at) : undefined;
    if (to) {
      this.running?.abort();
      session.at = to;
    } else if (what === 'run') void this.run(session, detail);
    else if (what === 'stop') this.running?.abort();
    else if (what === 'heard') this.heard(session, detail === 'yes');
    else if (what === 'report') this.report(session);
  }

  private async run(session: Session, detail: string): Promise<void> {
    if (this.running) return;
    const stop = new AbortController();
    this.running = stop;
    const { at } = session;
    const { signal } = stop;
    const onCame = (came: Came): void => {
      this.put(session, at, came);
      this.changed.tell();
    };
    onCame({ state: 'running', rows: [], findings: [], plots: [] });
    const came = await this.work(at, detail, signal, onCame);
    if (this.running === stop) this.running = undefined;
    if (this.session !== session) return;
    if (at.kind === 'burn-in') this.ports.send({ type: 'diagnostics.burnt-in' });
    onCame(came);
  }

  private work(at: BenchStep, detail: string, signal: AbortSignal, onCame: (came: Came) => void): Promise<Came> {
    const { ports } = this;
    if (at.kind === 'live') return watchStep(at, ports, signal, onCame);
    if (at.kind === 'reads') return readStep(at, ports, signal, onCame);
    if (at.kind !== 'burn-in') return this.once(at, signal, onCame);
    const { ms } = burnIns[detail] ?? { ms: 0 };
    ports.send({ type: 'diagnostics.burn-in', ms: ms + graceMs });
    return burnInStep(at, ports, signal, { ms, onCame });
  }

  private async once(at: BenchStep, signal: AbortSignal, onCame: (came: Came) => void): Promise<Came> {
    const came = await runStep(at, this.ports, signal, onCame);
    if (at.kind === 'touch') return { ...came, state: came.state === 'failed' ? 'failed' : 'open' };
    if (at.kind !== 'sound') return came;
    const played = await this.ports.playSound(signal);
    const findings = played.ok
      ? came.findings
      : [
          ...came.findings,
          {
            number: played.problem.code,
            says: '音を鳴らせませんでした',
            next: 'スピーカーの電源と接続を確認してください。',
          },
        ];
    // Only a person knows whether it was heard.
    return { ...came, findings, state: findings.length > 0 ? 'failed' : 'open' };
  }

  private heard(session: Session, isHeard: boolean): void {
    if (session.at.kind !== 'sound') return;
    const before = this.recordOf(session, session.at);
    const row = { says: '音が聞こえた', value: isHeard ? 'はい' : 'いいえ', limit: 'はい', ok: isHeard };
    this.put(session, session.at, {
      state: isHeard && before.findings.length === 0 ? 'passed' : 'failed',
      rows: [...before.rows.filter(({ says }) => says !== row.says), row],
    });
  }

  private report(session: Session): void {
    const kept = this.ports.keep(this.recorded(session));
    session.said = kept.ok
      ? `報告書 ${kept.value} を保存しました。受付端末の「報告書」で開けます。`
      : `報告書を保存できませんでした（${kept.problem.code}）。`;
    const report = steps.find(({ kind }) => kind === 'report');
    if (report) this.put(session, report, { state: kept.ok ? 'passed' : 'failed' });
  }

  private recorded(session: Session): SessionRecord {
    const done = steps.filter(({ kind }) => kind !== 'report').map((step) => this.recordOf(session, step));
    return { by: session.by, from: session.from, to: this.ports.now(), steps: done };
  }

  private recordOf({ records }: Session, { id, title }: BenchStep): StepRecord {
    return records.get(id) ?? { id, title, state: 'open', at: null, rows: [], findings: [], plots: [], note: '' };
  }

  private put(session: Session, step: BenchStep, change: Partial<StepRecord>): void {
    const at = change.state === undefined ? this.recordOf(session, step).at : this.ports.now();
    session.records.set(step.id, { ...this.recordOf(session, step), ...change, at });
  }

  private view(): BenchView {
    const { session } = this;
    if (!session) {
      const { isChecking, said } = this.door;
      return { stage: 'door', state: isChecking ? 'checking' : 'asking', said, demo: this.ports.demo };
    }
    const { id, title, guide, kind } = session.at;
    const { rows, findings, plots, note } = this.recordOf(session, session.at);
    return {
      stage: 'bench',
      by: session.by.name,
      menu: steps.map((step) => ({ id: step.id, title: step.title, state: this.recordOf(session, step).state })),
      step: { id, title, guide, kind },
      said: session.said,
      rows: [...rows],
      findings: [...findings],
      plots: plots.map((plot) => ({ ...plot, points: [...plot.points] })),
      note,
    };
  }

  private actions(): string[] {
    const { session } = this;
    if (!session) return ['tech.end'];
    const { at } = session;
    if (this.running) return ['tech.stop', 'tech.end'];
    const own = {
      checks: ['tech.run'],
      live: ['tech.run'],
      reads: ['tech.run'],
      touch: ['tech.run'],
      sound: ['tech.run', 'tech.heard.yes', 'tech.heard.no'],
      'burn-in': Object.keys(burnIns).map((name) => `tech.run.${name}`),
      report: ['tech.report'],
    }[at.kind];
    return [...own, ...steps.map(({ id }) => `tech.step.${id}`), ...(nextOf(at) ? ['tech.next'] : []), 'tech.end'];
  }
}

/** A round that has begun when the time of a burn-in is over may end, milliseconds. */
const graceMs = 60_000;

function nextOf(at: BenchStep): BenchStep | undefined {
  return steps[steps.indexOf(at) + 1];
}

/** Fields that no finger reached, and touches that were felt twice. */
function touchCame({ touched, doubles }: Extract<BenchSaid, { kind: 'touch' }>): Partial<StepRecord> {
  const all = touchGrid.across * touchGrid.down;
  const rows = [
    { says: '反応したマス', value: `${touched} / ${all}`, limit: `${all}`, ok: touched === all },
    { says: '二重の反応', value: `${doubles} 回`, limit: '0 回', ok: doubles === 0 },
  ];
  const findings = [
    ...(touched < all
      ? [
          {
            number: 'U-611',
            says: '画面に反応しない場所があります',
            next: '画面を拭き、保護フィルムを外して試し、続くときは画面を交換してください。',
          },
        ]
      : []),
    ...(doubles > 0
      ? [
          {
            number: 'U-611',
            says: '1回の接触が2回に感じられます',
            next: '画面を拭き、電源のアースを確認し、続くときは画面を交換してください。',
          },
        ]
      : []),
  ];
  return { rows, findings, state: findings.length > 0 ? 'failed' : 'passed' };
}
