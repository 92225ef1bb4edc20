import type { ComponentChildren } from 'preact';
import { NoticeIcon } from '../drawings/icons.tsx';
import { Phrases } from './Phrases.tsx';

/** A sentence that must not be overlooked. */
export function Notice({ children }: { readonly children: ComponentChildren }) {
  return (
    <p class="notice">
      <NoticeIcon />
      {typeof children === 'string' ? (
        <span>
          <Phrases>{children}</Phrases>
        </span>
      ) : (
        children
      )}
    </p>
  );
}
