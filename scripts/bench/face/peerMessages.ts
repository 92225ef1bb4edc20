import type { Cost } from './cost.ts';

/** A decoded picture: red, green, blue in turn. */
export interface PeerRequest {
  readonly pixels: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** From pixels to descriptor. */
export interface PeerAnswer extends Cost {
  readonly found: boolean;
}
