/** A phone and how its owner is known: by a look, or by four digits. 120 by 120. */
export function PhoneDrawing({ kind }: { readonly kind: 'iphone' | 'android' }) {
  return (
    <svg class="drawing method-drawing" viewBox="0 0 120 120" aria-hidden="true">
      <rect class="fill" x="34" y="8" width="52" height="104" rx="11" />
      <rect x="34" y="8" width="52" height="104" rx="11" />
      {kind === 'iphone' ? (
        <path d="M48 46v-6h6M72 46v-6h-6M48 70v6h6M72 70v6h-6M55 55v2M65 55v2M55 64c3 3 7 3 10 0" />
      ) : (
        <>
          {[46, 56, 66, 76].map((x) => (
            <circle key={x} class="ink" cx={x - 1} cy="44" r="3.5" />
          ))}
          <path d="M47 64h4M58 64h4M69 64h4M47 78h4M58 78h4M69 78h4" />
        </>
      )}
    </svg>
  );
}

/** A phone above the reader, and what passes between them. */
export function HeldPhoneDrawing() {
  return (
    <svg class="scene paper-scene" viewBox="0 0 640 520" aria-hidden="true">
      <rect class="sheet" x="150" y="372" width="340" height="96" rx="26" />
      <path class="ink-line" d="M230 420h180" />
      <rect class="day-now" x="228" y="62" width="184" height="216" rx="26" />
      <path class="ink-line thin" d="M296 92h48" />
      <path class="ink-line" d="M264 318c34 16 78 16 112 0M288 344c20 9 44 9 64 0" />
    </svg>
  );
}
