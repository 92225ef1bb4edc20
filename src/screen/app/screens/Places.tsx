import { withoutReadings } from '../../../kernel/furigana.ts';

const places = [0, 1, 2, 3] as const;

/** Four places that fill with dots: how many digits are typed, never which. */
export function Places(props: { readonly typed: number; readonly state: string; readonly label: string }) {
  return (
    <div class={`places places-${props.state}`} role="img" aria-label={withoutReadings(props.label)}>
      {places.map((place) => (
        <span key={place} class={place < props.typed ? 'place place-typed' : 'place'} />
      ))}
    </div>
  );
}
