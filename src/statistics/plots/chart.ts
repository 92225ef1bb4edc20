import type { ScaleLinear } from 'd3-scale';
import { type Fragment, type Html, html } from '../../kernel/html.ts';

/** Size of a plot and of the room around what is drawn, in user units. */
export const frame = { width: 720, height: 260, left: 64, right: 16, top: 34, bottom: 34 } as const;

/** Okabe and Ito's colours, which people with any kind of colour vision tell apart; darkest first. */
export const colours = ['#0072b2', '#e69f00', '#009e73', '#cc79a7', '#999999'] as const;

export function colourOf(index: number): string {
  return colours[index % colours.length] ?? colours[0];
}

interface Plot {
  /** Of the file and of the ids in it. */
  readonly name: string;
  readonly title: string;
  /** The plot in a sentence, for those who hear it. */
  readonly description: string;
  readonly height?: number;
}

/** A plot as a picture with a name and a description. */
export function svg({ name, title, description, height = frame.height }: Plot, content: Fragment): Html {
  const [titleId, descriptionId] = [`statistics-${name}-title`, `statistics-${name}-description`];
  return html`<svg xmlns="http://www.w3.org/2000/svg" class="statistics-plot" viewBox="0 0 ${frame.width} ${height}" role="img" aria-labelledby="${titleId} ${descriptionId}" font-size="13" fill="#17242b"><title id="${titleId}">${title}</title><desc id="${descriptionId}">${description || emptyPeriod}</desc>
${content}</svg>`;
}

/** Lines and labels for the values of the upright axis. */
export function valueAxis(scale: ScaleLinear<number, number>, labelOf: (value: number) => string, ticks = 4): Fragment {
  return scale.ticks(ticks).map((value) => {
    const y = scale(value);
    return html`<path d="M${frame.left} ${tenths(y)}H${frame.width - frame.right}" stroke="#d5dddb"/>
<text x="${frame.left - 8}" y="${tenths(y + 4)}" text-anchor="end">${labelOf(value)}</text>
`;
  });
}

/** Labels below, as many as fit. */
export function periodAxis(periods: readonly string[], centreOf: (index: number) => number): Fragment {
  const every = Math.ceil(periods.length / mostLabels);
  return periods.map(
    (period, index) =>
      index % every === 0 &&
      html`<text x="${tenths(centreOf(index))}" y="${frame.height - 12}" text-anchor="middle">${period}</text>
`,
  );
}

const mostLabels = 12;

/** What the colours stand for, above the plot. */
export function legend(names: readonly string[]): Fragment {
  let x: number = frame.left;
  return names.map((name, index) => {
    const at = x;
    x += 34 + width(name);
    return html`<rect x="${at}" y="8" width="13" height="13" fill="${colourOf(index)}"/>
<text x="${at + 18}" y="19">${name}</text>
`;
  });
}

const emptyPeriod = 'この期間の記録はありません';

/** Where there is nothing to draw. */
export function nothing(): Html {
  return html`<text x="${frame.width / 2}" y="${frame.height / 2}" text-anchor="middle" fill="#4a5b62">${emptyPeriod}</text>`;
}

/** A tenth of a pixel is enough. */
export function tenths(value: number): number {
  return Number(value.toFixed(1));
}

/** About as wide as it is written; what is not ASCII takes a whole square. */
function width(text: string): number {
  return [...text].reduce((sum, letter) => sum + (letter <= '~' ? 7.5 : 13), 0);
}
