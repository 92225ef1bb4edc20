/** As RFC 9110 (5.6.7) has senders write it, and as older ones did; all three are UTC. */
const withZone = /^(?:[A-Z][a-z]{2}|[A-Z][a-z]+day), .+ (?:GMT|UTC)$/;
const asctime = /^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4}$/;

/**
 * The moment a header of HTTP names (`Date`, `Retry-After`), milliseconds since the epoch; undefined where it is none.
 * `Date.parse` alone takes almost anything, and a time without its zone for a local one: nine hours off.
 */
export function httpDate(header: string | null | undefined): number | undefined {
  const text = header?.trim() ?? '';
  const time = withZone.test(text) ? Date.parse(text) : asctime.test(text) ? Date.parse(`${text} GMT`) : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
}
