/**
 * The moment a header of HTTP names (`Date`, `Retry-After`), milliseconds since the epoch; undefined where it is none.
 * Source: RFC 9110, IMF-fixdate. `Date.parse` alone takes almost anything, and a time without its zone for a local one:
 * nine hours off.
 */
export function httpDate(header: string | null | undefined): number | undefined {
  const text = header?.trim() ?? '';
  const time = /^[A-Z][a-z]{2}, .+ (GMT|UTC)$/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
}
