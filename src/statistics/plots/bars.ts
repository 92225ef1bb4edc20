import { max } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import { type Html, html } from '../../kernel/html.ts';
import { colourOf, frame, legend, nothing, svg, tenths } from './chart.ts';

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
export function barPlot(plot: BarPlot, bars: readonly Bar[]): Html {
  if (bars.length === 0) return svg(plot, nothing());
  const left = 16;
  const x = scaleLinear([0, max(bars, ({ end }) => end) || 1], [0, frame.width - left - frame.right - labelRoom]);
  const rows = bars.map(({ name, value, end, label }, index) => {
    const top = frame.top + index * (rowHeight + 10);
    const [barTop, barHeight] = [top + 18, rowHeight - 18];
    return html`<text x="${left}" y="${top + 13}">${name}</text>
<rect y="${barTop}" height="${barHeight}" x="${left}" width="${tenths(x(value))}" fill="${colourOf(0)}"/>
<rect y="${barTop}" height="${barHeight}" x="${tenths(left + x(value))}" width="${tenths(x(end - value))}" fill="${colourOf(1)}"/>
<text x="${tenths(left + x(end) + 8)}" y="${barTop + 13}">${label}</text>
`;
  });
  const height = frame.top + bars.length * (rowHeight + 10) + 6;
  return svg({ ...plot, height }, [legend(plot.parts), rows]);
}
