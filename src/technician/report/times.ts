import { tokyoClock, tokyoDate } from '../../kernel/tokyoTime.ts';

/** `2026-04-01 10:00`, as people at the kiosk read clocks. @param iso ISO 8601 */
export function tokyoDateTime(iso: string): string {
  const at = Date.parse(iso);
  return `${tokyoDate(at)} ${tokyoClock(at)}`;
}
