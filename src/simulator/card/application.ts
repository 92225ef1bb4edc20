import type { KeyObject } from 'node:crypto';
import type { VirtualPin } from './virtualPin.ts';

/** An elementary file of the virtual card. `opensWith` lists PINs any one of which opens it; absent means free. */
export type CardFile =
  | { readonly kind: 'binary'; readonly bytes: Uint8Array; readonly opensWith?: readonly VirtualPin[] }
  | { readonly kind: 'pin'; readonly pin: VirtualPin }
  | { readonly kind: 'key'; readonly key: KeyObject; readonly opensWith: readonly VirtualPin[] };

/** An application of the virtual card, with its files by identifier. */
export interface CardApplication {
  readonly aid: Uint8Array;
  readonly files: ReadonlyMap<number, CardFile>;
}
