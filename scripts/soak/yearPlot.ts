import type { Row } from './year.ts';

/** A curve of the plot, in its panel's unit. */
interface Curve {
  readonly name: string;
  readonly value: (row: Row) => number;
}

interface Panel {
  readonly title: string;
  readonly curves: readonly Curve[];
}

const mebibyte = 1_048_576;
const colours = ['#0b6e4f', '#2563eb', '#b45309', '#7c3aed', '#6b7280'];
const [width, height, left, right, top] = [840, 200, 64, 190, 34];

const panels: readonly Panel[] = [
  {
    title: 'Memory, MiB',
    curves: [
      { name: 'heap after collection', value: ({ heapBytes }) => heapBytes / mebibyte },
      { name: 'kiosk, resident', value: ({ kioskBytes }) => kioskBytes / mebibyte },
      { name: 'browser, resident', value: ({ browserBytes }) => browserBytes / mebibyte },
    ],
  },
  {
    title: 'Stores on disk, MiB',
    curves: ['outbox', 'audit', 'numbers', 'log', 'desk'].map((store) => ({
      name: store,
      value: ({ disks }) => (disks[store] ?? 0) / mebibyte,
    })),
  },
  {
    title: 'Machine time of a visit, ms',
    curves: [
      { name: 'median', value: ({ visitMs }) => visitMs.p50 },
      { name: 'p95', value: ({ visitMs }) => visitMs.p95 },
    ],
  },
  { title: 'Open files of the kiosk', curves: [{ name: 'descriptors', value: (row) => row.kioskDescriptors }] },
];

/** A year as an SVG that needs nothing else: panels over the simulated days, one below the other. */
export function yearPlot(rows: readonly Row[]): string {
  const drawn = panels.map((panel, at) => panelOf(panel, rows, at * height));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${panels.length * height + 24}" role="img" font-family="sans-serif" font-size="12" fill="#111827">`,
    '<title>A working year of a kiosk: memory, disk, machine time and open files over the days</title>',
    `<rect width="${width}" height="${panels.length * height + 24}" fill="#ffffff"/>`,
    ...drawn,
    `<text x="${(left + width - right) / 2}" y="${panels.length * height + 14}" text-anchor="middle">days</text>`,
    '</svg>',
    '',
  ].join('\n');
}

function panelOf({ title, curves }: Panel, rows: readonly Row[], above: number): string {
  const known = curves.flatMap(({ value }) => rows.map(value)).filter(Number.isFinite);
  const most = niceAbove(Math.max(1, ...known));
  const lastDay = Math.max(1, ...rows.map(({ day }) => day));
  const [floor, ceiling] = [above + height - 24, above + top];
  const x = (day: number): number => left + (day / lastDay) * (width - left - right);
  const y = (value: number): number => floor - (value / most) * (floor - ceiling);
  const grid = [0, most / 2, most].map(
    (tick) =>
      `<path d="M${left} ${y(tick)}H${width - right}" stroke="#e5e7eb"/>` +
      `<text x="${left - 8}" y="${y(tick) + 4}" text-anchor="end">${tick.toLocaleString('en')}</text>`,
  );
  const days = [0, lastDay / 2, lastDay].map(
    (day) => `<text x="${x(day)}" y="${floor + 16}" text-anchor="middle">${Math.round(day)}</text>`,
  );
  const lines = curves.map(({ name, value }, at) => {
    const points = rows
      .filter((row) => Number.isFinite(value(row)))
      .map((row) => `${x(row.day).toFixed(1)},${y(value(row)).toFixed(1)}`);
    const legend = ceiling + 10 + at * 18;
    return (
      `<polyline points="${points.join(' ')}" fill="none" stroke="${colours[at]}" stroke-width="2"/>` +
      `<rect x="${width - right + 14}" y="${legend - 9}" width="12" height="12" fill="${colours[at]}"/>` +
      `<text x="${width - right + 32}" y="${legend + 2}">${name}</text>`
    );
  });
  return [`<text x="${left}" y="${above + 20}" font-weight="bold">${title}</text>`, ...grid, ...days, ...lines].join(
    '\n',
  );
}

/** The next of 1, 2, 5, 10, 20, 50 … that is not below. */
function niceAbove(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 5, 10].find((step) => step * power >= value) ?? 10) * power;
}
