import type { ComponentChildren } from 'preact';
import { NoticeIcon } from '../drawings/icons.tsx';

/** A sentence that must not be overlooked. */
export function Notice({ children }: { readonly children: ComponentChildren }) {
  return (
    <p class="notice">
      <NoticeIcon />
      {children}
    </p>
  );
}
