import { max } from 'd3-array';
import { scaleBand, scaleLinear } from 'd3-scale';
import { line, stack } from 'd3-shape';
import { type Html, html } from '../../kernel/html.ts';
import { periodName } from '../words.ts';
import { colourOf, frame, legend, nothing, periodAxis, svg, tenths, valueAxis } from './chart.ts';

interface OverTime {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly periods: readonly string[];
  readonly labelOf: (value: number) => string;
}

/** One value a period, joined by a line; a period without one leaves a gap. */
export interface Series {
  readonly name: string;
  readonly values: readonly (number | null)[];
}

/** Lines over the periods. @param ceiling where the axis ends; the largest value when absent. */
export function linePlot(plot: OverTime, series: readonly Series[], ceiling?: number): Html {
  const values = series.flatMap((each) => each.values).filter((value) => value !== null);
  if (values.length === 0) return svg(plot, nothing());
  const { y, x, centreOf } = axes(plot.periods, ceiling ?? max(values) ?? 0);
  const path = line<number | null>()
    .defined((value) => value !== null)
    .x((_value, index) => centreOf(index))
    .y((value) => y(value ?? 0))
    .digits(1);
  const radius = tenths(Math.min(4, x.bandwidth() / 3));
  const lines = series.map(({ values: own }, index) => {
    // A second hint beside the colour.
    const dashes = index > 0 && html` stroke-dasharray="6 4"`;
    const colour = colourOf(index);
    const points = own.map(
      (value, at) =>
        value !== null &&
        html`<circle cx="${tenths(centreOf(at))}" cy="${tenths(y(value))}" r="${radius}" fill="${colour}"/>
`,
    );
    return html`<path d="${path(own)}" fill="none" stroke="${colour}" stroke-width="2.5"${dashes}/>
${points}`;
  });
  return svg(plot, [
    series.length > 1 && legend(series.map(({ name }) => name)),
    valueAxis(y, plot.labelOf),
    periodAxis(plot.periods.map(periodName), centreOf),
    lines,
  ]);
}

/** Counts on top of each other, one column a period. */
export function stackedPlot(plot: OverTime, series: readonly Series[]): Html {
  const rows = plot.periods.map((_period, at) =>
    Object.fromEntries(series.map(({ name, values }) => [name, values[at] ?? 0])),
  );
  const layers = stack<Record<string, number>>().keys(series.map(({ name }) => name))(rows);
  const most = max(layers.flatMap((layer) => layer.map(([, top]) => top))) ?? 0;
  if (most === 0) return svg(plot, nothing());
  const { y, x, centreOf } = axes(plot.periods, most);
  const bars = layers.map((layer, index) =>
    layer.map(([from, to], at) => {
      if (to <= from) return null;
      const [left, height] = [tenths(centreOf(at) - x.bandwidth() / 2), tenths(y(from) - y(to))];
      return html`<rect x="${left}" y="${tenths(y(to))}" width="${tenths(x.bandwidth())}" height="${height}" fill="${colourOf(index)}"/>
`;
    }),
  );
  return svg(plot, [
    legend(series.map(({ name }) => name)),
    valueAxis(y, plot.labelOf),
    periodAxis(plot.periods.map(periodName), centreOf),
    bars,
  ]);
}

function axes(periods: readonly string[], ceiling: number) {
  const x = scaleBand(periods, [frame.left, frame.width - frame.right]).padding(0.2);
  const y = scaleLinear([0, ceiling === 0 ? 1 : ceiling], [frame.height - frame.bottom, frame.top]).nice(4);
  const centreOf = (index: number): number => (x(periods[index] ?? '') ?? 0) + x.bandwidth() / 2;
  return { x, y, centreOf };
}
