import type { Slot } from './bootEntries.ts';
import type { BootLoader, NewKernel } from './bootLoader.ts';

/** RAUC calls slots by their `bootname` of system.conf. */
export const bootNames: Readonly<Record<Slot, string>> = { a: 'A', b: 'B' };

/** What the backend answers: what it prints, and whether RAUC is to believe it. */
export interface BackendAnswer {
  readonly print?: string;
  readonly exit: 0 | 1 | 2;
}

/**
 * RAUC's custom boot loader backend (RAUC manual, "Custom"): `get-primary`, `set-primary NAME`, `get-state NAME`,
 * `set-state NAME good|bad`.
 *
 * @param kernelOf opens the kernel on a slot's boot partition
 */
export function bootBackend(
  words: readonly string[],
  loader: BootLoader,
  kernelOf: (slot: Slot) => NewKernel,
): BackendAnswer {
  const [what, name, state] = words;
  if (what === 'get-primary') {
    const { primary } = loader;
    return primary === undefined ? { exit: 1 } : { print: bootNames[primary], exit: 0 };
  }
  const slot = name === bootNames.a ? 'a' : name === bootNames.b ? 'b' : undefined;
  if (slot === undefined) return { exit: 2 };
  switch (what) {
    case 'set-primary':
      loader.tryNext(slot, kernelOf(slot));
      return { exit: 0 };
    case 'get-state':
      return { print: loader.isGood(slot) ? 'good' : 'bad', exit: 0 };
    case 'set-state':
      if (state === 'good') loader.markGood(slot);
      else if (state === 'bad') loader.markBad(slot);
      else return { exit: 2 };
      return { exit: 0 };
    default:
      return { exit: 2 };
  }
}
