/** Japan keeps one offset all year, since 1951: no table of zones is needed, and none of a stripped-down ICU. */
const offsetMs = 9 * 60 * 60 * 1_000;

/** `yyyyMMddHHmmss` in Asia/Tokyo of an ISO 8601 time, as the file interface writes every time. */
export function tokyoSeconds(iso: string): string {
  const shifted = new Date(Date.parse(iso) + offsetMs).toISOString();
  return shifted.slice(0, 19).replaceAll(/[-T:]/g, '');
}

/** `yyyyMMdd` in Asia/Tokyo of an ISO 8601 time. */
export function tokyoDay(iso: string): string {
  return tokyoSeconds(iso).slice(0, 8);
}
