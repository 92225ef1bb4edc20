import { parseArgs } from 'node:util';
import fc from 'fast-check';

/** One thing that holds for whatever comes in at an edge. */
export interface FuzzProperty {
  readonly name: string;
  /** Its share of all cases; those of one script add up to 1. */
  readonly share: number;
  readonly property: fc.IAsyncProperty<unknown[]> | fc.IProperty<unknown[]>;
}

/** What became of one property. */
export interface FuzzOutcome {
  readonly name: string;
  readonly cases: number;
  readonly seconds: number;
  /** How to see the failing case again, shrunk, and what it was; absent where all held. */
  readonly failed?: {
    readonly seed: number;
    readonly path: string | null;
    readonly why: string;
    readonly report: string;
  };
}

/** One property is told about so often on its way. */
const slices = 10;

/**
 * Runs the properties as the command line says: `[cases] [seed] --only NAME --path PATH --json`, `--cases` and
 * `--seed` by name as well. Tells how far it is on standard error. `rest` is added to what `--json` prints.
 */
export async function fuzz(
  properties: readonly FuzzProperty[],
  usualCases: number,
  rest: () => Readonly<Record<string, unknown>> = () => ({}),
): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      cases: { type: 'string' },
      seed: { type: 'string' },
      only: { type: 'string' },
      path: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const cases = Number(values.cases ?? positionals[0] ?? usualCases);
  const seed = Number(values.seed ?? positionals[1] ?? Date.now() & 0x7fffffff);
  const { only, path } = values;
  const outcomes: FuzzOutcome[] = [];
  for (const each of properties.filter(({ name }) => only === undefined || name.includes(only))) {
    const outcome = await run(each, Math.ceil(cases * each.share), seed, path);
    outcomes.push(outcome);
    process.stdout.write(linesOf(outcome));
  }
  const failed = outcomes.filter((outcome) => outcome.failed);
  process.stdout.write(`seed ${seed}\n`);
  if (values.json) process.stdout.write(`${JSON.stringify({ seed, cases, outcomes, ...rest() })}\n`);
  process.exitCode = outcomes.length > 0 && failed.length === 0 ? 0 : 1;
}

/** In slices, each with a seed that follows from the one given. */
async function run(
  { name, property }: FuzzProperty,
  cases: number,
  seed: number,
  path: string | undefined,
): Promise<FuzzOutcome> {
  const started = performance.now();
  const seconds = () => Math.round((performance.now() - started) / 100) / 10;
  const atOnce = Math.ceil(cases / slices);
  let done = 0;
  for (let slice = 0; done < cases; slice += 1) {
    const numRuns = Math.min(atOnce, cases - done);
    const outcome = await fc.check(property, { numRuns, seed: seed + slice, ...(path === undefined ? {} : { path }) });
    done += outcome.numRuns;
    if (outcome.failed) {
      const report = fc.defaultReportMessage(outcome) ?? '';
      const why = String(outcome.errorInstance);
      const failed = { seed: outcome.seed, path: outcome.counterexamplePath, why, report };
      return { name, cases: done, seconds: seconds(), failed };
    }
    // A path leads to one case.
    if (path !== undefined) break;
    process.stderr.write(`  ${name}: ${done.toLocaleString('en')} of ${cases.toLocaleString('en')}, ${seconds()} s\n`);
  }
  return { name, cases: done, seconds: seconds() };
}

function linesOf({ name, cases, seconds, failed }: FuzzOutcome): string {
  const line = `${failed ? '✗' : '✓'} ${name}: ${cases.toLocaleString('en')} cases, ${seconds} s\n`;
  if (!failed) return line;
  return `${line}  ${failed.why}\n${failed.report}\nagain: --only '${name}' --seed ${failed.seed} --path ${failed.path ?? ''}\n`;
}
