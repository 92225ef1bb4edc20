import { failed, ok, type Result } from '../../problem/result.ts';
import { type Sound, samplesIn } from '../sound.ts';

const headerBytes = 12;

/**
 * The sound in a RIFF WAVE file with 16-bit mono samples; undefined where it is none. A length of the data that goes
 * beyond the file, as whoever writes into a pipe must claim, ends with the file.
 */
export function soundIn(file: Uint8Array): Sound | undefined {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (file.length < headerBytes || textAt(view, 0) !== 'RIFF' || textAt(view, 8) !== 'WAVE') return undefined;
  let rate = 0;
  for (let at = headerBytes; at + 8 <= file.length; ) {
    const length = view.getUint32(at + 4, true);
    const from = at + 8;
    switch (textAt(view, at)) {
      case 'fmt ':
        if (length < 16 || from + 16 > file.length || !isPlain(view, from)) return undefined;
        rate = view.getUint32(from + 4, true);
        break;
      case 'data':
        return rate > 0
          ? { rate, samples: samplesIn(file.subarray(from, from + Math.min(length, file.length - from))) }
          : undefined;
    }
    at = from + length + (length % 2);
  }
  return undefined;
}

/** The sound in what an engine has written; U-621 where there is none. */
export function soundOrWhy(engine: string, file: Uint8Array): Result<Sound> {
  const sound = soundIn(file);
  return sound && sound.samples.length > 0 ? ok(sound) : failed('U-621', `${engine} wrote no sound`);
}

/** PCM, one channel, 16 bits. */
function isPlain(view: DataView, at: number): boolean {
  return view.getUint16(at, true) === 1 && view.getUint16(at + 2, true) === 1 && view.getUint16(at + 14, true) === 16;
}

function textAt(view: DataView, at: number): string {
  return String.fromCharCode(...[0, 1, 2, 3].map((offset) => view.getUint8(at + offset)));
}
