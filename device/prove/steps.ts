import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** How a step went. */
export interface StepResult {
  readonly name: string;
  readonly ok: boolean;
  readonly seconds: number;
  /** Whether it was begun a second time. */
  readonly again: boolean;
  /** What it found, or why it failed. */
  readonly says: string;
}

/** What a step may do when it failed for the first time: an emulated machine hangs now and then. */
export interface StepOptions {
  readonly limitMs: number;
  /** Brings everything back to where the step can begin again; without it there is no second time. */
  readonly afresh?: () => Promise<void>;
}

const kept = 'report.json';

/** How the steps went whose report lies in this folder; none where there is no report. */
export function resultsIn(folder: string): readonly StepResult[] {
  const file = join(folder, kept);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as readonly StepResult[]) : [];
}

/** Runs steps one after the other, each within its limit, and writes the report. */
export class Steps {
  private readonly results: StepResult[] = [];
  private readonly folder: string;
  private readonly say: (line: string) => void;

  /** @param folder of report and pictures */
  constructor(folder: string, say: (line: string) => void) {
    mkdirSync(folder, { recursive: true });
    // One of before would be taken for this one's, where this one ends before it has any.
    rmSync(join(folder, kept), { force: true });
    this.folder = folder;
    this.say = say;
  }

  /** Whether it went well. Never throws: what fails is in the report. */
  async run(name: string, options: StepOptions, work: () => Promise<string | undefined>): Promise<boolean> {
    const began = performance.now();
    let again = false;
    let outcome = await attempt(work, options.limitMs);
    if (!outcome.ok && options.afresh) {
      again = true;
      this.say(`  ${name}: ${outcome.says}; once more`);
      const ready = await attempt(async () => {
        await options.afresh?.();
        return undefined;
      }, options.limitMs);
      outcome = ready.ok ? await attempt(work, options.limitMs) : ready;
    }
    const result = { name, ...outcome, again, seconds: Math.round((performance.now() - began) / 1_000) };
    this.results.push(result);
    this.say(
      `${result.ok ? 'passed' : 'FAILED'}  ${name} (${result.seconds} s)${result.says === '' ? '' : `: ${result.says}`}`,
    );
    this.write();
    return result.ok;
  }

  /** Steps that could not be tried, since what they need failed. */
  skip(names: readonly string[], why: string): void {
    for (const name of names)
      this.results.push({ name, ok: false, seconds: 0, again: false, says: `not tried: ${why}` });
    this.write();
  }

  /** Steps that went on elsewhere. */
  take(results: readonly StepResult[]): void {
    this.results.push(...results);
    this.write();
  }

  /** `N passed, N failed` */
  get summary(): string {
    const passed = this.results.filter(({ ok }) => ok).length;
    return `${passed} passed, ${this.results.length - passed} failed`;
  }

  get failed(): number {
    return this.results.filter(({ ok }) => !ok).length;
  }

  picture(name: string): string {
    return join(this.folder, `${name}.png`);
  }

  private write(): void {
    const rows = this.results.map(
      ({ name, ok, seconds, again, says }) =>
        `| ${name} | ${ok ? 'passed' : 'failed'}${again ? ', second try' : ''} | ${seconds} | ${says.replaceAll('|', '/').replaceAll('\n', ' ')} |`,
    );
    const table = ['| step | outcome | seconds | what was seen |', '|---|---|---|---|', ...rows];
    writeFileSync(join(this.folder, kept), JSON.stringify(this.results));
    writeFileSync(join(this.folder, 'report.md'), `${[...table, '', this.summary].join('\n')}\n`);
  }
}

async function attempt(
  work: () => Promise<string | undefined>,
  limitMs: number,
): Promise<{ readonly ok: boolean; readonly says: string }> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`not within ${Math.round(limitMs / 1_000)} s`)), limitMs);
  });
  try {
    return { ok: true, says: (await Promise.race([work(), late])) ?? '' };
  } catch (error) {
    return { ok: false, says: error instanceof Error ? error.message : String(error) };
  } finally {
    clearTimeout(timer);
  }
}
