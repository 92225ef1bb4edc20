import type { Part, Target } from './target.ts';

/** One thing that somebody would try. */
export interface Attack {
  readonly id: string;
  /** What is tried, in words. */
  readonly tries: string;
  readonly needs: readonly Part[];
  /** What got through, a line each; empty where everything held. What cannot be carried out throws. */
  through(target: Target): Promise<readonly string[]>;
}

/** How one attack ended. */
export interface Held {
  readonly id: string;
  readonly tries: string;
  readonly ok: boolean;
  readonly through: readonly string[];
  readonly ms: number;
}

const attackLimitMs = 90_000;

/** Carries one out. One that cannot be carried out has not held: nobody knows. */
export async function run(attack: Attack, target: Target): Promise<Held> {
  const started = performance.now();
  const through = await withinLimit(attack.through(target)).catch((error: unknown) => [`could not be tried: ${error}`]);
  const ms = Math.round(performance.now() - started);
  return { id: attack.id, tries: attack.tries, ok: through.length === 0, through, ms };
}

export function heldLine({ ok, tries, through, ms }: Held): string {
  const shown = through.slice(0, 10).map((line) => `\n      ${line}`);
  return `${ok ? '✓ held' : '✗ did not hold'}  ${tries} (${ms} ms)${shown.join('')}`;
}

async function withinLimit<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no end within ${attackLimitMs} ms`)), attackLimitMs);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
