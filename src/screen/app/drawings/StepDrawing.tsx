import type { ReaderPlace } from '../../view.ts';

/** Where on the drawing the reader lies, its middle, and from where the card comes to it. */
const readers = {
  below: { x: 100, y: 122, from: 'M100 66v18' },
  left: { x: 46, y: 112, from: 'M46 56v18' },
  right: { x: 154, y: 112, from: 'M154 56v18' },
} as const satisfies Record<ReaderPlace, { x: number; y: number; from: string }>;

/** The panel, as it stands to its reader. */
const panels = {
  below: { x: 52, y: 8, width: 96, height: 74 },
  left: { x: 96, y: 14, width: 92, height: 122 },
  right: { x: 12, y: 14, width: 92, height: 122 },
} as const satisfies Record<ReaderPlace, { x: number; y: number; width: number; height: number }>;

/** This very kiosk from the front, with the card on its way onto the reader. 200 by 150. */
export function PlaceCardDrawing({ reader }: { readonly reader: ReaderPlace }) {
  const { x, y, from } = readers[reader];
  return (
    <svg class="drawing step-drawing" viewBox="0 0 200 150" aria-hidden="true">
      <rect class="paper" {...panels[reader]} rx="8" />
      <rect {...panels[reader]} rx="8" />
      <path class="reader-plate" d={`M${x - 40} ${y + 8}h80l8 18h-96Z`} />
      <path d={`M${x - 40} ${y + 8}h80l8 18h-96Z`} />
      <g class="step-card">
        <SmallCard x={x - 27} y={y - 34} />
      </g>
      <path class="step-arrow" d={`${from}m-7-8 7 8 7-8`} />
    </svg>
  );
}

function SmallCard({ x, y }: { readonly x: number; readonly y: number }) {
  return (
    <g transform={`translate(${x} ${y})`}>
      <rect class="fill" width="54" height="34" rx="4" />
      <rect width="54" height="34" rx="4" />
      <circle class="ink" cx="13" cy="13" r="5" />
      <path class="ink" d="M5 28c0-6 3-9 8-9s8 3 8 9Z" />
      <path d="M28 11h19M28 19h15M28 27h17" />
    </g>
  );
}

/** A face in its frame, or the digits. 200 by 150. */
export function ProveDrawing() {
  return (
    <svg class="drawing step-drawing" viewBox="0 0 200 150" aria-hidden="true">
      <path class="fill" d="M66 34c15 0 24 10 24 26 0 17-11 32-24 32S42 77 42 60c0-16 9-26 24-26Z" />
      <path d="M66 34c15 0 24 10 24 26 0 17-11 32-24 32S42 77 42 60c0-16 9-26 24-26Z" />
      <path d="M57 59v4M75 59v4M58 77c5 4 11 4 16 0" />
      <path
        class="corner"
        d="M20 38V26a6 6 0 0 1 6-6h12M94 20h12a6 6 0 0 1 6 6v12M112 94v12a6 6 0 0 1-6 6H94M38 112H26a6 6 0 0 1-6-6V94"
      />
      <rect class="paper" x="128" y="34" width="54" height="80" rx="8" />
      <rect x="128" y="34" width="54" height="80" rx="8" />
      {[139, 150, 161, 172].map((cx) => (
        <circle key={cx} class="ink" cx={cx - 0.5} cy="50" r="3" />
      ))}
      {[72, 87, 102].map((cy) =>
        [141, 155, 169].map((cx) => <circle key={`${cx}-${cy}`} class="key" cx={cx} cy={cy} r="4" />),
      )}
    </svg>
  );
}

/** Answers ticked, and the seal of 受付完了. 200 by 150. */
export function FinishDrawing() {
  return (
    <svg class="drawing step-drawing" viewBox="0 0 200 150" aria-hidden="true">
      <rect class="paper" x="28" y="18" width="96" height="114" rx="8" />
      <rect x="28" y="18" width="96" height="114" rx="8" />
      {[42, 68, 94].map((y) => (
        <g key={y}>
          <rect x="42" y={y - 8} width="16" height="16" rx="4" />
          <path d={`M70 ${y}h38`} />
        </g>
      ))}
      <path class="step-tick" d="m45 42 4 5 8-10M45 68l4 5 8-10" />
      <circle class="fill" cx="142" cy="98" r="34" />
      <circle cx="142" cy="98" r="34" />
      <path class="step-done" d="m127 99 11 11 20-23" />
    </svg>
  );
}
