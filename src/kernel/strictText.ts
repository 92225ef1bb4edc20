/**
 * The text in bytes that came from outside, which must be UTF-8; undefined where they are not. A byte order mark, which
 * programs on Windows like to put there, harms nothing and is left out. Whatever is not UTF-8 would come out with other
 * characters in a person's name than went in.
 */
export function strictText(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
