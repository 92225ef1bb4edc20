import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { consentItems } from '../../../src/consent/items.ts';
import { Accounts } from '../../../src/desk/accounts/accounts.ts';
import { SecondFactors } from '../../../src/desk/accounts/secondFactor/secondFactors.ts';
import { Modes } from '../../../src/desk/mode/modes.ts';
import { optionalColumns } from '../../../src/desk/pages/arrivalColumns.ts';
import type { DeskAudit, DeskReports, KioskAtDesk } from '../../../src/desk/ports.ts';
import { SaidSameBook } from '../../../src/desk/samePerson/saidSameBook.ts';
import { startDesk } from '../../../src/desk/startDesk.ts';
import { deskFolder, openDeskStore } from '../../../src/desk/store.ts';
import { day } from '../../../src/kernel/durations.ts';
import { type Outbox, openOutbox } from '../../../src/outbox/outbox.ts';
import { outboxPaths } from '../../../src/outbox/store.ts';
import { failed, ok, unwrap } from '../../../src/problem/result.ts';
import { machineOfOthers } from '../../../src/setup/machine/machine.ts';
import { SetUp } from '../../../src/setup/setUp.ts';
import { openStatistics } from '../../../src/statistics/statistics.ts';
import { projectRoot } from '../../../src/system/paths.ts';

/** Where whoever measures signs in. */
export const receptionist = { name: '受付　測', password: '春はあけぼの やうやう白く' } as const;

/** The desk's own server with its own queue, in a folder of its own. Nobody is at its kiosk. */
export interface BenchDesk {
  readonly url: string;
  readonly outbox: Outbox;
  close(): Promise<void>;
}

export async function openBenchDesk(): Promise<BenchDesk> {
  const folder = mkdtempSync(join(tmpdir(), 'uketsuke-bench-desk-'));
  const outbox = unwrap(openOutbox({ ...outboxPaths(folder), sinks: ['webhook'] }));
  const store = unwrap(openDeskStore(deskFolder(folder), Date.now));
  const accounts = await Accounts.open({ store, demo: undefined });
  // Until there is an administrator nobody but they may sign in.
  for (const [name, role] of [
    ['院長', 'administrator'],
    [receptionist.name, 'receptionist'],
  ] as const) {
    const account = accounts.create(name, role);
    if (!account.done) throw new Error(account.why);
    await accounts.setPassword(account.value.id, receptionist.password);
  }
  const modes = unwrap(Modes.open({ store, audit }));
  const statistics = unwrap(openStatistics({ folder }));
  const desk = unwrap(
    await startDesk({
      appFolder: join(projectRoot(), 'dist', 'desk'),
      host: '127.0.0.1',
      port: 0,
      facility: {
        clinicName: 'ひいらぎ内科クリニック',
        institutionCode: '1310000001',
        kiosk: 'front-desk-1',
        consentItems,
        consentKinds: 'ordinary',
        listColumns: optionalColumns,
        languages: ['ja', 'en'],
        afterCheckIn: { ja: '待合室でお待ちください。', en: 'Please wait in the waiting room.' },
        afterFirstVisit: { ja: '受付へお越しください。', en: 'Please come to the desk.' },
      },
      store,
      accounts,
      secondFactors: new SecondFactors(store),
      modes,
      saidSame: new SaidSameBook({ store, audit, digestOf: (text) => text, lastsMs: 365 * day }),
      kiosk,
      device: () => ({ reader: 'none', camera: 'none', faceProfile: 'embedded', ownNetwork: null }),
      settings: unaskedSettings(folder),
      about: async () => ({ lines: [], facts: {} }),
      updates: {
        isOurs: false,
        standing: () => ({ kind: 'none' }),
        onSticks: () => [],
        onChange: () => () => undefined,
        keep: async () => failed('U-728'),
        begin: () => failed('U-725'),
        callOff: () => failed('U-730'),
      },
      selfTest: () => null,
      cardOrReader: () => ({ says: '', next: '', read: 0, of: 0, card: null }),
      machine: { page: () => failed('U-640') },
      outbox,
      gateway: {
        lookUpInsurance: async () => failed('U-402'),
        registerPatientNumber: async () => ok(undefined),
        askAbsent: async () => failed('U-402'),
      },
      statistics,
      support: { isEncrypted: false, bundle: async () => failed('U-643') },
      backup: {
        recipients: () => [],
        makeKey: () => Promise.reject(new Error('nobody asks for a key')),
        seal: async () => failed('U-714'),
      },
      reports: noReports,
      audit,
      log: pino({ level: 'silent' }),
      demo: undefined,
    }),
  );
  return {
    url: desk.url,
    outbox,
    async close() {
      await desk.close();
      await accounts.close();
      modes.close();
      store.close();
      statistics.close();
      outbox.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** No technician was here. */
const noReports: DeskReports = {
  list: () => [],
  page: () => failed('U-630'),
  file: () => failed('U-630'),
  pdf: async () => failed('U-630'),
};

/** What the trail costs has a bench of its own. */
const audit: DeskAudit = { append: () => ok(undefined), free: () => ok(undefined), checkNumber: () => undefined };

const kiosk: KioskAtDesk = {
  now: () => ({
    visit: null,
    screen: 'idle',
    needs: null,
    problem: null,
    lift: 'barred',
    since: Date.now(),
    outage: null,
    alerts: [],
    practice: false,
    differs: [],
    card: null,
  }),
  subscribe: () => () => undefined,
  approveVisual: () => failed('U-301'),
  refuseVisual: () => failed('U-301'),
  diagnose: () => ok(undefined),
  clean: () => failed('U-301'),
  beginPractice: () => failed('U-301'),
  endPractice: () => undefined,
  answerHelp: () => failed('U-301'),
  tellNumberB: () => failed('U-301'),
};

/** Settings that nobody opens while arrivals are measured. */
function unaskedSettings(folder: string) {
  const ports = {
    machine: machineOfOthers,
    seen: () => Promise.reject(new Error('nobody asks')),
    picture: async () => failed('U-748'),
    bringNetworks: () => undefined,
    check: async () => ({ isGood: true, lines: [] }),
    deliver: async () => ({ isGood: true, lines: [] }),
  } as const;
  const { setUp } = SetUp.open({
    configFile: join(folder, 'kiosk.config.json'),
    dataFolder: folder,
    life: 'in-service',
    ports,
  });
  return { setUp, restart: () => failed('U-301') };
}
