import type { Plotted } from '../../benchView.ts';

const [wide, high] = [300, 80];

/** One value as it moved, with its limits as lines, and large what it is now. */
export function Plot({ plot: { says, unit, points, least, most } }: { readonly plot: Plotted }) {
  const last = points.at(-1) ?? 0;
  const all = [...points, ...(least === null ? [] : [least]), ...(most === null ? [] : [most])];
  const [low, top] = [Math.min(...all), Math.max(...all)];
  const span = top - low || 1;
  const y = (value: number) => high - 6 - ((value - low) / span) * (high - 12);
  const x = (at: number) => (points.length < 2 ? wide / 2 : (at / (points.length - 1)) * wide);
  const isOut = (least !== null && last < least) || (most !== null && last > most);
  return (
    <figure class="bench-plot" data-out={isOut}>
      <figcaption>
        {says}{' '}
        <b>
          {Number(last.toFixed(1))}
          {unit && ` ${unit}`}
        </b>
      </figcaption>
      <svg viewBox={`0 0 ${wide} ${high}`} preserveAspectRatio="none" aria-hidden="true">
        {[least, most].map(
          (limit) => limit !== null && <line key={limit} class="limit" x1="0" x2={wide} y1={y(limit)} y2={y(limit)} />,
        )}
        {points.length === 1 ? (
          <circle cx={x(0)} cy={y(last)} r="4" />
        ) : (
          <polyline points={points.map((value, at) => `${x(at)},${y(value)}`).join(' ')} />
        )}
      </svg>
    </figure>
  );
}
