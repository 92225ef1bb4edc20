import { httpDate } from '../../kernel/httpDate.ts';

/**
 * The wait a receiver asks for, in milliseconds; undefined where it asks for none or makes no sense.
 * @param header value of `Retry-After`: whole seconds, or an HTTP date.
 */
export function retryAfterMs(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  const text = header.trim();
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1_000;
  const date = httpDate(text);
  return date === undefined ? undefined : Math.max(0, date - now);
}
