import { day, hour } from '../../kernel/durations.ts';
import { tokyoClock } from '../../kernel/tokyoTime.ts';
import type { FiringAlert } from './alerting.ts';

/** What is sent to clinic IT. Nothing of a patient is in it. */
export interface AlertMessage {
  readonly kiosk: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly alerts: readonly {
    readonly rule: string;
    readonly severity: 'critical' | 'warning';
    readonly says: string;
    readonly since: number;
    readonly findings: readonly {
      readonly id: string;
      readonly number: string;
      readonly says: string;
      readonly next: string;
    }[];
  }[];
  /** Rules that were told and are over. */
  readonly over: readonly string[];
}

export interface NotifierOptions {
  readonly kiosk: string;
  /** `HH:MM` in Tokyo; between them only what turns patients away is said. Empty or the same: never quiet. */
  readonly quiet: { readonly from: string; readonly to: string };
  /** Hands a message over; what cannot be sent is said elsewhere. */
  readonly send: (message: AlertMessage) => void;
}

/** Said again as long as it stands, once a day. */
const againMs = day;
/** Whoever comes and goes is told of once in this time: it is one trouble, not twenty. */
const restMs = 6 * hour;
/** No more messages than these within a day, whatever happens. */
export const mostADay = 12;

/**
 * Decides what is said, and when. A rule is said when it begins to fire, once more each day it stands, and when it is
 * over; one that comes and goes rests for some hours. What begins in quiet hours and turns nobody away waits for their
 * end, and is forgotten where it is over by then.
 */
export class Notifier {
  private readonly options: NotifierOptions;
  /** When each rule was last said. */
  private readonly said = new Map<string, number>();
  /** Rules that were said to fire, and not yet to be over. */
  private readonly open = new Set<string>();
  private sent: readonly number[] = [];

  constructor(options: NotifierOptions) {
    this.options = options;
  }

  look(firing: readonly FiringAlert[], now: number): void {
    const { kiosk, send } = this.options;
    const isQuiet = this.isQuiet(now);
    const due = firing.filter(({ rule }) => (!isQuiet || rule.severity === 'critical') && this.isDue(rule.id, now));
    const over = isQuiet ? [] : [...this.open].filter((id) => !firing.some(({ rule }) => rule.id === id));
    if (due.length === 0 && over.length === 0) return;
    this.sent = this.sent.filter((at) => now - at < day);
    if (this.sent.length >= mostADay) return;
    this.sent = [...this.sent, now];
    for (const { rule } of due) {
      this.said.set(rule.id, now);
      this.open.add(rule.id);
    }
    for (const id of over) this.open.delete(id);
    send({ kiosk, at: now, alerts: due.map(told), over });
  }

  private isDue(id: string, now: number): boolean {
    const last = this.said.get(id);
    return last === undefined || now - last >= (this.open.has(id) ? againMs : restMs);
  }

  private isQuiet(now: number): boolean {
    const { from, to } = this.options.quiet;
    const time = tokyoClock(now);
    return from <= to ? time >= from && time < to : time >= from || time < to;
  }
}

function told({ rule, since, findings }: FiringAlert): AlertMessage['alerts'][number] {
  const { id, severity, says } = rule;
  return {
    rule: id,
    severity,
    says,
    since,
    findings: findings.map(({ id: finding, number, says: what, next }) => ({ id: finding, number, says: what, next })),
  };
}
