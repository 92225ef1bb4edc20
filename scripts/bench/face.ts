// npm run bench:face: each stage and the whole of a frame beside the bare sessions of the same networks and beside the
// published package, on the same pictures in the same run; frames a second, delay of the event loop and memory of the
// engine as the kiosk runs it. With --docs the figures in docs are made anew.
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import type { FaceProfile } from '../../src/face/faceMatcher.ts';
import { type ChosenProfile, chooseProfile } from '../../src/face/models/chooseProfile.ts';
import { openFaceNetworks } from '../../src/face/networks/openFaceNetworks.ts';
import { unwrap } from '../../src/problem/result.ts';
import { projectRoot } from '../../src/system/paths.ts';
import { type BareSession, bareSessions } from './face/bareSessions.ts';
import { type Cost, median } from './face/cost.ts';
import { installPeer, type Peer, peerPackages, startPeer } from './face/faceApi.ts';
import { sitters } from './face/frames.ts';
import type { KioskFigures } from './face/kiosk.ts';
import { kioskFigures } from './face/kioskFigures.ts';
import { costOfFrame, type FrameCosts } from './face/stages.ts';

interface Options {
  readonly rounds: string;
  readonly models?: string;
  readonly peer: boolean;
  readonly json?: true;
  readonly docs?: true;
}

const options = new Command('bench-face')
  .description('the face chain beside its bare networks and beside the published package; the engine in the kiosk')
  .option('--rounds <n>', 'frames of each person', '6')
  .option(
    '--models <folder>',
    'weights of the standard profile (default: UKETSUKE_MODELS); without, only embedded runs',
  )
  .option('--no-peer', 'leave the published package out')
  .option('--json', 'the last line as JSON')
  .option('--docs', 'write the figures in docs/measured/face.md')
  .addHelpText('after', '\nExamples:\n  npm run bench:face\n  npm run bench:face -- --rounds 2 --no-peer --json\n')
  .parse()
  .opts<Options>();

const root = projectRoot();
const cache = join(root, '.cache', 'bench-face');
const modelsFolder = options.models ?? (process.env.UKETSUKE_MODELS || undefined);

/** What the chain is held against. Faster than the package by this much, by profile. */
const goals = { overBare: 1.15, loopP99Ms: 20, overPeer: { standard: 19, embedded: 5 } } as const;

interface ProfileFigures {
  readonly profile: FaceProfile;
  readonly frames: number;
  /** Medians, milliseconds. */
  readonly ms: {
    readonly decode: number;
    readonly find: number;
    readonly embed: number;
    readonly chain: number;
    readonly bare: number;
    readonly peer: number | null;
  };
  /** Find, align and embed over the bare sessions: median of the ratios of each frame. */
  readonly overBare: Ratio;
  /** How many times as fast as the package, from pixels to embedding: median of the ratios of each frame. */
  readonly fasterThanPeer: Ratio | null;
  readonly kiosk: KioskFigures;
}

/** By the clock, and by processor time: on a machine that others use too, the second is the steadier one. */
interface Ratio {
  readonly byClock: number;
  readonly byProcessor: number;
}

await main();

async function main(): Promise<void> {
  let peer: Peer | undefined;
  if (options.peer) {
    report('installing the published package');
    installPeer(cache);
    peer = await startPeer(cache);
  }
  const figures: ProfileFigures[] = [];
  try {
    for (const chosen of profiles()) figures.push(await measure(chosen, peer));
  } finally {
    peer?.close();
  }
  conclude(figures);
}

function profiles(): readonly ChosenProfile[] {
  const embedded: ChosenProfile = { profile: 'embedded' };
  return modelsFolder ? [unwrap(chooseProfile({ wanted: 'standard', modelsFolder })), embedded] : [embedded];
}

async function measure(chosen: ChosenProfile, peer: Peer | undefined): Promise<ProfileFigures> {
  report(`${chosen.profile}: the engine in the kiosk`);
  const kiosk = await kioskFigures(chosen);
  report(`${chosen.profile}: frame by frame`);
  const networks = unwrap(await openFaceNetworks(chosen));
  const bare = await bareSessions(chosen);
  const frames = (await sitters(root, Number(options.rounds) + 1)).map((sitter) => sitter.frames);
  const costsOf = async (
    besides: readonly BareSession[],
    published: Peer | undefined,
  ): Promise<readonly FrameCosts[]> => {
    const costs: FrameCosts[] = [];
    for (let round = 0; round <= Number(options.rounds); round += 1) {
      for (const of of frames) {
        const jpeg = of[round];
        const cost = jpeg && (await costOfFrame(jpeg, round, networks, besides, published));
        // The first round only warms up.
        if (cost && round > 0) costs.push(cost);
      }
    }
    return costs;
  };
  // One after the other: a second of the package's work leaves nothing of ours in the processor's caches.
  const costs = await costsOf(bare, undefined);
  const besidePackage = peer ? await costsOf([], peer) : [];
  await networks.close();
  const middle = (value: (cost: FrameCosts) => number): number => median(costs.map(value));
  const besidePeer = besidePackage.flatMap(({ find, embed, peer: cost }) =>
    cost ? [[cost, [find, embed]] as const] : [],
  );
  return {
    profile: chosen.profile,
    frames: costs.length,
    ms: {
      decode: middle(({ decode }) => decode.ms),
      find: middle(({ find }) => find.ms),
      embed: middle(({ embed }) => embed.ms),
      chain: middle(({ find, embed }) => find.ms + embed.ms),
      bare: middle((cost) => cost.bare.ms),
      peer: besidePeer.length > 0 ? median(besidePeer.map(([{ ms }]) => ms)) : null,
    },
    overBare: ratioOf(costs.map(({ find, embed, bare: cost }) => [[find, embed], [cost]])),
    fasterThanPeer: besidePeer.length > 0 ? ratioOf(besidePeer.map(([cost, chain]) => [[cost], chain])) : null,
    kiosk,
  };
}

/** Medians of the ratios of sums. */
function ratioOf(pairs: readonly (readonly [readonly Cost[], readonly Cost[]])[]): Ratio {
  const by = (value: (cost: Cost) => number): number => {
    const sum = (costs: readonly Cost[]) => costs.reduce((total, cost) => total + value(cost), 0);
    return median(pairs.map(([above, below]) => sum(above) / sum(below)));
  };
  return { byClock: by(({ ms }) => ms), byProcessor: by(({ processorMs }) => processorMs) };
}

function conclude(figures: readonly ProfileFigures[]): void {
  const text = table(figures);
  process.stdout.write(`${text}\n`);
  if (options.docs) writeDocs(text);
  if (options.json) process.stdout.write(`${JSON.stringify({ figures })}\n`);
}

function table(figures: readonly ProfileFigures[]): string {
  const ms = (time: number | null) => (time === null ? '' : time.toFixed(1));
  const times = (ratio: number) => `${ratio.toFixed(ratio < 2 ? 2 : 1)} ×`;
  const ratios = (both: Ratio | null) => (both ? `${times(both.byClock)} (${times(both.byProcessor)})` : '');
  const rows: readonly (readonly [string, (each: ProfileFigures) => string])[] = [
    ['JPEG of 640×480 decoded', (each) => `${ms(each.ms.decode)} ms`],
    ['face found', (each) => `${ms(each.ms.find)} ms`],
    ['aligned and embedded', (each) => `${ms(each.ms.embed)} ms`],
    ['found, aligned, embedded', (each) => `${ms(each.ms.chain)} ms`],
    ['the same networks alone, inputs ready-made', (each) => `${ms(each.ms.bare)} ms`],
    [`our chain over them (processor time); goal ≤ ${goals.overBare}`, (each) => ratios(each.overBare)],
    [
      `@vladmandic/face-api ${peerPackages['@vladmandic/face-api']} on tfjs-wasm, pixels to descriptor`,
      (each) => `${ms(each.ms.peer)} ms`,
    ],
    [
      `our chain is faster by (processor time); goal > ${goals.overPeer.standard} and ${goals.overPeer.embedded}`,
      (each) => ratios(each.fasterThanPeer),
    ],
    ['in the kiosk: frames a second', (each) => each.kiosk.framesPerSecond.toFixed(1)],
    [
      `event loop meanwhile: median, 99 %, worst; goal: 99 % ≤ ${goals.loopP99Ms} ms`,
      ({ kiosk: { loopDelayMs } }) => `${ms(loopDelayMs.p50)}, ${ms(loopDelayMs.p99)}, ${ms(loopDelayMs.max)} ms`,
    ],
    ['photo of the chip to reference', (each) => `${ms(each.kiosk.enrolMs)} ms`],
    ['memory of that process', (each) => `${Math.round(each.kiosk.rss / 1024 / 1024)} MB`],
  ];
  return [
    `| medians of ${figures.map(({ frames }) => frames).join(' and ')} frames | ${figures.map(({ profile }) => profile).join(' | ')} |`,
    `|---|${figures.map(() => '---:|').join('')}`,
    ...rows.map(([name, value]) => `| ${name} | ${figures.map(value).join(' | ')} |`),
    '',
    `${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores shared with others, Node ${process.versions.node}, one thread for each network.`,
  ].join('\n');
}

function writeDocs(text: string): void {
  const page = join(root, 'docs', 'measured', 'face.md');
  const [before = '', , after = ''] = readFileSync(page, 'utf8').split(/<!-- bench -->/);
  writeFileSync(page, `${before}<!-- bench -->\n\n${text}\n\n<!-- bench -->${after}`);
}

function report(line: string): void {
  process.stderr.write(`${line}\n`);
}
