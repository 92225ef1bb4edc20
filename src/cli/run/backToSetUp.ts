import { withDeskAt } from './firstRun.ts';
import type { Ended, GoesOn } from './start.ts';

/**
 * A configuration that was just written and lets no kiosk start is put right where it was made, which may be another
 * computer: where its own desk would listen does not hold yet.
 */
export function backToSetUp(ended: Ended, { config, setUpHost }: GoesOn): GoesOn | undefined {
  if (ended.kind !== 'failed' || setUpHost === undefined) return undefined;
  const { code, detail = '' } = ended.problem;
  return {
    config: withDeskAt(setUpHost, config),
    as: 'set-up',
    trouble: { code: 'U-749', detail: `${code} ${detail}`.trim() },
  };
}
