import type { ComponentChildren } from 'preact';

/** Small line drawings, 48 by 48, in the colour of the words beside them. They repeat words, so nothing reads them out. */
function Icon({ children }: { readonly children: ComponentChildren }) {
  return (
    <svg class="icon" viewBox="0 0 48 48" aria-hidden="true">
      {children}
    </svg>
  );
}

export function TickIcon() {
  return (
    <Icon>
      <path d="M10 25.5 20 35 38.5 14" />
    </Icon>
  );
}

export function CrossIcon() {
  return (
    <Icon>
      <path d="M13 13l22 22M35 13 13 35" />
    </Icon>
  );
}

export function BackspaceIcon() {
  return (
    <Icon>
      <path d="M17 11h23a3 3 0 0 1 3 3v20a3 3 0 0 1-3 3H17L5 24Z" />
      <path d="m22 18.5 11 11m0-11-11 11" />
    </Icon>
  );
}

export function PersonAtDeskIcon() {
  return (
    <Icon>
      <circle cx="24" cy="12" r="6.5" />
      <path d="M12 30c0-6 5-9.500 12-9.500S36 24 36 30" />
      <path d="M5 31h38v11H5Z" />
    </Icon>
  );
}

export function NoticeIcon() {
  return (
    <Icon>
      <circle cx="24" cy="24" r="18.500" />
      <path d="M24 14v12.500M24 33.500v.2" />
    </Icon>
  );
}

/** 償還払い: money that comes back. */
export function RefundIcon() {
  return (
    <Icon>
      <path d="m17 10 7 10 7-10M24 20v12M17 23h14M17 28h14" />
      <path d="M8 30c3 8 9 12 16 12s13-4 16-12m0 0v7m0-7h-7" />
    </Icon>
  );
}

export function BellIcon() {
  return (
    <Icon>
      <path d="M10 35h28c-3-3-4-7-4-14a10 10 0 0 0-20 0c0 7-1 11-4 14ZM20 41h8M24 7v4" />
    </Icon>
  );
}

/** A small letter and a large one. */
export function TextIcon() {
  return (
    <Icon>
      <path d="M4 38 11 20l7 18M6.500 32h9M20 38 31 9l11 29M24 28h14" />
    </Icon>
  );
}
