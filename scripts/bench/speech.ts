// npm run bench:speech: every sentence of ours with a date, a count or a time in it, made when it is needed (clauses
// without one, and in Japanese the numbers of a day, lie on disk, as in production): how long until it can be played, what
// the program's own thread works for it, and how long the second time, from memory; beside the engine's own start, with
// one syllable to say.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { Command } from 'commander';
import { consentItems } from '../../src/consent/items.ts';
import { type Language, languages } from '../../src/screen/view.ts';
import { speechEngines } from '../../src/speech/engines/engines.ts';
import { debianVoice } from '../../src/speech/engines/openJtalk.ts';
import { KeptSpeech } from '../../src/speech/kept.ts';
import type { Line } from '../../src/speech/lines/line.ts';
import { linesOf } from '../../src/speech/lines/linesOf.ts';
import { durationMs } from '../../src/speech/sound.ts';
import { Speaker } from '../../src/speech/speaker.ts';
import { usualViews } from '../../src/speech/usualViews.ts';
import { percentile } from '../kiosk/percentile.ts';
import { sampleNames, sampleView } from '../screens/screenPreviewViews.ts';

const options = new Command('bench-speech')
  .description('sentences with dates and counts: until they can be played')
  .option('--json', 'the last line as JSON')
  .addHelpText('after', '\nExamples:\n  npm run bench:speech\n  npm run bench:speech -- --json\n')
  .parse()
  .opts<{ json?: true }>();

/** Milliseconds within which a sentence is to be there. */
const goalMs = 300;
const startsOfEngine = 5;

const engines = speechEngines(debianVoice);
const results = [];
for (const language of languages) results.push(await measured(language));
for (const each of results) process.stdout.write(`${JSON.stringify(each)}\n`);
if (options.json) process.stdout.write(`${JSON.stringify(results)}\n`);

async function measured(language: Language) {
  const folder = mkdtempSync(join(tmpdir(), 'uketsuke-bench-speech-'));
  const speaker = new Speaker(engines, new KeptSpeech(folder));
  const [first, again, own, lasts]: [number[], number[], number[], number[]] = [[], [], [], []];
  const worked: number[] = [];
  const sentences = sentencesIn(language);
  for (const piece of sentences.flatMap(({ pieces }) => pieces ?? []))
    await speaker.keepAhead({ line: piece, language, speed: 'normal' });
  for (const line of sentences) {
    const before = { loop: performance.eventLoopUtilization(), engine: enginesWorkedMs() };
    const began = performance.now();
    const made = await speaker.sound({ line, language, speed: 'normal' });
    first.push(performance.now() - began);
    own.push(performance.eventLoopUtilization(before.loop).active);
    worked.push(enginesWorkedMs() - before.engine);
    if (!made.ok) throw new Error(`${made.problem.code}: ${made.problem.detail}`);
    lasts.push(durationMs(made.value));
    const asked = performance.now();
    await speaker.sound({ line, language, speed: 'normal' });
    again.push(performance.now() - asked);
  }
  speaker.close();
  rmSync(folder, { recursive: true, force: true });
  return {
    language,
    sentences: sentences.length,
    madeMs: figuresOf(first),
    over300: first.filter((ms) => ms > goalMs).length,
    engineProcessorMs: figuresOf(worked),
    over300OfProcessor: worked.filter((ms) => ms > goalMs).length,
    againMs: figuresOf(again),
    ownThreadMs: figuresOf(own),
    engineStartMs: figuresOf(await bareStarts(language)),
    lastsMs: figuresOf(lasts),
  };
}

/**
 * What the engines have worked up to now, milliseconds of processor time: grows little when others use the machine. The
 * processes that have ended, as Linux counts them, a hundred ticks a second.
 */
function enginesWorkedMs(): number {
  const [, rest = ''] = readFileSync('/proc/self/stat', 'utf8').split(') ');
  const [cutime = 0, cstime = 0] = rest.split(' ').slice(13, 15).map(Number);
  return 10 * (cutime + cstime);
}

/** Everything that any screen says with a day or a count in it, and that is not made ahead. */
function sentencesIn(language: Language): readonly Line[] {
  const lines = sampleNames.flatMap((name) => linesOf(sampleView(name, language), 'ear'));
  const usual = usualViews({ language, items: consentItems, kinds: 'ordinary' });
  const ahead = new Set(usual.flatMap((view) => linesOf(view, 'room').map(({ text }) => text)));
  const numbered = lines.filter(
    ({ key, text }) => !key.startsWith('choice.') && !key.startsWith('next.') && !ahead.has(text) && /\d/.test(text),
  );
  return [...new Map(numbered.map((line) => [line.text, { ...line, of: 'visit' as const }])).values()];
}

async function bareStarts(language: Language): Promise<readonly number[]> {
  const taken: number[] = [];
  for (let round = 0; round < startsOfEngine; round += 1) {
    const began = performance.now();
    await engines[language].make('あ', 'normal', new AbortController().signal);
    taken.push(performance.now() - began);
  }
  return taken;
}

function figuresOf(values: readonly number[]) {
  const round = (value: number): number => Math.round(value * 10) / 10;
  return {
    median: round(percentile(values, 0.5)),
    p95: round(percentile(values, 0.95)),
    worst: round(Math.max(...values)),
  };
}
