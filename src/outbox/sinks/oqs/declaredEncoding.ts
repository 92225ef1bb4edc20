import { failed, ok, type Result } from '../../../problem/result.ts';
import type { OqsEncoding } from './encoding.ts';

/** What files declare, in the words of those who write them, and what it is called here. CP932 is what all mean by Shift_JIS. */
const known: ReadonlyMap<string, string> = new Map([
  ...['utf8', 'unicode11utf8'].map((name) => [name, 'utf-8'] as const),
  ...[
    'shiftjis',
    'sjis',
    'xsjis',
    'mskanji',
    'csshiftjis',
    'windows31j',
    'cswindows31j',
    'ms932',
    'cp932',
    'ibm943',
  ].map((name) => [name, 'shift_jis'] as const),
  ...['utf16', 'utf16le', 'unicode', 'ucs2'].map((name) => [name, 'utf-16le'] as const),
  ['utf16be', 'utf-16be'],
  ['eucjp', 'euc-jp'],
]);

/** Marks that name the encoding better than any declaration: programs on Windows put them in front. */
const marks = [
  { bytes: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
  { bytes: [0xff, 0xfe], encoding: 'utf-16le' },
  { bytes: [0xfe, 0xff], encoding: 'utf-16be' },
] as const;

/** How much of a file may stand before the end of its declaration, bytes. */
const declarationBytes = 256;

/**
 * The text of an XML file in the encoding it says it has, `site`'s where it says nothing; without a byte order mark.
 * What is not valid in that encoding would come out as other characters of a person's name than went in.
 * Errors: U-403 with the line, or with the name of an encoding nobody here reads.
 */
export function declaredText(bytes: Uint8Array, site: OqsEncoding): Result<string> {
  const encoding = encodingOf(bytes, site);
  if (!encoding.ok) return encoding;
  try {
    return ok(new TextDecoder(encoding.value, { fatal: true }).decode(bytes));
  } catch {
    return failed('U-403', `the answer file is not ${encoding.value} in line ${firstWrongLine(bytes, encoding.value)}`);
  }
}

function encodingOf(bytes: Uint8Array, site: OqsEncoding): Result<string> {
  const mark = marks.find((each) => each.bytes.every((byte, at) => bytes[at] === byte));
  if (mark) return ok(mark.encoding);
  const start = Buffer.from(bytes.subarray(0, declarationBytes)).toString('latin1').replaceAll('\0', '');
  const declared = /^\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]{1,32})["']/.exec(start)?.[1];
  if (declared === undefined) return ok(site);
  const encoding = known.get(declared.toLowerCase().replaceAll(/[^a-z0-9]/g, ''));
  return encoding === undefined
    ? failed('U-403', `the answer file is in ${declared}, which is not read`)
    : ok(encoding);
}

/** Counted from 1: decoded up to each line feed in turn, until one of the parts is refused. */
function firstWrongLine(bytes: Uint8Array, encoding: string): number {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let line = 1;
  let from = 0;
  while (from < bytes.length) {
    const end = bytes.indexOf(0x0a, from);
    const until = end < 0 ? bytes.length : end + 1;
    try {
      if (decoder.decode(bytes.subarray(from, until), { stream: true }).includes('\n')) line += 1;
    } catch {
      return line;
    }
    from = until;
  }
  return line;
}
