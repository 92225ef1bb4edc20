import type { MeasuredRow, Plotted } from '../screen/benchView.ts';

/** So many points are kept of a value: past this every second one goes, so that a day is as long on paper as a minute. */
const mostPoints = 240;

interface Line {
  readonly unit: string;
  readonly least: number | null;
  readonly most: number | null;
  points: number[];
  /** Of all values, also those whose points are gone. */
  low: number;
  high: number;
  last: number;
  count: number;
  /** One point stands for so many values. */
  every: number;
}

/** Values as they move while somebody looks, or while nobody does. */
export class MovingValues {
  private readonly lines = new Map<string, Line>();

  add(
    says: string,
    value: number,
    about: { readonly unit?: string; readonly least?: number; readonly most?: number },
  ): void {
    const line = this.lines.get(says) ?? {
      unit: about.unit ?? '',
      least: about.least ?? null,
      most: about.most ?? null,
      points: [],
      low: value,
      high: value,
      last: value,
      count: 0,
      every: 1,
    };
    this.lines.set(says, line);
    line.low = Math.min(line.low, value);
    line.high = Math.max(line.high, value);
    line.last = value;
    if (line.count % line.every === 0) line.points.push(value);
    line.count += 1;
    if (line.points.length <= mostPoints) return;
    line.points = line.points.filter((_, at) => at % 2 === 0);
    line.every *= 2;
  }

  /** All of them, or those that moved. */
  plots(which: 'all' | 'moved'): readonly Plotted[] {
    return [...this.lines]
      .filter(([, { low, high }]) => which === 'all' || low !== high)
      .map(([says, { unit, points, least, most }]) => ({ says, unit, points: [...points], least, most }));
  }

  /** From the lowest to the highest of each. */
  rows(): readonly MeasuredRow[] {
    return [...this.lines].map(([says, { unit, low, high, least, most, count }]) => ({
      says,
      value: `${rounded(low)}～${rounded(high)}${unit && ` ${unit}`}（${count}回）`,
      limit: [...(least === null ? [] : [`${least} 以上`]), ...(most === null ? [] : [`${most} 以下`])].join('、'),
      ok: least === null && most === null ? null : low >= (least ?? low) && high <= (most ?? high),
    }));
  }
}

function rounded(value: number): number {
  return Number(value.toFixed(1));
}
