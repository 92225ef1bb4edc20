import type { ComponentChildren } from 'preact';

/** A sheet of paper with something on it, as large as a scene. */
function Sheet({ children }: { readonly children: ComponentChildren }) {
  return (
    <svg class="scene paper-scene" viewBox="0 0 640 520" aria-hidden="true">
      <rect class="sheet" x="180" y="70" width="280" height="380" rx="22" />
      {children}
    </svg>
  );
}

/** A month, and a day in it that counts: the end of a certificate, a birth date. */
export function CalendarDrawing() {
  const columns = [222, 274, 326, 378] as const;
  const rows = [210, 262, 314, 366] as const;
  return (
    <Sheet>
      <path class="band" d="M180 150V92a22 22 0 0 1 22-22h236a22 22 0 0 1 22 22v58Z" />
      <path class="ink-line" d="M250 48v48M390 48v48" />
      {rows.map((y) =>
        columns.map((x) => <rect key={`${x}-${y}`} class="day" x={x} y={y} width="36" height="36" rx="7" />),
      )}
      <rect class="day-now" x="326" y="314" width="36" height="36" rx="7" />
      <path class="ink-line" d="M312 300l64 64m0-64-64 64" />
    </Sheet>
  );
}

/** Paid now, back later. */
export function RefundDrawing() {
  return (
    <Sheet>
      <circle class="coin" cx="320" cy="225" r="86" />
      <path class="ink-line" d="m284 176 36 52 36-52M320 228v52M288 236h64M288 260h64" />
      <path class="ink-line" d="M250 372c40 34 100 34 140 0m0 0v34m0-34h-34" />
    </Sheet>
  );
}

/** A card that becomes an insurance card. */
export function RegisterDrawing() {
  return (
    <Sheet>
      <rect class="day-now" x="224" y="124" width="192" height="122" rx="14" />
      <circle class="coin" cx="268" cy="176" r="20" />
      <path class="ink-line thin" d="M236 226c2-22 14-32 32-32s30 10 32 32M322 164h72M322 194h56" />
      <path class="ink-line" d="m262 344 38 38 78-86" />
    </Sheet>
  );
}

/** A prescription that goes to the pharmacy by itself, 120 by 120. */
export function ElectronicDrawing() {
  return (
    <svg class="drawing method-drawing" viewBox="0 0 120 120" aria-hidden="true">
      <rect class="fill" x="14" y="22" width="58" height="76" rx="8" />
      <rect x="14" y="22" width="58" height="76" rx="8" />
      <path d="M27 44h32M27 60h32M27 76h18" />
      <path d="M84 36c9 6 14 14 14 24s-5 18-14 24M80 50c4 3 6 6 6 10s-2 7-6 10" />
    </svg>
  );
}

/** A prescription in the hand, 120 by 120. */
export function PaperFormDrawing() {
  return (
    <svg class="drawing method-drawing" viewBox="0 0 120 120" aria-hidden="true">
      <path class="fill" d="M26 12h50l20 20v76H26Z" />
      <path d="M26 12h50l20 20v76H26ZM76 12v20h20" />
      <path d="M42 50h38M42 66h38M42 82h24" />
    </svg>
  );
}
