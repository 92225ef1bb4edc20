/** What is to be done about a start that is not good in time. */
export type Verdict = 'start-again' | 'leave';

/**
 * A system on trial that is not good by its deadline is started again, which counts as a try: after three the other one
 * is started. One that was good before is left alone: it stands out of service and says why, and starting it again and
 * again would only hide that.
 */
export function verdictOf(start: { readonly isGood: boolean; readonly triesLeft: number | undefined }): Verdict {
  return !start.isGood && start.triesLeft !== undefined ? 'start-again' : 'leave';
}
