/**
 * The wait a receiver asks for, in milliseconds; undefined where it asks for none or makes no sense.
 * @param header value of `Retry-After`: whole seconds, or an HTTP date.
 */
export function retryAfterMs(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  const text = header.trim();
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1_000;
  // Only the form with a day name is an HTTP date; Date.parse alone would take almost anything.
  const date = /^[A-Z][a-z]{2}, /.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
