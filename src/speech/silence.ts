/**
 * Whether a time of day lies in one of these hours; one that ends before it begins goes over midnight.
 *
 * @param hours `HH:mm-HH:mm`; the end is no more within
 * @param clock `HH:mm`
 */
export function isWithin(hours: readonly string[], clock: string): boolean {
  return hours.some((each) => {
    const [from = '', to = ''] = each.split('-');
    return from <= to ? clock >= from && clock < to : clock >= from || clock < to;
  });
}
