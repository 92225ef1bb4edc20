import { Command } from 'commander';
import { firstSight } from '../../card/firstSight.ts';
import { type CardReport, inspectCard } from '../../card/inspectCard.ts';
import { describeTrace, type TraceEntry, traced } from '../../card/trace.ts';
import { describeWatched, watchReader } from '../../card/watch.ts';
import { catalogue } from '../../problem/catalogue.ts';
import type { Problem } from '../../problem/result.ts';
import type { CommandContext } from '../context.ts';
import { exitCodes } from '../exit.ts';
import { json as asJson, pairsOfWords } from '../words.ts';
import type { CardPlace } from './configuredCard.ts';

const inspectMs = 15_000;

/** `card show` and `card watch`: what lies on the reader now, and what happens there; without any secret. */
export function cardCommand(context: CommandContext, place: CardPlace): Command {
  const card = new Command('card');
  card
    .command('show')
    .description('tell what card lies on the reader now; needs no PIN and spends no try')
    .option('--json', 'as JSON')
    .option('--trace', 'every command sent and what became of it; nothing of what it carried')
    .action(async ({ json, trace }: { json?: boolean; trace?: boolean }) => {
      const entries: TraceEntry[] = [];
      const seen = await look(context, place, (entry) => entries.push(entry));
      const shown: Shown = trace ? { ...seen, trace: entries } : seen;
      context.print(json ? asJson(shown) : describe(shown));
      if (!shown.card) context.exit(exitCodes.failed);
    });
  card
    .command('watch')
    .description('tell what happens on the reader, line by line, until Ctrl-C')
    .option('--json', 'one JSON object a line')
    .action(async ({ json }: { json?: boolean }) => {
      const opened = await place.openReader();
      if (!opened.ok) {
        const { problem } = opened;
        context.print(json ? `${JSON.stringify({ problem })}\n` : pairsOfWords(describeProblem(problem)));
        context.exit(exitCodes.failed);
        return;
      }
      const stopped = context.stopped();
      await watchReader(
        opened.value,
        () => new Date(context.now()),
        (event) => context.print(`${json ? JSON.stringify(event) : describeWatched(event)}\n`),
        stopped,
      );
    });
  return card;
}

interface Shown {
  readonly reader?: string;
  readonly card?: CardReport;
  readonly problem?: Problem;
  readonly trace?: readonly TraceEntry[];
}

async function look(context: CommandContext, place: CardPlace, onCommand: (entry: TraceEntry) => void): Promise<Shown> {
  const opened = await place.openReader();
  if (!opened.ok) return { problem: opened.problem };
  try {
    const sight = await firstSight(opened.value);
    if (!sight.ok) return { problem: sight.problem };
    const { reader, card } = sight.value;
    if (!card) return { reader };
    const channel = traced(card, onCommand);
    const anchors = await place.trustAnchors();
    if (!anchors.ok) return { reader, problem: anchors.problem };
    const now = new Date(context.now());
    const report = await inspectCard(channel, anchors.value, now, AbortSignal.timeout(inspectMs));
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
  return pairsOfWords([...lines, ...trace.map((entry) => ['command', describeTrace(entry)] as const)]);
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
