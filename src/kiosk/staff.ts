import { Accounts, type DemoAccount } from '../desk/accounts/accounts.ts';
import { staffPasscodes } from '../desk/accounts/passcodes.ts';
import { SecondFactors } from '../desk/accounts/secondFactor/secondFactors.ts';
import { Modes } from '../desk/mode/modes.ts';
import { SaidSameBook } from '../desk/samePerson/saidSameBook.ts';
import { type DeskStore, deskFolder, openDeskStore, passingDeskStore } from '../desk/store.ts';
import { day, hour, minute } from '../kernel/durations.ts';
import { failed, ok, type Problem, type Result } from '../problem/result.ts';
import type { StaffPasscodes } from '../reception/passcode.ts';
import type { Chronicle } from './chronicle.ts';
import type { KioskSetting } from './options.ts';

/** Who may sign in, and open 目視 at the kiosk, while the outside world is simulated. Shown where it can be used. */
const demoAccount: DemoAccount = {
  name: '受付デモ',
  password: 'uketsuke-demo-desk',
  passcode: '2468',
  technician: { name: 'hoshu', password: 'uketsuke-demo-mente' },
};

/** The staff of this kiosk and what they have opened: accounts, passcodes, disaster and emergency. */
export interface Staff {
  readonly store: DeskStore;
  readonly accounts: Accounts;
  readonly secondFactors: SecondFactors;
  /** Only while the outside world is simulated. */
  readonly demo: DemoAccount | undefined;
  readonly modes: Modes;
  readonly passcodes: StaffPasscodes;
  /** 「本人です」: two names of one person, by what staff have said. */
  readonly saidSame: SaidSameBook;
  /** Why there are no accounts, where desk.sqlite cannot be opened: nobody may sign in, and nobody be let in. */
  readonly trouble: Problem | undefined;
  close(): Promise<void>;
}

/** Opens what the desk keeps; where that cannot be (U-801) nobody is staff, and {@link Staff.trouble} says why. */
export async function openStaff(setting: KioskSetting, chronicle: Chronicle): Promise<Result<Staff>> {
  const { dataFolder, hurt, alerts, log, now, clock } = setting;
  const folder = deskFolder(dataFolder);
  const kept = hurt ? failed(hurt.code, hurt.detail) : openDeskStore(folder, now, clock.lived);
  if (!kept.ok) {
    log.error({ ...kept.problem }, 'the accounts cannot be opened');
    return staffIn(passingDeskStore(folder, now), kept.problem, setting, chronicle);
  }
  for (const alert of kept.value.alerts) alerts.watch(() => alert);
  return staffIn(kept.value, undefined, setting, chronicle);
}

async function staffIn(
  store: DeskStore,
  trouble: Problem | undefined,
  { config, surroundings }: KioskSetting,
  { audit }: Chronicle,
): Promise<Result<Staff>> {
  const demo = surroundings.simulatorUrl === undefined || trouble ? undefined : demoAccount;
  const accounts = await Accounts.open({ store, demo });
  const { disasterHours, emergencyMinutes } = config.desk;
  const modes = Modes.open({
    store,
    audit,
    limits: { disaster: disasterHours * hour, emergency: emergencyMinutes * minute },
  });
  if (!modes.ok) {
    store.close();
    return modes;
  }
  return ok({
    store,
    trouble,
    accounts,
    secondFactors: new SecondFactors(store),
    demo,
    modes: modes.value,
    passcodes: staffPasscodes(accounts, store, audit),
    saidSame: new SaidSameBook({
      store,
      audit,
      digestOf: (text) => audit.subjectOf(text),
      lastsMs: config.desk.samePersonDays * day,
    }),
    async close(): Promise<void> {
      await accounts.close();
      modes.value.close();
      store.close();
    },
  });
}
