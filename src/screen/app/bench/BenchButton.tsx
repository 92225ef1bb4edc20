import type { ComponentChildren } from 'preact';
import { useAllowed, useKiosk } from '../kiosk.ts';

interface Props {
  readonly action: string;
  readonly children: ComponentChildren;
  readonly main?: boolean;
  readonly current?: boolean;
}

/** A button of the technician's; left out where it cannot be pressed. */
export function BenchButton({ action, children, main, current }: Props) {
  const { press } = useKiosk();
  if (!useAllowed(action)) return null;
  return (
    <button
      type="button"
      class={main ? 'bench-button bench-main' : 'bench-button'}
      data-action={action}
      aria-current={current ? 'step' : undefined}
      onClick={() => press(action)}
    >
      {children}
    </button>
  );
}
