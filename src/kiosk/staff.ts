import type { AuditTrail } from '../audit/trail.ts';
import type { KioskConfig } from '../config/schema.ts';
import { Accounts, type DemoAccount } from '../desk/accounts/accounts.ts';
import { staffPasscodes } from '../desk/accounts/passcodes.ts';
import { Modes } from '../desk/mode/modes.ts';
import { deskFolder, openDeskStore } from '../desk/store.ts';
import { hour, minute } from '../kernel/durations.ts';
import { ok, type Result } from '../problem/result.ts';

/** Who may sign in, and open 目視 at the kiosk, while the outside world is simulated. Shown where it can be used. */
const demoAccount: DemoAccount = { name: '受付デモ', password: 'uketsuke-demo-desk', passcode: '2468' };

export interface StaffOptions {
  readonly dataFolder: string;
  readonly config: KioskConfig;
  readonly audit: AuditTrail;
  /** Whether the outside world is simulated. */
  readonly isTrial: boolean;
}

/** The staff of this kiosk and what they have opened: accounts, passcodes, disaster and emergency. Errors: U-801. */
export async function openStaff({ dataFolder, config, audit, isTrial }: StaffOptions) {
  const store = openDeskStore(deskFolder(dataFolder));
  if (!store.ok) return store;
  const demo = isTrial ? demoAccount : undefined;
  const accounts = await Accounts.open({ store: store.value, demo });
  const { disasterHours, emergencyMinutes } = config.desk;
  const modes = Modes.open({
    store: store.value,
    audit,
    limits: { disaster: disasterHours * hour, emergency: emergencyMinutes * minute },
  });
  if (!modes.ok) {
    store.value.close();
    return modes satisfies Result<unknown>;
  }
  return ok({
    store: store.value,
    accounts,
    demo,
    modes: modes.value,
    passcodes: staffPasscodes(accounts, store.value),
    close(): void {
      modes.value.close();
      store.value.close();
    },
  });
}
