// npm run bench:frames: what a kiosk that looks at faces for long still holds afterwards. Frames of drawn people go the
// whole way (decoded, found, measured, aligned, compared) in one process, in which everything that is not held is
// collected before each look at its memory. Needs --expose-gc, which the npm script gives.
import { Command, InvalidArgumentError, Option } from 'commander';
import { openInProcessEngine } from '../../src/face/inProcessEngine.ts';
import { chooseProfile } from '../../src/face/models/chooseProfile.ts';
import { unwrap } from '../../src/problem/result.ts';
import { createSimulatedCamera } from '../../src/simulator/camera/simulatedCamera.ts';
import { fixturePhotos } from '../../src/simulator/card/cardBox.ts';
import { FaultBoard } from '../../src/simulator/faults.ts';
import { loadPeople } from '../../src/simulator/people.ts';
import { projectRoot } from '../../src/system/paths.ts';

const options = new Command('bench-frames')
  .description('memory that a frame of the camera leaves behind')
  .option('--frames <n>', 'how many are looked at', wholeNumber, 2_000)
  .option('--attempts <n>', 'frames of one person, before the next is enrolled', wholeNumber, 20)
  .addOption(new Option('--profile <name>', 'face networks').choices(['standard', 'embedded']).default('embedded'))
  .option('--json', 'the last line as JSON')
  .parse()
  .opts<{ frames: number; attempts: number; profile: 'standard' | 'embedded'; json?: true }>();

interface Held {
  readonly frames: number;
  readonly heapBytes: number;
  readonly externalBytes: number;
  readonly bufferBytes: number;
  readonly residentBytes: number;
}

const { gc } = globalThis;
if (!gc) throw new Error('start it by npm run bench:frames: it needs --expose-gc');
const root = projectRoot();
const models = process.env.UKETSUKE_MODELS || undefined;
const engine = unwrap(
  await openInProcessEngine(unwrap(chooseProfile({ wanted: options.profile, modelsFolder: models }))),
);
const camera = createSimulatedCamera({ root, faults: new FaultBoard() });
const photoOf = fixturePhotos(root);
const people = loadPeople(root).filter((person) => photoOf(person));
const rows: Held[] = [];
const kinds: Record<string, number> = {};
const every = Math.max(1, Math.round(options.frames / 10));

let frames = 0;
for (let turn = 0; frames < options.frames; turn += 1) {
  const person = people[turn % people.length];
  const photo = person && photoOf(person);
  if (!photo) throw new Error('nobody has a photo');
  unwrap(await engine.enrol(Uint8Array.from(photo)));
  camera.show({ person: person.id });
  const enough = new AbortController();
  const until = frames + options.attempts;
  for await (const frame of camera.stream(enough.signal)) {
    const { jpeg } = unwrap(frame);
    const { kind } = unwrap(await engine.look(jpeg));
    jpeg.fill(0);
    kinds[kind] = (kinds[kind] ?? 0) + 1;
    frames += 1;
    if (frames % every === 0) rows.push(held(frames));
    if (frames >= until || frames >= options.frames) enough.abort();
  }
  await engine.forget();
}
await engine.close();
await camera.close();

for (const row of rows) process.stdout.write(`${lineOf(row)}\n`);
const [, from] = rows;
const to = rows.at(-1);
if (from && to) {
  const perFrame = (value: (row: Held) => number): number =>
    Math.round((value(to) - value(from)) / (to.frames - from.frames));
  const left = {
    heap: perFrame(({ heapBytes }) => heapBytes),
    external: perFrame(({ externalBytes }) => externalBytes),
    resident: perFrame(({ residentBytes }) => residentBytes),
  };
  process.stdout.write(`a frame leaves, bytes: ${JSON.stringify(left)}; seen: ${JSON.stringify(kinds)}\n`);
  if (options.json) process.stdout.write(`${JSON.stringify({ profile: options.profile, left, kinds, rows })}\n`);
}

function held(of: number): Held {
  for (let round = 0; round < 3; round += 1) gc?.();
  const { heapUsed, external, arrayBuffers, rss } = process.memoryUsage();
  return { frames: of, heapBytes: heapUsed, externalBytes: external, bufferBytes: arrayBuffers, residentBytes: rss };
}

function lineOf({ frames: of, heapBytes, externalBytes, bufferBytes, residentBytes }: Held): string {
  const kib = (bytes: number): string => `${Math.round(bytes / 1_024).toLocaleString('en')} KiB`;
  return `${of} frames: heap ${kib(heapBytes)}, external ${kib(externalBytes)} (buffers ${kib(bufferBytes)}), resident ${kib(residentBytes)}`;
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new InvalidArgumentError('must be a whole number above 0');
  return Number(text);
}
