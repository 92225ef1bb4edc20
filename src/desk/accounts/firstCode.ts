import { failed, ok, type Result } from '../../problem/result.ts';
import { readPrivateFile } from '../../storage/privateFile.ts';
import { newCode } from './secrets.ts';

/** As many letters and digits as a code that is drawn: shorter ones can be guessed, and longer ones are not taken. */
const leastCounted = 12;
const mostTyped = 20;

/**
 * The code for the first account: what clinic IT wrote into a file, else a new one, which is printed at each start.
 * Errors: U-702 the file is missing, too short or too long, or readable by others than its owner.
 */
export function firstCode(file: string | undefined): Result<string> {
  if (file === undefined) return ok(newCode());
  const read = readPrivateFile(file);
  if (!read.ok) return read;
  const code = Buffer.from(read.value).toString('utf8').trim();
  const counted = code.replaceAll(/[^0-9A-Za-z]/g, '').length;
  const isCode = counted >= leastCounted && code.length <= mostTyped;
  return isCode ? ok(code) : failed('U-702', `${file} holds no code of ${leastCounted} to ${mostTyped} characters`);
}
