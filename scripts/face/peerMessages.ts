/** A decoded picture: red, green, blue in turn. */
export interface PeerRequest {
  readonly pixels: Uint8Array;
  readonly width: number;
  readonly height: number;
}

export interface PeerAnswer {
  /** From pixels to descriptor, milliseconds. */
  readonly ms: number;
  readonly found: boolean;
  /** Memory of the process, bytes. */
  readonly rss: number;
}
