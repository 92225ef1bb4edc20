import type { X509Certificate } from 'node:crypto';
import { Command } from 'commander';
import { firstSight } from '../../card/firstSight.ts';
import { type CardReport, inspectCard } from '../../card/inspectCard.ts';
import type { CardReader } from '../../card/reader.ts';
import { describeTrace, type TraceEntry, traced } from '../../card/trace.ts';
import { describeWatched, watchReader } from '../../card/watch.ts';
import { catalogue } from '../../problem/catalogue.ts';
import type { Problem, Result } from '../../problem/result.ts';

/** What the command line's `card` needs from the outside. */
export interface CardCommandDeps {
  openReader(): Promise<Result<CardReader>>;
  /** As configured. */
  trustAnchors(): Promise<readonly X509Certificate[]>;
  readonly now: () => Date;
  /** Standard output, one text with its line breaks at a time. */
  readonly out: (text: string) => void;
  /** Called once at the end: 0 good, 1 not (`show`: no My Number card was read). */
  readonly exit: (code: 0 | 1) => void;
  /** Settles when `watch` is to end; with Ctrl-C and SIGTERM where left out. */
  readonly untilStopped?: () => Promise<unknown>;
}

const inspectMs = 15_000;

/** `card show` and `card watch`: what lies on the reader now, and what happens there; without any secret. */
export function cardCommand(deps: CardCommandDeps): Command {
  const card = new Command('card').description('the card on the reader');
  card
    .command('show')
    .description('tell what card lies on the reader now; needs no PIN and spends no try')
    .option('--json', 'as JSON')
    .option('--trace', 'every command sent and what became of it; nothing of what it carried')
    .action(async ({ json, trace }: { json?: boolean; trace?: boolean }) => {
      const entries: TraceEntry[] = [];
      const seen = await look(deps, (entry) => entries.push(entry));
      const shown: Shown = trace ? { ...seen, trace: entries } : seen;
      deps.out(json ? `${JSON.stringify(shown, undefined, 2)}\n` : describe(shown));
      deps.exit(shown.card ? 0 : 1);
    });
  card
    .command('watch')
    .description('tell what happens on the reader, line by line, until Ctrl-C')
    .option('--json', 'one JSON object a line')
    .action(async ({ json }: { json?: boolean }) => {
      const opened = await deps.openReader();
      if (!opened.ok) {
        deps.out(json ? `${JSON.stringify({ problem: opened.problem })}\n` : linesOf(describeProblem(opened.problem)));
        deps.exit(1);
        return;
      }
      const stopped = (deps.untilStopped ?? interrupted)();
      await watchReader(
        opened.value,
        deps.now,
        (event) => deps.out(`${json ? JSON.stringify(event) : describeWatched(event)}\n`),
        stopped,
      );
      deps.exit(0);
    });
  return card;
}

function interrupted(): Promise<unknown> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, resolve);
  });
}

interface Shown {
  readonly reader?: string;
  readonly card?: CardReport;
  readonly problem?: Problem;
  readonly trace?: readonly TraceEntry[];
}

async function look(deps: CardCommandDeps, onCommand: (entry: TraceEntry) => void): Promise<Shown> {
  const opened = await deps.openReader();
  if (!opened.ok) return { problem: opened.problem };
  try {
    const sight = await firstSight(opened.value);
    if (!sight.ok) return { problem: sight.problem };
    const { reader, card } = sight.value;
    if (!card) return { reader };
    const channel = traced(card, onCommand);
    const report = await inspectCard(channel, await deps.trustAnchors(), deps.now(), AbortSignal.timeout(inspectMs));
    return report.ok ? { reader, card: report.value } : { reader, problem: report.problem };
  } finally {
    await opened.value.close();
  }
}

function describe({ reader, card, problem, trace = [] }: Shown): string {
  const lines: [string, string][] = [];
  if (reader) lines.push(['reader', reader]);
  if (card) lines.push(...describeCard(card));
  else if (!problem) lines.push(['card', 'none']);
  if (problem) lines.push(...describeProblem(problem));
  return linesOf([...lines, ...trace.map((entry) => ['command', describeTrace(entry)] as const)]);
}

function linesOf(lines: readonly (readonly [string, string])[]): string {
  return lines.map(([name, value]) => `${name.padEnd(12)} ${value}\n`).join('');
}

function describeCard({ atr, kind, extendedLength, certificate, pinTriesLeft }: CardReport): [string, string][] {
  const about: [string, string][] = certificate
    ? [
        ['serial', certificate.serial],
        ['issuer', certificate.issuer],
        ['valid', `${certificate.notBefore} to ${certificate.notAfter} (${certificate.class})`],
        ['accepted', certificate.problem ? 'no' : 'yes'],
        ...(certificate.problem ? describeProblem(certificate.problem) : []),
      ]
    : [['certificate', 'none']];
  const tries = pinTriesLeft === 0 ? 'locked' : `${pinTriesLeft ?? 'no PIN'}`;
  return [['card', kind], ['ATR', atr], ...about, ['PIN tries', tries], ['long reads', extendedLength]];
}

function describeProblem({ code, detail }: Problem): [string, string][] {
  return [
    [code, catalogue[code].staff],
    ['detail', detail ?? catalogue[code].meaning],
  ];
}
