/** A face inside the corners of a viewfinder, 120 by 120. */
export function FaceDrawing() {
  return (
    <svg class="drawing method-drawing" viewBox="0 0 120 120" aria-hidden="true">
      <path class="fill" d="M60 26c16 0 25 11 25 27 0 18-11 34-25 34S35 71 35 53c0-16 9-27 25-27Z" />
      <path d="M60 26c16 0 25 11 25 27 0 18-11 34-25 34S35 71 35 53c0-16 9-27 25-27Z" />
      <path d="M50 52v4M70 52v4M51 70c5 5 13 5 18 0" />
      <path
        class="corner"
        d="M8 30V14a6 6 0 0 1 6-6h16M90 8h16a6 6 0 0 1 6 6v16M112 90v16a6 6 0 0 1-6 6H90M30 112H14a6 6 0 0 1-6-6V90"
      />
    </svg>
  );
}

const dots = [26, 49, 72, 95] as const;
const rows = [60, 80, 100] as const;
const columns = [35, 60, 85] as const;

/** Four places and the keys under them, 120 by 120. */
export function PinDrawing() {
  return (
    <svg class="drawing method-drawing" viewBox="0 0 120 120" aria-hidden="true">
      <rect class="fill" x="8" y="8" width="104" height="32" rx="8" />
      <rect x="8" y="8" width="104" height="32" rx="8" />
      {dots.map((x) => (
        <circle key={x} class="ink" cx={x} cy="24" r="5.500" />
      ))}
      {rows.map((y) =>
        columns.map((x) => <rect key={`${x}-${y}`} x={x - 8} y={y - 5} width="16" height="12" rx="4" />),
      )}
    </svg>
  );
}
