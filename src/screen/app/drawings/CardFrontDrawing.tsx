import { withoutReadings } from '../../../kernel/furigana.ts';
import { drawnCard, type NumberPart, numberParts, printedPlaces } from './printedPlaces.ts';

/** Room for the number beside each place. */
const mark = { radius: 4, gap: 5.5 } as const;

/** The front of the card as it lies before the patient, with the three places of its numbers; `now` is the one asked for. */
export function CardFrontDrawing({ now, label }: { readonly now: NumberPart | undefined; readonly label: string }) {
  return (
    <svg
      class="card-front"
      viewBox={`-1 -1 ${drawnCard.width + 2} ${drawnCard.height + 2}`}
      role="img"
      aria-label={withoutReadings(label)}
    >
      <rect class="front" width={drawnCard.width} height={drawnCard.height} rx="3.5" />
      <rect class="portrait" x="4" y="18" width="20" height="26" rx="1" />
      <circle class="head" cx="14" cy="27.500" r="5" />
      <path class="head" d="M5.500 44q.5-9.500 8.500-9.500t8.500 9.500Z" />
      <path class="print" d="M4 6h6M13 6h34M4 11.500h6M13 11.500h48M30 39.500h18" />
      {numberParts.map((part, index) => (
        <Place key={part} part={part} number={index + 1} isNow={part === now} />
      ))}
    </svg>
  );
}

function Place(props: { readonly part: NumberPart; readonly number: number; readonly isNow: boolean }) {
  const { x, y, width, height } = printedPlaces[props.part];
  const middle = y + height / 2;
  const at = x + width + mark.gap;
  return (
    <g class={props.isNow ? 'marked marked-now' : 'marked'}>
      <rect {...{ x, y, width, height }} rx="1.2" />
      <path class="digits" d={`M${x + 2.5} ${middle}H${x + width - 2.5}`} />
      <circle cx={at} cy={middle} r={mark.radius} />
      <text x={at} y={middle}>
        {props.number}
      </text>
    </g>
  );
}
