import type { DeskSupport } from '../../desk/ports.ts';
import { gentleChecks } from '../../diagnostics/gentleLook.ts';
import type { SelfTest } from '../../diagnostics/selfTest.ts';
import type { Outbox } from '../../outbox/outbox.ts';
import { mapOk } from '../../problem/result.ts';
import type { Reports } from '../../statistics/reports.ts';
import { supportBundle } from '../../support/bundle.ts';
import type { SupportFacts } from '../../support/facts.ts';
import type { KioskSetting } from '../options.ts';
import { supportFacts } from './supportFacts.ts';

export interface SupportParts {
  readonly selfTest: Pick<SelfTest, 'last' | 'ask'>;
  readonly outbox: Pick<Outbox, 'backlog'>;
  readonly reports: Pick<Reports, 'write'>;
}

/** Support bundles of the running kiosk, for staff: beside the visits, with nothing looked at that would disturb one. */
export function supportAtDesk(setting: KioskSetting, { selfTest, outbox, reports }: SupportParts): DeskSupport {
  const { config, root, dataFolder, credentialsFolder, now } = setting;
  const { vendorKey } = config.support;
  const checks = async (): Promise<SupportFacts['checks']> => {
    const last = selfTest.last();
    if (last) return { ...last, kind: 'self-test' };
    const report = await selfTest.ask(gentleChecks, new AbortController().signal, () => undefined);
    return { report, at: now(), kind: 'gentle' };
  };
  return {
    isEncrypted: vendorKey !== '',
    async bundle() {
      const facts = await supportFacts({
        configuration: config,
        checks: await checks(),
        root,
        dataFolder,
        credentialsFolder,
        queue: () => outbox.backlog(),
        statistics: reports,
        now,
      });
      return mapOk(await supportBundle(facts, vendorKey), ({ name, bytes, files }) => ({
        name,
        bytes,
        files: files.length,
      }));
    },
  };
}
