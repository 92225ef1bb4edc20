/** What decides whether a system that was started is good. */
export interface Health {
  /** How long ago the patient's browser painted a frame, seconds; undefined before the first. */
  readonly paintedSeconds: number | undefined;
  /** Whether the kiosk has looked for its card reader, and found it or found it missing. */
  readonly knowsReader: boolean;
}

/** Painted longer ago than this is a screen that stands still. */
const freshSeconds = 20;

/** Numbers of a reader that was looked for and is not there, or does not work: U-1nn of the catalogue. */
const aboutReader = /^U-1\d\d$/;

/** @param healthz body of `/healthz` @param metrics body of `/metrics` */
export function healthOf(healthz: string, metrics: string): Health {
  const painted = /^uketsuke_screen_painted_seconds (\S+)$/m.exec(metrics)?.[1];
  const seconds = painted === undefined ? Number.NaN : Number(painted);
  return { paintedSeconds: Number.isNaN(seconds) ? undefined : seconds, knowsReader: knowsReader(healthz) };
}

/** A version that was started does its work. A missing reader or a line that is down is no fault of a version. */
export function isWell({ paintedSeconds, knowsReader: knows }: Health): boolean {
  return paintedSeconds !== undefined && paintedSeconds <= freshSeconds && knows;
}

function knowsReader(healthz: string): boolean {
  const { reader, problem, alerts } = fieldsOf(healthz);
  const numbers = [problem, ...(typeof alerts === 'string' ? alerts.split(' ') : [])];
  const isMissed = numbers.some((number) => typeof number === 'string' && aboutReader.test(number));
  return (typeof reader === 'string' && reader !== '') || isMissed;
}

function fieldsOf(text: string): Readonly<Record<string, unknown>> {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {};
  } catch {
    return {};
  }
}
