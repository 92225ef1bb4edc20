import { Listeners } from '../kernel/listeners.ts';
import type { BenchSaid, BenchView } from '../screen/benchView.ts';
import type { View } from '../screen/view.ts';
import { BenchSession } from './benchSession.ts';
import type { BenchPorts } from './ports.ts';
import { type BenchStep, nextOf, steps } from './steps.ts';
import { workOf } from './stepWork.ts';
import { burnIns, type Came } from './work.ts';

/** Said to whoever is turned away, whatever was wrong. */
const turnedAway = {
  refused: '名前、パスワード、番号のどれかが違うか、期限が切れています。',
  locked: 'まちがいが続いたため、15分ほど使えません。',
  busy: '混み合っています。もう一度押してください。',
} as const;

/**
 * The technician's bench: who is at it, which step is on the screen, what runs. Stands beside the statechart, which says
 * whether a technician may be here at all and for how long, and which has no part in what they do.
 */
export class Bench {
  private readonly ports: BenchPorts;
  private readonly changed = new Listeners();
  private session: BenchSession | undefined;
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
    return { ...view, bench: this.session?.view() ?? this.doorView(), actions: this.actions() };
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
    if (!this.session) return false;
    this.session.told(said);
    this.changed.tell();
    return true;
  }

  private async signIn(said: Extract<BenchSaid, { kind: 'sign-in' }>): Promise<void> {
    this.door = { isChecking: true, said: null };
    this.changed.tell();
    const outcome = await this.ports.signIn(said);
    this.door = { isChecking: false, said: outcome.kind === 'in' ? null : turnedAway[outcome.kind] };
    if (outcome.kind === 'in') {
      this.session = new BenchSession(outcome.by, this.ports);
      this.ports.send({ type: 'diagnostics.open' });
    }
    this.changed.tell();
  }

  private act(session: BenchSession, what: string, detail: string): void {
    session.said = null;
    const to =
      what === 'step' ? steps.find(({ id }) => id === detail) : what === 'next' ? nextOf(session.at) : undefined;
    if (to) {
      this.running?.abort();
      session.at = to;
    } else if (what === 'run') void this.run(session, detail);
    else if (what === 'stop') this.running?.abort();
    else if (what === 'heard') session.heard(detail === 'yes');
    else if (what === 'report') session.report();
  }

  private async run(session: BenchSession, detail: string): Promise<void> {
    if (this.running) return;
    const stop = new AbortController();
    this.running = stop;
    const { at: step } = session;
    const onCame = (came: Came): void => {
      session.put(step, came);
      this.changed.tell();
    };
    onCame({ state: 'running', rows: [], findings: [], plots: [] });
    const came = await workOf({ step, detail, ports: this.ports, signal: stop.signal, onCame });
    if (this.running === stop) this.running = undefined;
    if (this.session !== session) return;
    if (step.kind === 'burn-in') this.ports.send({ type: 'diagnostics.burnt-in' });
    onCame(came);
  }

  private doorView(): BenchView {
    const { isChecking, said } = this.door;
    return { stage: 'door', state: isChecking ? 'checking' : 'asking', said, demo: this.ports.demo };
  }

  private actions(): string[] {
    if (!this.session) return ['tech.end'];
    const { at } = this.session;
    if (this.running) return ['tech.stop', 'tech.end'];
    return [
      ...ownActions[at.kind],
      ...steps.map(({ id }) => `tech.step.${id}`),
      ...(nextOf(at) ? ['tech.next'] : []),
      'tech.end',
    ];
  }
}

/** What can be pressed at a step while nothing runs. */
const ownActions: Readonly<Record<BenchStep['kind'], readonly string[]>> = {
  checks: ['tech.run'],
  live: ['tech.run'],
  reads: ['tech.run'],
  touch: ['tech.run'],
  sound: ['tech.run', 'tech.heard.yes', 'tech.heard.no'],
  'burn-in': Object.keys(burnIns).map((name) => `tech.run.${name}`),
  report: ['tech.report'],
};
