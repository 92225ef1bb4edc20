import type { ComponentChildren } from 'preact';
import { useAllowed, useKiosk } from '../kiosk.ts';

interface Props {
  readonly action: string;
  readonly children: ComponentChildren;
  readonly main?: boolean;
  readonly current?: boolean;
  /** Whether it stays in its place while it cannot be pressed. */
  readonly always?: boolean;
}

/** A button of the technician's; unless it is to stay, left out where it cannot be pressed. */
export function BenchButton({ action, children, main, current, always = false }: Props) {
  const { press } = useKiosk();
  const isAllowed = useAllowed(action);
  if (!isAllowed && !always) return null;
  return (
    <button
      type="button"
      class={main ? 'bench-button bench-main' : 'bench-button'}
      data-action={action}
      disabled={!isAllowed}
      aria-current={current ? 'step' : undefined}
      onClick={() => press(action)}
    >
      {children}
    </button>
  );
}
