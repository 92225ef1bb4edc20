/**
 * Why a picture gave no number: no whole card in it; no dates and code where they belong; a lamp mirrored on a digit; a
 * digit that the engine is not sure of, or reads in two ways; digits that make no card; no picture at all; the reader
 * itself failed.
 */
export type NoNumber =
  | 'no-card'
  | 'no-print'
  | 'glare'
  | 'doubtful'
  | 'implausible'
  | 'not-a-picture'
  | 'engine-failed';

/** What one picture of the card tells. */
export type PictureReading =
  | {
      readonly kind: 'number';
      /** 照合番号B, 14 ASCII digits. The holder zeroes them. */
      readonly number: Uint8Array;
      /** The card ends on a birthday: month and day stand on it twice, and were read alike. */
      readonly endsOnBirthday: boolean;
    }
  | { readonly kind: 'nothing'; readonly why: NoNumber };

/** `unknown`: no picture, or the reader itself failed. */
export type Outline = 'card' | 'no-card' | 'unknown';

/** Reads 照合番号B off single pictures. */
export interface PictureReader {
  /** `jpeg` is a whole JPEG file; it is zeroed before this settles. `now` decides what is plausible. */
  read(jpeg: Uint8Array, now: Date): Promise<PictureReading>;
  /** Whether something of a card's shape lies there; what is printed on it is not looked at. `jpeg` is zeroed too. */
  outline(jpeg: Uint8Array): Promise<Outline>;
  close(): Promise<void>;
}
