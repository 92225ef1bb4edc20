import type { ComponentChildren } from 'preact';
import { type PlateShape, plateEdge, type TableMatrix } from './plateEdge.ts';

/**
 * The reader and the card, seen from above at an angle. What happens to the card is told by the class on the drawing
 * (`scene-idle`, `scene-reading`, …) and moved by scene.css, the free screen’s now and then; without motion the drawing
 * alone still says it.
 * The card is nobody's design: a photo, some lines.
 */
type Happening = 'idle' | 'reading' | 'waiting' | 'checking' | 'take-card' | 'done' | 'resting' | 'problem';

/** Flat coordinates, centred on the reader, laid onto the table. */
const table: TableMatrix = [0.9, -0.3, 0.66, 0.5, 320, 300];
const onTable = `matrix(${table.join(' ')})`;

const pad = plate({ width: 400, height: 300, thickness: 34, round: 34 });
const card = plate({ width: 262, height: 166, thickness: 5, round: 16 });

function plate(shape: PlateShape) {
  return { shape, edge: plateEdge(shape, table) };
}

export function Scene({ happening }: { readonly happening: Happening }) {
  return (
    <svg class={`scene scene-${happening}`} viewBox="0 0 640 520" aria-hidden="true">
      <Ripples />
      {happening === 'done' ? (
        <Done />
      ) : (
        <>
          <Reader />
          <Card />
          {happening === 'checking' && <Enquiry />}
          {happening === 'problem' && <Mark />}
        </>
      )}
    </svg>
  );
}

function Ripples() {
  return (
    <g class="ripples">
      {[300, 410, 530, 660, 800].map((radius) => (
        <circle key={radius} class="ripple" transform={onTable} r={radius} />
      ))}
    </g>
  );
}

interface PlateProps {
  readonly name: string;
  readonly of: ReturnType<typeof plate>;
  readonly children?: ComponentChildren;
}

/** A plate with rounded corners and its edge below it. */
function Plate({ name, of, children }: PlateProps) {
  const { width, height, round } = of.shape;
  return (
    <g class={name}>
      <path class="plate-edge" d={of.edge} />
      <g transform={onTable}>
        <rect class="plate-top" x={-width / 2} y={-height / 2} width={width} height={height} rx={round} />
        {children}
      </g>
    </g>
  );
}

function Reader() {
  return (
    <Plate name="reader" of={pad}>
      <rect class="recess" x={-150} y={-102} width={300} height={204} rx={24} />
      <rect class="outline" x={-131} y={-83} width={262} height={166} rx={16} />
      <rect class="shadow" x={-131} y={-83} width={262} height={166} rx={16} />
      <circle class="lamp" cx={0} cy={128} r={9} />
    </Plate>
  );
}

function Card() {
  return (
    <g class="card-moves">
      <Plate name="card" of={card}>
        <g class="card-print">
          <rect x={-113} y={-62} width={84} height={104} rx={6} class="photo" />
          <circle cx={-71} cy={-22} r={19} />
          <path d="M-104 42c0-22 14-34 33-34s33 12 33 34Z" />
          <path class="lines" d="M-8-48H96M-8-20H76M-8 8H88M-113 62H96" />
        </g>
        <g class="light">
          <rect x={-131} y={-83} width={262} height={166} rx={16} />
        </g>
      </Plate>
      <path class="arrow" d="M0 0v-74m-30 28 30-30 30 30" />
    </g>
  );
}

/** The question on its way to the insurer and the answer being ticked off. */
function Enquiry() {
  return (
    <g class="enquiry">
      <path class="way" d="M330 236C350 150 400 118 452 112" />
      <g transform="translate(462 20)">
        <path
          class="sheet"
          d="M14 0h98a14 14 0 0 1 14 14v136a14 14 0 0 1-14 14H14a14 14 0 0 1-14-14V14A14 14 0 0 1 14 0Z"
        />
        <path class="sheet-lines" d="M56 42h46M56 82h46M56 122h46" />
        <path class="sheet-tick" d="m22 42 7 7 13-15" />
        <path class="sheet-tick" d="m22 82 7 7 13-15" />
        <path class="sheet-tick" d="m22 122 7 7 13-15" />
      </g>
    </g>
  );
}

function Done() {
  return (
    <g class="seal">
      <circle class="seal-ring" cx="320" cy="260" r="172" />
      <circle class="seal-disc" cx="320" cy="260" r="140" />
      <path class="seal-tick" d="m254 266 46 46 88-98" />
    </g>
  );
}

function Mark() {
  return (
    <g class="mark" transform="translate(478 112)">
      <circle r="62" />
      <path d="M0-32V8M0 30v.5" />
    </g>
  );
}
