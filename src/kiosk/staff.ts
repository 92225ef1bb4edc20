import { Accounts, type DemoAccount } from '../desk/accounts/accounts.ts';
import { staffPasscodes } from '../desk/accounts/passcodes.ts';
import { Modes } from '../desk/mode/modes.ts';
import { type DeskStore, deskFolder, openDeskStore } from '../desk/store.ts';
import { hour, minute } from '../kernel/durations.ts';
import { ok, type Result } from '../problem/result.ts';
import type { StaffPasscodes } from '../reception/passcode.ts';
import type { Chronicle } from './chronicle.ts';
import type { KioskSetting } from './options.ts';

/** Who may sign in, and open 目視 at the kiosk, while the outside world is simulated. Shown where it can be used. */
const demoAccount: DemoAccount = { name: '受付デモ', password: 'uketsuke-demo-desk', passcode: '2468' };

/** The staff of this kiosk and what they have opened: accounts, passcodes, disaster and emergency. */
export interface Staff {
  readonly store: DeskStore;
  readonly accounts: Accounts;
  /** Only while the outside world is simulated. */
  readonly demo: DemoAccount | undefined;
  readonly modes: Modes;
  readonly passcodes: StaffPasscodes;
  close(): void;
}

/** Opens what the desk keeps. Errors: U-801. */
export async function openStaff(
  { dataFolder, config, surroundings }: KioskSetting,
  { audit }: Chronicle,
): Promise<Result<Staff>> {
  const store = openDeskStore(deskFolder(dataFolder));
  if (!store.ok) return store;
  const demo = surroundings.simulatorUrl === undefined ? undefined : demoAccount;
  const accounts = await Accounts.open({ store: store.value, demo });
  const { disasterHours, emergencyMinutes } = config.desk;
  const modes = Modes.open({
    store: store.value,
    audit,
    limits: { disaster: disasterHours * hour, emergency: emergencyMinutes * minute },
  });
  if (!modes.ok) {
    store.value.close();
    return modes;
  }
  return ok({
    store: store.value,
    accounts,
    demo,
    modes: modes.value,
    passcodes: staffPasscodes(accounts, store.value, audit),
    close(): void {
      modes.value.close();
      store.value.close();
    },
  });
}
