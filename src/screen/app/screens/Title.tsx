import { useEffect, useRef } from 'preact/hooks';
import { useKiosk } from '../kiosk.ts';
import { Phrases } from './Phrases.tsx';

/**
 * What the screen says or asks. It takes the focus when its screen comes up, so a screen reader begins here and a
 * keyboard goes on from here to the first answer.
 */
export function Title({ children }: { readonly children: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { keys } = useKiosk().view;
  const hasCursor = (keys?.at ?? null) !== null;
  useEffect(() => {
    // The cursor of the keys stands where it stands.
    if (!hasCursor) heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <h1 class="title" tabIndex={-1} ref={heading}>
      <Phrases>{children}</Phrases>
    </h1>
  );
}
