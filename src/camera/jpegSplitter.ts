const startOfImage = 0xd8;
const endOfImage = 0xd9;
const startOfScan = 0xda;
const soiThenMarker = Buffer.from([0xff, startOfImage, 0xff]);
const endMarker = Buffer.from([0xff, endOfImage]);
/** Far more than a webcam's picture; beyond it the bytes are no picture any more. */
const mostBytes = 4 * 1024 * 1024;
const firstCapacity = 256 * 1024;

/** One picture of the stream, a copy of its own. */
export interface CutPicture {
  readonly jpeg: Uint8Array;
  /** The camera left its end out. */
  readonly isMended: boolean;
}

/**
 * Cuts a stream of JPEG pictures, one behind the other, into whole ones.
 *
 * It walks from marker to marker instead of looking for FF D8 and FF D9: a segment is skipped by its length, so that
 * a thumbnail inside it is not taken for a picture; stuffed bytes and restart markers inside a scan are passed over.
 * A picture ends where the next begins, or the stream: some cameras leave the end marker out. It is put there, and
 * whoever decodes the picture finds out whether it was cut short. One in which another begins before its scan, or whose
 * markers make no sense, is torn: counted and dropped.
 */
export class JpegSplitter {
  /** Pictures begun and never rightly ended. */
  torn = 0;
  private held = Buffer.alloc(firstCapacity);
  /** Bytes held. While inside a picture it begins at 0. */
  private length = 0;
  /** Where to read on. May lie beyond `length`: the end of a segment that has not come yet. */
  private at = 0;
  private place: 'between' | 'marker' | 'scan' = 'between';
  private hasScan = false;

  /** Takes the next bytes, zeroes them, and returns the pictures that are now whole, each a copy of its own. */
  push(chunk: Uint8Array): readonly CutPicture[] {
    this.append(chunk);
    chunk.fill(0);
    const pictures: CutPicture[] = [];
    for (let more = true; more; ) more = this.step(pictures);
    if (this.length > mostBytes) this.tear(this.length);
    return pictures;
  }

  /** The stream is over: the last picture, where it has a scan and no end. */
  end(): readonly CutPicture[] {
    const pictures: CutPicture[] = [];
    // Where the bytes end inside a segment behind the scan, more than the end is missing.
    if (this.place !== 'between' && this.hasScan && this.at <= this.length) this.mend(this.length, pictures);
    this.clear();
    return pictures;
  }

  /** Forgets what is held: bytes of a face. */
  clear(): void {
    this.drop(this.length);
  }

  /** Walks on by one marker or one stretch of scan; false where more bytes are needed. */
  private step(pictures: CutPicture[]): boolean {
    if (this.place === 'between') return this.findStart();
    if (this.place === 'scan') return this.passScan();
    return this.passMarker(pictures);
  }

  private findStart(): boolean {
    const start = this.held.subarray(0, this.length).indexOf(soiThenMarker);
    this.drop(start >= 0 ? start : Math.max(0, this.length - 2));
    if (start < 0) return false;
    this.at = 2;
    this.hasScan = false;
    this.place = 'marker';
    return true;
  }

  private passScan(): boolean {
    const { held, length } = this;
    const ff = held.subarray(0, length).indexOf(0xff, this.at);
    this.at = ff < 0 ? length : ff;
    if (ff < 0 || ff + 1 >= length) return false;
    const code = held[ff + 1] ?? 0;
    if (code === 0 || isRestart(code)) this.at = ff + 2;
    else this.place = 'marker';
    return true;
  }

  private passMarker(pictures: CutPicture[]): boolean {
    const { held, at } = this;
    if (at + 1 >= this.length) return false;
    const code = held[at + 1] ?? 0;
    if (held[at] !== 0xff || code === 0) return this.tear(at);
    if (code === startOfImage) return this.hasScan ? this.mend(at, pictures) : this.tear(at);
    if (code === 0xff) {
      this.at = at + 1;
      return true;
    }
    if (code === endOfImage) return this.hasScan ? this.take(at + 2, pictures) : this.tear(at + 2);
    if (isRestart(code)) return this.tear(at + 2);
    if (at + 3 >= this.length) return false;
    const size = held.readUInt16BE(at + 2);
    if (size < 2) return this.tear(at);
    this.at = at + 2 + size;
    if (code === startOfScan) {
      this.hasScan = true;
      this.place = 'scan';
    }
    return true;
  }

  private take(end: number, pictures: CutPicture[]): true {
    pictures.push({ jpeg: new Uint8Array(this.held.subarray(0, end)), isMended: false });
    this.drop(end);
    return true;
  }

  private mend(end: number, pictures: CutPicture[]): true {
    const jpeg = new Uint8Array(end + endMarker.length);
    jpeg.set(this.held.subarray(0, end));
    jpeg.set(endMarker, end);
    pictures.push({ jpeg, isMended: true });
    this.drop(end);
    return true;
  }

  /** Gives this picture up; the next one is looked for from `from` on. */
  private tear(from: number): true {
    this.torn += 1;
    this.drop(from);
    return true;
  }

  /** Lets go of the first `count` bytes: zeroes them, and is between pictures. */
  private drop(count: number): void {
    const { held, length } = this;
    const left = Math.max(0, length - count);
    held.copyWithin(0, length - left, length);
    held.fill(0, left, length);
    this.length = left;
    this.at = 0;
    this.place = 'between';
  }

  private append(chunk: Uint8Array): void {
    const needed = this.length + chunk.length;
    if (needed > this.held.length) {
      const larger = Buffer.alloc(2 * needed);
      this.held.copy(larger, 0, 0, this.length);
      this.held.fill(0);
      this.held = larger;
    }
    this.held.set(chunk, this.length);
    this.length = needed;
  }
}

function isRestart(code: number): boolean {
  return code >= 0xd0 && code <= 0xd7;
}
