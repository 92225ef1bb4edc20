import { max } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import { element, type Markup, together } from '../markup.ts';
import { colourOf, frame, legend, nothing, svg } from './chart.ts';

/** One row: a name, two values that share a scale, and what is written behind them. */
export interface Bar {
  readonly name: string;
  /** Drawn dark. */
  readonly value: number;
  /** Drawn light, from the end of the first on; not below it. */
  readonly end: number;
  readonly label: string;
}

interface BarPlot {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** What the dark and the light part stand for. */
  readonly parts: readonly [string, string];
}

const rowHeight = 34;
const labelRoom = 130;

/** Rows that lie, the name above its bar: names of causes are sentences. */
export function barPlot(plot: BarPlot, bars: readonly Bar[]): Markup {
  if (bars.length === 0) return svg(plot, nothing());
  const left = 16;
  const x = scaleLinear([0, max(bars, ({ end }) => end) || 1], [0, frame.width - left - frame.right - labelRoom]);
  const rows = bars.map(({ name, value, end, label }, index) => {
    const top = frame.top + index * (rowHeight + 10);
    const bar = { y: top + 18, height: rowHeight - 18 };
    return together(
      element('text', { x: left, y: top + 13 }, name),
      element('rect', { ...bar, x: left, width: x(value), fill: colourOf(0) }),
      element('rect', { ...bar, x: left + x(value), width: x(end - value), fill: colourOf(1) }),
      element('text', { x: left + x(end) + 8, y: bar.y + 13 }, label),
    );
  });
  const height = frame.top + bars.length * (rowHeight + 10) + 6;
  return svg({ ...plot, height }, legend(plot.parts), ...rows);
}
