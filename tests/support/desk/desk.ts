import { createHmac } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { Agent, request as httpsRequest } from 'node:https';
import { join } from 'node:path';
import pino from 'pino';
import { v7 as uuidv7 } from 'uuid';
import { onTestFinished } from 'vitest';
import { type AuditEvent, auditCatalogue } from '../../../src/audit/catalogue.ts';
import { Accounts, type DemoAccount } from '../../../src/desk/accounts/accounts.ts';
import type { ScryptCost } from '../../../src/desk/accounts/hashing.ts';
import { SecondFactors } from '../../../src/desk/accounts/secondFactor/secondFactors.ts';
import { codeAt } from '../../../src/desk/accounts/secondFactor/totp.ts';
import { wantsSecondFactor } from '../../../src/desk/accounts/staffTable.ts';
import type { SessionLimits } from '../../../src/desk/accounts/standing.ts';
import type { Facility } from '../../../src/desk/facility.ts';
import { type ModeLimits, Modes } from '../../../src/desk/mode/modes.ts';
import { optionalColumns } from '../../../src/desk/pages/arrivalColumns.ts';
import type {
  CardVerdictSeen,
  DeskAudit,
  DeskBackup,
  DeskReports,
  DeskUpdates,
  KioskAtDesk,
  KioskNow,
  SupportBundleMade,
  VisualApproval,
} from '../../../src/desk/ports.ts';
import type { Role } from '../../../src/desk/roles.ts';
import { SaidSameBook } from '../../../src/desk/samePerson/saidSameBook.ts';
import { startDesk } from '../../../src/desk/startDesk.ts';
import { type DeskStore, deskFolder, openDeskStore } from '../../../src/desk/store.ts';
import type { PatientNumberEntry } from '../../../src/eligibility/deskGateway.ts';
import type { AbsentPerson } from '../../../src/eligibility/gateway.ts';
import { day } from '../../../src/kernel/durations.ts';
import { html } from '../../../src/kernel/html.ts';
import { Listeners } from '../../../src/kernel/listeners.ts';
import type { Outbox } from '../../../src/outbox/outbox.ts';
import { failed, ok, type Result, unwrap } from '../../../src/problem/result.ts';
import type { EligibilityAnswer } from '../../../src/reception/answer.ts';
import type { InsuranceLookUp } from '../../../src/reception/insuranceLookUp.ts';
import { SetUp } from '../../../src/setup/setUp.ts';
import { projectRoot } from '../../../src/system/paths.ts';
import { temporaryFolder, temporaryOutbox } from '../outbox/queue.ts';
import { usualPorts } from '../setup/answers.ts';
import { openedStatistics, type ReportedStatistics } from '../statistics/statistics.ts';
import { enrolled } from './secondFactor.ts';

/** Cheap enough for a test to sign in a hundred times; the code path is that of the real cost. */
export const quickCost: ScryptCost = { N: 16, r: 1, p: 1 };

/** A clock that stands until the test moves it on. */
export interface TestClock {
  now: () => number;
  advance(ms: number): void;
}

export function testClock(start = Date.parse('2026-04-01T01:00:00.000Z')): TestClock {
  let at = start;
  return {
    now: () => at,
    advance(ms) {
      at += ms;
    },
  };
}

/** An audit trail that remembers, and fails when it is told to. */
export interface TestAudit extends DeskAudit {
  readonly events: AuditEvent[];
  full: boolean;
}

export function testAudit(): TestAudit {
  const audit: TestAudit = {
    events: [],
    full: false,
    append(event) {
      if (audit.full) return failed('U-507');
      expectInCatalogue(event);
      audit.events.push(event);
      return ok(undefined);
    },
    free: () => ok(undefined),
    checkNumber: () => '64-1234-5678-9012',
  };
  return audit;
}

/** The real trail throws where an event does not follow its catalogue; so does this one. */
function expectInCatalogue({ type, ...fields }: AuditEvent): void {
  auditCatalogue[type].fields.parse(fields);
}

/** A kiosk the test puts into any state, and what the desk told it. */
export interface TestKiosk extends KioskAtDesk {
  put(change: Partial<KioskNow>): void;
  readonly approvals: VisualApproval[];
  readonly refusals: { readonly visit: string; readonly staff: string }[];
  readonly helped: (string | null)[];
  readonly numbersB: { readonly visit: string; readonly digits: string }[];
  readonly told: Uint8Array[];
}

export const idle: KioskNow = {
  visit: null,
  screen: 'idle',
  needs: null,
  problem: null,
  lift: 'barred',
  since: Date.parse('2026-04-01T00:59:00.000Z'),
  outage: null,
  alerts: [],
  practice: false,
  differs: [],
  card: null,
};

export function testKiosk(): TestKiosk {
  let state = idle;
  const listeners = new Listeners();
  const forVisit = (visit: string | null, act: () => void): Result<void> => {
    if (visit !== state.visit) return failed('U-301');
    act();
    return ok(undefined);
  };
  const kiosk: TestKiosk = {
    approvals: [],
    refusals: [],
    helped: [],
    numbersB: [],
    told: [],
    now: () => state,
    subscribe: (listener) => listeners.add(listener),
    put(change) {
      state = { ...state, ...change };
      listeners.tell();
    },
    approveVisual: (approval) => forVisit(approval.visit, () => kiosk.approvals.push(approval)),
    refuseVisual: (refusal) => forVisit(refusal.visit, () => kiosk.refusals.push(refusal)),
    diagnose: () => forVisit(null, () => kiosk.put({ screen: 'diagnostics' })),
    clean: () => forVisit(null, () => kiosk.put({ screen: 'cleaning' })),
    beginPractice: () => forVisit(null, () => kiosk.put({ practice: true })),
    endPractice: () => kiosk.put({ practice: false }),
    answerHelp: (visit) => forVisit(visit, () => kiosk.helped.push(visit)),
    tellNumberB: ({ visit, digits }) =>
      forVisit(visit, () => {
        kiosk.numbersB.push({ visit, digits: Buffer.from(digits).toString('latin1') });
        kiosk.told.push(digits);
      }),
  };
  return kiosk;
}

export const facility: Facility = {
  clinicName: 'ひいらぎ内科',
  institutionCode: '1311234567',
  kiosk: 'front-desk-1',
  consentItems: ['medication', 'checkup'],
  consentKinds: 'ordinary',
  listColumns: optionalColumns,
  languages: ['ja', 'en'],
  afterCheckIn: { ja: '待合室でお待ちください。', en: 'Please wait in the waiting room.' },
  afterFirstVisit: { ja: '受付へお越しください。', en: 'Please come to the desk.' },
};

export const goodPassword = '春はあけぼの やうやう白く';

export interface TestDesk {
  readonly url: string;
  readonly fingerprint: string;
  readonly setUpCode: string | undefined;
  readonly store: DeskStore;
  readonly accounts: Accounts;
  readonly secondFactors: SecondFactors;
  readonly modes: Modes;
  readonly audit: TestAudit;
  readonly kiosk: TestKiosk;
  readonly outbox: Outbox;
  readonly clock: TestClock;
  readonly registered: PatientNumberEntry[];
  registering: Result<void>;
  readonly asked: InsuranceLookUp[];
  /** What the eligibility system answers when staff look insurance up. */
  answering: Result<EligibilityAnswer>;
  /** Whom staff had asked about once more, and what the eligibility system answers. */
  readonly askedAgain: AbsentPerson[];
  answeringAgain: Result<EligibilityAnswer>;
  /** What comes of a support bundle. */
  bundling: Result<SupportBundleMade>;
  /** What it is that a card was not read. */
  verdict: CardVerdictSeen;
  readonly saidSame: SaidSameBook;
  readonly statistics: ReportedStatistics;
  /** The configuration that the settings are about. */
  readonly configFile: string;
  /** Whether the kiosk may be started again. */
  restarting: Result<void>;
  /** Everything the desk wrote to its log. */
  readonly log: () => string;
  /** A browser of its own, with nobody signed in. */
  client(): DeskClient;
  /** A browser in which somebody of this role is signed in. */
  signedIn(role?: Role): Promise<DeskClient & { readonly staff: string }>;
  close(): Promise<void>;
}

export interface TestDeskOptions {
  readonly dataFolder?: string;
  readonly clock?: TestClock;
  readonly demo?: DemoAccount;
  readonly reports?: DeskReports;
  readonly updates?: DeskUpdates;
  readonly backup?: DeskBackup;
  readonly sessionLimits?: SessionLimits;
  readonly modeLimits?: ModeLimits;
  /** With the code for the first account. */
  readonly firstCodeFile?: string;
  /** What a password costs; next to nothing where it is left out. */
  readonly passwordCost?: ScryptCost;
}

/** A PC: its own package manager updates it. */
const noUpdates: DeskUpdates = {
  isOurs: false,
  standing: () => ({ kind: 'none' }),
  onSticks: () => [],
  onChange: () => () => undefined,
  keep: async () => failed('U-728'),
  begin: () => failed('U-725'),
  callOff: () => failed('U-730'),
};

/** Nobody's key is registered. */
const noBackup: DeskBackup = {
  recipients: () => [],
  makeKey: async () => ({ recipient: 'age1none', name: 'front-desk-1.key', file: '' }),
  seal: async () => failed('U-714'),
};

/** As in service: nothing is shown live. */
function settingsPorts() {
  return usualPorts([], { isInService: true, hasAdministrator: true, reader: undefined, cameras: [] });
}

/** A real desk over HTTPS on a free port, with its data in a folder of this test's own; closed when the test ends. */
export async function testDesk(options: TestDeskOptions = {}): Promise<TestDesk> {
  const clock = options.clock ?? testClock();
  const { demo } = options;
  const store = unwrap(openDeskStore(deskFolder(options.dataFolder ?? join(temporaryFolder(), 'data')), clock.now));
  const accounts = await Accounts.open({
    store,
    demo,
    passwordCost: options.passwordCost ?? quickCost,
    passcodeCost: quickCost,
  });
  const secondFactors = new SecondFactors(store);
  const audit = testAudit();
  const limits = options.modeLimits ? { limits: options.modeLimits } : {};
  const modes = unwrap(Modes.open({ store, audit, ...limits }));
  const saidSame = new SaidSameBook({
    store,
    audit,
    digestOf: (text) => `k-${createHmac('sha256', 'a key of the tests').update(text).digest('hex').slice(0, 32)}`,
    lastsMs: 365 * day,
  });
  const kiosk = testKiosk();
  const outbox = temporaryOutbox({ now: clock.now });
  const registered: PatientNumberEntry[] = [];
  const lines: string[] = [];
  const { statistics } = openedStatistics({ now: clock.now });
  const log = pino({ level: 'trace' }, { write: (line) => void lines.push(line) });
  const configFile = join(temporaryFolder(), 'kiosk.config.json');
  writeFileSync(configFile, JSON.stringify({ clinic: { name: facility.clinicName } }));
  const desk = unwrap(
    await startDesk({
      appFolder: join(projectRoot(), 'dist', 'desk'),
      host: '127.0.0.1',
      port: 0,
      facility,
      store,
      accounts,
      secondFactors,
      modes,
      saidSame,
      kiosk,
      about: async () => ({ lines: [['プログラム', 'Uketsuke 1.0.0']], facts: { version: '1.0.0' } }),
      updates: options.updates ?? noUpdates,
      backup: options.backup ?? noBackup,
      selfTest: () => null,
      cardOrReader: () => made.verdict,
      machine: { page: () => ok(html`<p>no history</p>`) },
      device: () => ({ reader: 'Test reader', camera: 'Test camera', faceProfile: 'embedded', ownNetwork: null }),
      outbox,
      gateway: {
        lookUpInsurance: async (question) => {
          made.asked.push(question);
          return made.answering;
        },
        registerPatientNumber: async (entry) => {
          registered.push(entry);
          return made.registering;
        },
        askAbsent: async (person) => {
          made.askedAgain.push(person);
          return made.answeringAgain;
        },
      },
      statistics,
      support: {
        isEncrypted: false,
        bundle: async () => made.bundling,
      },
      reports: options.reports ?? {
        list: () => [],
        page: () => failed('U-630'),
        file: () => failed('U-630'),
        pdf: async () => failed('U-630'),
      },
      settings: {
        setUp: SetUp.open({ configFile, dataFolder: store.folder, life: 'in-service', ports: settingsPorts() }).setUp,
        restart: () => made.restarting,
      },
      audit,
      log,
      demo,
      sessionLimits: options.sessionLimits,
      firstCodeFile: options.firstCodeFile,
    }),
  );
  const browser = new Agent({ keepAlive: true, ca: readFileSync(join(store.folder, 'certificate.pem')) });
  let isOpen = true;
  let people = 0;
  const made: TestDesk = {
    url: desk.url,
    fingerprint: desk.fingerprint,
    setUpCode: desk.setUpCode,
    store,
    accounts,
    secondFactors,
    modes,
    audit,
    kiosk,
    outbox,
    clock,
    registered,
    registering: ok(undefined),
    asked: [],
    verdict: { says: '', next: '', read: 0, of: 0, card: null },
    bundling: ok({ name: 'support.tar.gz', bytes: Buffer.from('a bundle'), files: 7 }),
    answering: failed('U-402'),
    askedAgain: [],
    answeringAgain: failed('U-402'),
    saidSame,
    statistics,
    configFile,
    restarting: ok(undefined),
    log: () => lines.join(''),
    client: () => new DeskClient(desk.url, browser),
    async signedIn(role = 'receptionist') {
      people += 1;
      const name = `職員 ${people}`;
      const account = accounts.create(name, role);
      if (!account.done) throw new Error(account.why);
      await accounts.setPassword(account.value.id, goodPassword);
      const secret = enrolled(secondFactors, account.value, clock.now());
      const code = secret.length > 0 ? codeAt(secret, clock.now()) : '';
      const client = new DeskClient(desk.url, browser);
      const answer = await client.post('/api/sign-in', { name, password: goodPassword });
      if (answer.status !== 200) throw new Error(`sign-in: ${answer.status} ${answer.text}`);
      if (wantsSecondFactor(account.value)) {
        const proof = await client.post('/api/me/second-factor/prove', { code });
        if (proof.status !== 200) throw new Error(`second factor: ${proof.status} ${proof.text}`);
      }
      return Object.assign(client, { staff: account.value.id });
    },
    async close() {
      if (!isOpen) return;
      isOpen = false;
      browser.destroy();
      await desk.close();
      await accounts.close();
      modes.close();
      store.close();
    },
  };
  onTestFinished(() => made.close());
  return made;
}

/** The state of a kiosk where a patient waits for staff, under a fresh visit. */
export function waitingForStaff(change: Partial<KioskNow> = {}): KioskNow & { readonly visit: string } {
  return { ...idle, screen: 'staff', needs: 'visual', ...change, visit: change.visit ?? uuidv7() };
}

export interface DeskAnswer {
  readonly status: number;
  readonly text: string;
  readonly bytes: Uint8Array;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  json(): Record<string, unknown>;
}

interface Sent {
  readonly body?: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A browser as far as the desk needs one: keeps cookies, brings the CSRF token, follows nothing by itself. */
export class DeskClient {
  readonly cookies = new Map<string, string>();
  private readonly url: string;
  private readonly agent: Agent;

  constructor(url: string, agent: Agent) {
    this.url = url;
    this.agent = agent;
  }

  get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<DeskAnswer> {
    return this.send('GET', path, { headers });
  }

  /** Sends JSON, with a fresh CSRF token. */
  async post(path: string, body: object = {}): Promise<DeskAnswer> {
    const { csrf } = (await this.get('/api/csrf')).json();
    return this.send('POST', path, {
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', 'x-csrf-token': String(csrf) },
    });
  }

  /** Sends bytes, with a fresh CSRF token. */
  async postBytes(path: string, body: Uint8Array): Promise<DeskAnswer> {
    const { csrf } = (await this.get('/api/csrf')).json();
    const headers = { 'content-type': 'application/octet-stream', 'x-csrf-token': String(csrf) };
    return this.send('POST', path, { body, headers });
  }

  /** Fills in and sends a form, with the token of the page it stands on. */
  async submit(page: string, action: string, fields: Readonly<Record<string, string | readonly string[]>>) {
    const csrf = /name="_csrf" value="([^"]+)"/.exec((await this.get(page)).text)?.[1] ?? '';
    const form = new URLSearchParams({ _csrf: csrf });
    for (const [name, value] of Object.entries(fields)) {
      for (const each of typeof value === 'string' ? [value] : value) form.append(name, each);
    }
    return this.send('POST', action, {
      body: form.toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
  }

  async send(method: string, path: string, sent: Sent = {}): Promise<DeskAnswer> {
    const answer = await this.open(method, path, sent);
    const parts: Buffer[] = [];
    for await (const part of answer) parts.push(Buffer.from(part));
    const bytes = Buffer.concat(parts);
    const text = bytes.toString('utf8');
    return { status: answer.statusCode ?? 0, text, bytes, headers: answer.headers, json: () => JSON.parse(text) };
  }

  /** The answer as it begins: what comes after its head is the caller's to read or to destroy. */
  open(method: string, path: string, what: Sent = {}): Promise<IncomingMessage> {
    const { body, headers = {} } = what;
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    return new Promise((resolve, reject) => {
      const sent = httpsRequest(
        new URL(path, this.url),
        { method, headers: { ...headers, ...(cookie ? { cookie } : {}) }, agent: this.agent },
        (answer) => {
          for (const line of answer.headers['set-cookie'] ?? []) this.keep(line);
          resolve(answer);
        },
      );
      // The desk ends a line that says nothing for ten seconds, it may be in the moment in which it is used again.
      const wasEnded = (error: NodeJS.ErrnoException) => sent.reusedSocket && error.code === 'ECONNRESET';
      sent.on('error', (error) => (wasEnded(error) ? resolve(this.open(method, path, what)) : reject(error)));
      sent.end(body);
    });
  }

  private keep(line: string): void {
    const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (name === undefined || value === undefined) return;
    if (value === '') this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}
