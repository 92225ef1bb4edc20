import { InvalidArgumentError } from 'commander';
import { midnightInTokyo } from '../kernel/tokyoTime.ts';

/** A value as every `--json` prints it. */
export function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

/** What stands below a command's help. */
export function examples(...lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  uketsuke ${line}`).join('\n')}\n`;
}

/** Two columns: what it is, and what it is like. */
export function pairsOfWords(lines: readonly (readonly [name: string, value: string])[]): string {
  return lines.map(([name, value]) => `${name.padEnd(12)} ${value}\n`).join('');
}

export function positiveInteger(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('must be a whole number above 0');
  return Number(text);
}

export function portNumber(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new InvalidArgumentError('must be a port, 0 to 65535 (0: any free)');
  return port;
}

/**
 * A time as ISO 8601 has it, or a day, which is one in Tokyo: its first moment, or with `end` the first after it.
 * Milliseconds since the epoch.
 */
export function momentOf(text: string, of: 'start' | 'end' = 'start'): number {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  if (year && month && date && !Number.isNaN(Date.parse(text))) {
    const next = of === 'end' ? 1 : 0;
    return midnightInTokyo({ year: Number(year), month: Number(month), day: Number(date) + next }).getTime();
  }
  const time = Date.parse(text);
  if (Number.isNaN(time))
    throw new InvalidArgumentError('must be a day like 2026-04-01 or a time like 2026-04-01T09:00+09:00');
  return time;
}
