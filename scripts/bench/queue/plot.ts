/** One line of the plot: enqueues a second at each size. */
export interface Series {
  readonly name: string;
  readonly values: readonly number[];
}

const colours = ['#0b6e4f', '#2563eb', '#6b7280', '#9ca3af', '#b45309', '#7c3aed'];
const [width, height, left, top, bottom] = [840, 380, 70, 48, 300];

/** Enqueues a second over the number of waiting rows, as an SVG that needs nothing else. */
export function plot(sizes: readonly number[], series: readonly Series[]): string {
  const most = Math.max(...series.flatMap(({ values }) => values));
  const step = 10 ** Math.floor(Math.log10(most)) / (most / 10 ** Math.floor(Math.log10(most)) < 3 ? 2 : 1);
  const ceiling = Math.ceil(most / step) * step;
  const x = (at: number): number => left + 40 + (at * 420) / Math.max(1, sizes.length - 1);
  const y = (value: number): number => bottom - ((bottom - top) * value) / ceiling;
  const ticks = Array.from({ length: Math.round(ceiling / step) + 1 }, (_, at) => at * step);
  const grid = ticks.map(
    (tick) =>
      `<path d="M${left} ${y(tick)}H${x(sizes.length - 1) + 40}" stroke="#e5e7eb"/>` +
      `<text x="${left - 8}" y="${y(tick) + 4}" text-anchor="end">${tick.toLocaleString('en')}</text>`,
  );
  const labels = sizes.map(
    (size, at) => `<text x="${x(at)}" y="${bottom + 22}" text-anchor="middle">${size.toLocaleString('en')}</text>`,
  );
  const lines = series.map(({ name, values }, at) => {
    const colour = colours[at % colours.length];
    const points = values.map((value, index) => `${x(index)},${y(value).toFixed(1)}`);
    const dots = points
      .map((point) => `<circle cx="${point.replace(',', '" cy="')}" r="4" fill="${colour}"/>`)
      .join('');
    const legend = top + 12 + at * 24;
    return (
      `<polyline points="${points.join(' ')}" fill="none" stroke="${colour}" stroke-width="${at === 0 ? 3 : 2}"/>${dots}` +
      `<rect x="${width - 250}" y="${legend - 9}" width="12" height="12" fill="${colour}"/>` +
      `<text x="${width - 232}" y="${legend + 2}">${name}</text>`
    );
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" font-family="sans-serif" font-size="12" fill="#111827">`,
    '<title>Durable enqueues a second over the number of waiting receptions</title>',
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    `<text x="${left}" y="24" font-size="15" font-weight="bold">Durable enqueues a second (median)</text>`,
    ...grid,
    ...labels,
    `<text x="${x((sizes.length - 1) / 2)}" y="${bottom + 46}" text-anchor="middle">receptions already waiting</text>`,
    ...lines,
    '</svg>',
    '',
  ].join('\n');
}
