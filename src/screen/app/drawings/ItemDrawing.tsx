import type { JSX } from 'preact';
import type { ConsentItem } from '../../../consent/items.ts';

/** One drawing per kind of information, 64 by 64. */
export function ItemDrawing({ item }: { readonly item: ConsentItem }) {
  const Shape = shapes[item];
  return (
    <svg class="drawing item-drawing" viewBox="0 0 64 64" aria-hidden="true">
      <Shape />
    </svg>
  );
}

/** A certificate of 医療費助成, 64 by 64: what the municipality pays. */
export function CertificateDrawing() {
  return (
    <svg class="drawing item-drawing" viewBox="0 0 64 64" aria-hidden="true">
      <rect class="fill" x="5" y="12" width="54" height="40" rx="5" />
      <rect x="5" y="12" width="54" height="40" rx="5" />
      <path d="M14 23h22M14 32h14M14 41h14" />
      <circle class="paper" cx="45" cy="38" r="9" />
      <circle cx="45" cy="38" r="9" />
    </svg>
  );
}

const shapes = {
  surgery: Scalpel,
  medication: Medicine,
  diagnosis: Stethoscope,
  checkup: Chart,
  prescriptions: Prescription,
} as const satisfies Record<ConsentItem, () => JSX.Element>;

function Scalpel() {
  return (
    <>
      <path class="fill" d="M35 29 54 10c3 6 0 17-8 23l-5 4Z" />
      <path d="M35 29 54 10c3 6 0 17-8 23l-5 4Z" />
      <path d="m30.500 28 11.500 10-6 5.500-9.500-9.500Z" />
      <path d="m28 36-18 17M31.500 40 14 56l-4-3" />
    </>
  );
}

function Medicine() {
  return (
    <>
      <g transform="rotate(-38 26 26)">
        <path class="fill" d="M26 16h13a10 10 0 0 1 0 20H26Z" />
        <rect x="3" y="16" width="46" height="20" rx="10" />
        <path d="M26 16v20" />
      </g>
      <circle cx="46" cy="46" r="11" class="paper" />
      <circle cx="46" cy="46" r="11" />
      <path d="m39.500 50 13-8" />
    </>
  );
}

function Stethoscope() {
  return (
    <>
      <path d="M12 8H8v14c0 9 5.500 14 13 14s13-5 13-14V8h-4" />
      <path d="M21 36v6c0 8 5 13 13 13s14-5 14-13v-7" />
      <circle class="fill" cx="48" cy="28" r="7" />
      <circle cx="48" cy="28" r="7" />
    </>
  );
}

function Chart() {
  return (
    <>
      <rect x="11" y="11" width="42" height="47" rx="4" />
      <path class="fill" d="M23 6h18v10H23Z" />
      <path d="M23 6h18v10H23Z" />
      <path d="M18 38h8l4-9 6 16 4-7h6" />
      <path d="M20 50h24" />
    </>
  );
}

function Prescription() {
  return (
    <>
      <path class="fill" d="M14 7h26l11 11v40H14Z" />
      <path d="M14 7h26l11 11v40H14ZM40 7v11h11" />
      <path d="M23 28h19M23 37h19M23 46h7M37 43v10M32 48h10" />
    </>
  );
}
