import { dirname, join } from 'node:path';
import type { Logger } from 'pino';
import { openAuditTrail } from '../../audit/trail.ts';
import { auditPaths } from '../../audit/trailStore.ts';
import type { KioskConfig } from '../../config/schema.ts';
import { Accounts } from '../../desk/accounts/accounts.ts';
import { SecondFactors } from '../../desk/accounts/secondFactor/secondFactors.ts';
import { startFirstRun as startPages } from '../../desk/firstRun/startFirstRun.ts';
import { deskFolder, openDeskStore } from '../../desk/store.ts';
import { Lifecycle } from '../../kernel/lifecycle.ts';
import { catalogue } from '../../problem/catalogue.ts';
import { ok, type Problem, type Result } from '../../problem/result.ts';
import { type Seats, seatsAt } from '../../screen/seats.ts';
import { isSaid, textIn } from '../../setup/draft.ts';
import type { Machine } from '../../setup/machine/machine.ts';
import { SetUp } from '../../setup/setUp.ts';
import { seatMemoryIn } from '../seatMemory.ts';
import type { KioskPorts } from '../soleUse.ts';
import type { BrowserSupervisor } from '../surroundings.ts';
import { bringBackup, type RestoreWish } from './bringBackup.ts';
import { type DeviceSource, openDevices } from './devices.ts';
import { BroughtNetworks } from './faceNetworks.ts';
import { openSetUpHealth } from './healthOfSetUp.ts';
import { ownAddresses, setUpPorts } from './setUpPorts.ts';

export interface FirstRunOptions {
  readonly root: string;
  readonly configFile: string;
  readonly dataFolder: string;
  /** Of the configuration as it is: where the pages are reached. */
  readonly config: KioskConfig;
  readonly ports: KioskPorts;
  readonly credentialsFolder: string | undefined;
  readonly modelsFolder: string;
  readonly devices: DeviceSource;
  /** Whoever keeps the kiosk's own browser running; undefined where nobody does. */
  readonly browser: BrowserSupervisor | undefined;
  readonly machine: Machine;
  readonly log: Logger;
  /** Milliseconds since the epoch; the system's clock when absent. */
  readonly now?: () => number;
  /** Why a kiosk could not be started with what an earlier set-up wrote. */
  readonly trouble?: Problem | undefined;
}

/** How a set-up ends: with its own configuration, or with the backup of an earlier machine. */
export interface FirstRunEnd {
  readonly practise: boolean;
  readonly restore?: RestoreWish;
}

/** A kiosk that is being set up: there is no visit, no queue and no patient. */
export interface FirstRun {
  readonly screenUrl: string;
  readonly deskUrl: string;
  /** Where another computer finds it at this moment; none where it listens on loopback. */
  readonly addresses: () => readonly string[];
  readonly setUpCode: string | undefined;
  /** Of the patient screen that comes after: the kiosk’s own browser, where the last page is, is let in there. */
  readonly seats: Seats;
  /** Resolves once the configuration is written and the kiosk is to be started with it. */
  readonly finished: Promise<FirstRunEnd>;
  close(): Promise<void>;
}

/** The last page is sent before the server that sends it ends, milliseconds. */
const lastPageMs = 400;

/**
 * Opens the set-up in place of the kiosk: accounts and audit trail as they will be, reader and camera to look at, and
 * the pages at both places. Errors: U-507, U-504 the trail; U-801 the accounts; U-702 a port; U-802.
 */
export async function startFirstRun(options: FirstRunOptions): Promise<Result<FirstRun>> {
  const { root, configFile, dataFolder, config, credentialsFolder, log, now = Date.now } = options;
  const open = new Lifecycle(log);
  const trail = openAuditTrail({
    ...auditPaths(dataFolder, credentialsFolder),
    now,
    onProblem: ({ code, detail }) => log.error({ code, detail }, 'audit trail'),
  });
  if (!trail.ok) return trail;
  open.opened('audit trail', () => trail.value.close());
  const store = openDeskStore(deskFolder(dataFolder), now);
  if (!store.ok) return open.closing(store);
  open.opened('accounts', () => store.value.close());
  const accounts = await Accounts.open({ store: store.value });
  open.opened('hashing', () => accounts.close());
  const devices = await openDevices(options.devices);
  open.opened('devices', () => devices.close());

  const health = await openSetUpHealth({
    ...{ port: options.ports.ops, reader: devices.reader, browser: options.browser, log },
  });
  if (!health.ok) return open.closing(health);
  open.opened('health', () => health.value.close());

  const configFolder = dirname(configFile);
  const { modelsFolder, machine } = options;
  const ports = setUpPorts({
    ...{ root, configFolder, dataFolder, modelsFolder, machine, devices, log, now },
    networks: new BroughtNetworks(modelsFolder),
    hasAdministrator: () => !accounts.needSetUp(),
  });
  const { setUp, trouble } = SetUp.open({ configFile, dataFolder, life: 'before-service', ports });
  if (trouble) log.warn({ ...trouble }, 'the set-up begins anew');

  const seats = seatsAt(options.ports.screen.port, ['token'], seatMemoryIn(dataFolder, log));
  let finish = (_how: FirstRunEnd): void => undefined;
  const finished = new Promise<FirstRunEnd>((resolve) => {
    finish = resolve;
  });
  const bringing = bringBackup({ dataFolder, isMachineOurs: machine.isOurs }, (restore) => {
    setTimeout(() => finish({ practise: false, restore }), lastPageMs);
  });
  const pages = await startPages({
    setUp,
    bringing,
    store: store.value,
    accounts,
    secondFactors: new SecondFactors(store.value),
    audit: trail.value,
    facility: {
      get clinicName() {
        // Before anybody has said it, the name of nobody's clinic.
        return isSaid(setUp.draft, 'clinic.name') ? textIn(setUp.draft, 'clinic.name') : '新しい受付機';
      },
      kiosk: config.kiosk.id,
    },
    demo: undefined,
    log,
    appFolder: join(root, 'dist', 'desk'),
    hosts: ownAddresses,
    screen: options.ports.screen,
    desk: { host: config.desk.host, port: options.ports.desk },
    trouble: wordsFor(options.trouble ?? trouble),
    painted: () => health.value.painted(),
    screenAfterwards: `/?token=${seats.tokenOf('token')}`,
    async finish(practise) {
      const written = setUp.finish(await ports.seen());
      if (!written.ok) return written;
      setTimeout(() => finish({ practise }), lastPageMs);
      return ok(undefined);
    },
  });
  if (!pages.ok) return open.closing(pages);
  open.opened('pages', () => pages.value.close());
  const { screenUrl, deskUrl, addresses, setUpCode } = pages.value;
  return ok({ screenUrl, deskUrl, addresses, setUpCode, seats, finished, close: () => open.close() });
}

function wordsFor(problem: Problem | undefined): string | undefined {
  if (!problem) return undefined;
  const { code, detail } = problem;
  return `${code} ${catalogue[code].staff}${detail === undefined ? '' : `（${detail}）`}`;
}
