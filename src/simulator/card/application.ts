import type { KeyObject } from 'node:crypto';
import type { VirtualPin } from './virtualPin.ts';

/** An elementary file of the virtual card. `opensWith` lists PINs any one of which opens it; absent means free. */
export type CardFile =
  | { readonly kind: 'binary'; readonly bytes: Uint8Array; readonly opensWith?: readonly VirtualPin[] }
  | { readonly kind: 'pin'; readonly pin: VirtualPin }
  | { readonly kind: 'key'; readonly key: KeyObject; readonly opensWith?: readonly VirtualPin[] }
  /** There on real cards, what it holds is not public: selecting it works, reading it does not. */
  | { readonly kind: 'opaque' };

/** An application of the virtual card, with its files by identifier. */
export interface CardApplication {
  readonly aid: Uint8Array;
  readonly files: ReadonlyMap<number, CardFile>;
  /** The key that signs where no file is named, with no PIN: active authentication. */
  readonly key?: KeyObject;
}

/** A file that real cards have and that says nothing. */
export const filler: CardFile = { kind: 'binary', bytes: new Uint8Array(16).fill(0xff) };
export const opaque: CardFile = { kind: 'opaque' };
