import { Command, InvalidArgumentError, Option } from 'commander';
import { createDirectReader } from './card/drivers/directReader.ts';
import { createPcscReader } from './card/drivers/pcscReader.ts';
import { createPlacedCard } from './card/myNumberCard.ts';
import type { CardChannel, CardReader } from './card/reader.ts';
import { type TraceEntry, traced } from './card/trace.ts';
import { ok, type Problem, type Result, unwrap } from './problem/result.ts';
import { createCardBox } from './simulator/card/cardBox.ts';
import { demoFaceIssuers, demoTrustAnchors } from './simulator/card/demoPki.ts';
import { createDirectSlot } from './simulator/card/directSlot.ts';
import { type IdentityData, identityFloorMs, type ReadMode } from './simulator/card/identityFloor.ts';
import { slotNumberB } from './simulator/card/numberB.ts';
import type { Radio } from './simulator/card/radio.ts';
import type { CardSlot } from './simulator/card/slot.ts';
import { createVpcdSlot, vpcdReaderName } from './simulator/card/vpcdSlot.ts';
import type { Way } from './simulator/card/way.ts';
import { FaultBoard } from './simulator/faults.ts';
import { loadPeople, type Person } from './simulator/people.ts';
import { ensurePcscd } from './system/pcscd.ts';
import { undisturbed } from './system/undisturbed.ts';

/** How close to the air a program has to come. */
const highestRatio = 1.1;

/** The photo's size on real cards is not published; this is what is generally assumed. */
const photoBytes = 15_000;

export interface CardBenchDeps {
  /** Project root: where the fixture people and demo keys lie. */
  readonly root: string;
  readonly print: (text: string) => void;
  readonly exit: (code: 0 | 1) => void;
}

type Path = 'direct' | 'pcscd';

/** One line of the bench. */
export interface BenchRow {
  readonly path: Path;
  readonly mode: ReadMode;
  readonly kbps: Radio['kbps'];
  /**
   * From the reader reporting the card to everything being there and checked: the fastest run, since whatever else the
   * machine does only ever adds to it.
   */
  readonly ms: number;
  readonly medianMs: number;
  /** What must be on the air for it in this mode: see `simulator/card/identityFloor.ts`. */
  readonly floorMs: number;
  readonly ratio: number;
  readonly apdus: number;
  /** Commands and answers, status words included. */
  readonly bytes: number;
  /** The part of `ms` during which the patient is choosing how to prove who they are. */
  readonly hiddenMs: number;
  /** The same as a share of `ms`. */
  readonly hiddenShare: number;
}

interface BenchOptions {
  readonly json?: true;
  readonly card: 'both' | 'direct' | 'pcsc';
  readonly runs: number;
  readonly readerMs: number;
  readonly rsaMs: number;
}

/** `card bench`: how long a whole card takes at the speed of the radio, against the least that must be on the air. */
export function cardBenchCommand(deps: CardBenchDeps): Command {
  return new Command('bench')
    .description('measure reading and checking a whole virtual card against the speed of the radio')
    .option('--json', 'as JSON')
    .addOption(new Option('--card <path>', 'which way to the card').choices(['both', 'direct', 'pcsc']).default('both'))
    .option('--runs <n>', 'runs of each row', positive, 7)
    .option('--reader-ms <n>', 'what the reader takes for each command', milliseconds, 0)
    .option('--rsa-ms <n>', "the card's time for one signature", milliseconds, 0)
    .action(async (options: BenchOptions) => {
      const { rows, problem } = await undisturbed(() => benchPaths(deps.root, options));
      const { runs, readerMs, rsaMs } = options;
      deps.print(
        options.json
          ? `${JSON.stringify({ rows, runs, readerMs, rsaMs, photoBytes, problem }, undefined, 2)}\n`
          : describe(rows, problem),
      );
      deps.exit(!problem && rows.every(({ ratio }) => ratio <= highestRatio) ? 0 : 1);
    });
}

async function benchPaths(root: string, options: BenchOptions): Promise<{ rows: BenchRow[]; problem?: Problem }> {
  const rows: BenchRow[] = [];
  if (options.card !== 'pcsc') rows.push(...(await benchPath(root, 'direct', options)));
  if (options.card === 'direct') return { rows };
  const pcscd = await ensurePcscd({ log: { info: () => undefined, warn: () => undefined } });
  if (!pcscd.ok) return { rows, problem: pcscd.problem };
  try {
    rows.push(...(await benchPath(root, 'pcscd', options)));
    return { rows };
  } finally {
    await pcscd.value.stop();
  }
}

async function benchPath(root: string, path: Path, options: BenchOptions): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const mode of ['short', 'extended'] as const) {
    for (const kbps of [106, 212, 424] as const) rows.push(await benchRow(root, path, mode, { kbps }, options));
  }
  return rows;
}

async function benchRow(
  root: string,
  path: Path,
  mode: ReadMode,
  radio: Radio,
  { runs, readerMs, rsaMs }: BenchOptions,
): Promise<BenchRow> {
  const [person] = loadPeople(root);
  if (!person) throw new Error('no fixture person');
  const place = await openPlace(root, path, { radio, readerMs, rsaMs, extendedLength: mode === 'extended' });
  try {
    const passes: Pass[] = [];
    for (let run = 0; run < runs; run++) passes.push(await place.pass(person));
    const [last] = passes.slice(-1);
    if (!last) throw new Error('no run');
    const fastest = passes.reduce((best, pass) => (pass.ms < best.ms ? pass : best), last);
    const { ms, hiddenMs } = fastest;
    const medianMs = median(passes.map((pass) => pass.ms));
    const floorMs = identityFloorMs(last.data, mode, radio);
    return {
      ...{ path, mode, kbps: radio.kbps, ms: rounded(ms), medianMs: rounded(medianMs) },
      floorMs: rounded(floorMs),
      ratio: Math.round((ms / floorMs) * 1000) / 1000,
      apdus: last.trace.length,
      bytes: last.trace.reduce((sum, each) => sum + each.commandLength + each.responseLength, 0),
      hiddenMs: rounded(hiddenMs),
      hiddenShare: Math.round((hiddenMs / ms) * 1000) / 1000,
    };
  } finally {
    await place.close();
  }
}

/** One whole card, from being reported to everything known. */
interface Pass {
  readonly ms: number;
  readonly hiddenMs: number;
  readonly data: IdentityData;
  readonly trace: readonly TraceEntry[];
}

interface Place {
  pass(person: Person): Promise<Pass>;
  close(): Promise<void>;
}

async function openPlace(root: string, path: Path, way: Way): Promise<Place> {
  const now = () => new Date();
  const photo = standInPhoto();
  const box = await createCardBox(root, now, () => photo);
  const { slot, reader } = unwrap(path === 'direct' ? ok(direct(box, way)) : await throughPcscd(box, way));
  const placed = placedCards();
  await reader.watch(placed.listener);
  const trustAnchors = await demoTrustAnchors(root, now());
  const faceIssuers = demoFaceIssuers(root);
  const numberB = slotNumberB(slot);
  return {
    async pass(person) {
      const next = placed.next();
      unwrap(await slot.insert(person));
      const { channel, at } = await next;
      const trace: TraceEntry[] = [];
      const card = createPlacedCard({
        ...{ trustAnchors, faceIssuers, numberB, now },
        channel: traced(channel, (entry) => trace.push(entry)),
      });
      const signal = AbortSignal.timeout(60_000);
      const identity = unwrap(await card.identify(signal));
      const choosing = performance.now();
      const face = unwrap(await card.readFace(signal));
      const holder = unwrap(await card.readFourItems(signal));
      const chosen = performance.now();
      const outcome = unwrap(await card.provePossession(Uint8Array.from(Buffer.from(person.card.pin)), signal));
      const ms = performance.now() - at;
      if (outcome.kind !== 'proven') throw new Error('the bench knows the PIN');
      await card.release();
      await slot.remove();
      return { ms, hiddenMs: chosen - choosing, data: { identity, face, holder }, trace };
    },
    async close() {
      await reader.close();
      await slot.close();
    },
  };
}

interface Parts {
  readonly slot: CardSlot;
  readonly reader: CardReader;
}

type Box = Awaited<ReturnType<typeof createCardBox>>;

function direct(box: Box, way: Way): Parts {
  const slot = createDirectSlot(box, new FaultBoard(), way);
  return { slot, reader: createDirectReader(slot) };
}

async function throughPcscd(box: Box, way: Way): Promise<Result<Parts>> {
  const slot = await createVpcdSlot({ box, faults: new FaultBoard(), way });
  if (!slot.ok) return slot;
  const reader = await createPcscReader({ namePattern: vpcdReaderName });
  return reader.ok ? ok({ slot: slot.value, reader: reader.value }) : reader;
}

/** The moment the reader reports a card counts, not the one in which somebody comes round to look. */
function placedCards() {
  let tell: (placed: { channel: CardChannel; at: number }) => void = () => undefined;
  const listener: Parameters<CardReader['watch']>[0] = (event) => {
    if (event.type === 'card.placed') tell({ channel: event.card, at: performance.now() });
  };
  const next = () =>
    new Promise<{ channel: CardChannel; at: number }>((resolve) => {
      tell = resolve;
    });
  return { listener, next };
}

/** No pixels: nothing here decodes it. */
function standInPhoto(): Uint8Array {
  return Uint8Array.from({ length: photoBytes }, (_, index) => (index * 131) & 0xff);
}

function describe(rows: readonly BenchRow[], problem: Problem | undefined): string {
  const table = [
    ['path', 'mode', 'kbit/s', 'ms', 'median', 'floor', 'ratio', 'APDUs', 'bytes', 'hidden'],
    ...rows.map((row) => [
      ...[row.path, row.mode, `${row.kbps}`, row.ms.toFixed(1), row.medianMs.toFixed(1), row.floorMs.toFixed(1)],
      ...[row.ratio.toFixed(3), `${row.apdus}`, `${row.bytes}`, `${Math.round(row.hiddenShare * 100)} %`],
    ]),
  ];
  const lines = table.map((cells) => cells.map((cell, column) => cell.padStart(column < 2 ? 9 : 8)).join(' '));
  if (problem) lines.push(`${problem.code}: ${problem.detail ?? ''}`);
  return `${lines.join('\n')}\n`;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const upper = sorted[sorted.length >> 1] ?? 0;
  const lower = sorted[(sorted.length - 1) >> 1] ?? 0;
  return (upper + lower) / 2;
}

function rounded(ms: number): number {
  return Math.round(ms * 10) / 10;
}

function positive(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError('must be 1 or more');
  return number;
}

function milliseconds(text: string): number {
  const number = Number(text);
  if (text.trim() === '' || !(number >= 0)) throw new InvalidArgumentError('must be a number of milliseconds');
  return number;
}
