import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import type { AuditEventType } from '../../src/audit/catalogue.ts';
import { codeAt } from '../../src/desk/accounts/secondFactor/totp.ts';
import type { DeskBackup, DeskReports, DeskUpdates } from '../../src/desk/ports.ts';
import { access, type Role, type RouteKey } from '../../src/desk/roles.ts';
import { html } from '../../src/kernel/html.ts';
import { ok, unwrap } from '../../src/problem/result.ts';
import {
  type DeskAnswer,
  type DeskClient,
  goodPassword,
  type TestDesk,
  testDesk,
  waitingForStaff,
} from '../support/desk/desk.ts';
import { enrolled } from '../support/desk/secondFactor.ts';
import { sampleReception } from '../support/outbox/queue.ts';

const person = { name: '山田　花子', birthdate: '19850412', sex: '2', address: '東京都ひいらぎ市緑町1-2-3' } as const;

const keptReport = '01a21738-6239-7496-8f1e-2f71826442c5';

/** One report of a technician is there to be looked at. */
const keptReports: DeskReports = {
  list: () => [{ id: keptReport, by: '保守 一郎', at: Date.parse('2026-07-29T09:00:00+09:00'), ready: true }],
  page: () => ok(html`<p>読み取り 20 / 20 回</p>`),
  file: () => ok('{"report":{}}'),
  pdf: async () => ok(new TextEncoder().encode('%PDF-1.7')),
};

/** A device that takes whatever it is given. */
const takenUpdates: DeskUpdates = {
  isOurs: true,
  standing: () => ({ kind: 'none' }),
  onSticks: () => [],
  onChange: () => () => undefined,
  keep: async ({ at, bytes }) => ok(at + bytes.length),
  begin: () => ok(undefined),
  callOff: () => ok(undefined),
};

const sampleRecipient = 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p';

/** A kiosk of which a backup can be made. */
const sealedBackups: DeskBackup = {
  recipients: () => [sampleRecipient],
  makeKey: async () => ({ recipient: sampleRecipient, name: 'front-desk-1.key', file: 'the secret one' }),
  seal: async () => ok({ name: 'front-desk-1.backup', bytes: Readable.from([Buffer.from('sealed')]) }),
};

/** A desk with somebody waiting at the kiosk, and somebody who has arrived. */
async function busyDesk() {
  const desk = await testDesk({ reports: keptReports, updates: takenUpdates, backup: sealedBackups });
  const now = waitingForStaff({ card: person });
  desk.kiosk.put(now);
  const reception = sampleReception({ person });
  unwrap(desk.outbox.record(reception));
  desk.answering = ok(sampleReception().eligibility);
  const heldBack = { ...sampleReception({ person }), eligibility: null };
  unwrap(desk.outbox.record({ ...heldBack, link: { kind: 'mismatch', differs: ['name'] } }));
  desk.answeringAgain = ok({
    ...sampleReception().eligibility,
    name: '山田（鈴）　ハナ子',
    birthdate: person.birthdate,
  });
  return { desk, visit: now.visit, arrival: reception.id, heldBack: heldBack.id };
}

type Busy = Awaited<ReturnType<typeof busyDesk>>;
type Call = () => Promise<DeskAnswer>;

/** What a route leaves in the trail when it is used in earnest. */
type Act =
  | {
      readonly as: Role;
      /** Brings the desk to where it may be used; what comes back uses it. */
      readonly use: (busy: Busy, client: DeskClient & { readonly staff: string }) => Promise<Call>;
      readonly leaves: AuditEventType;
      /** Where the record cannot be made it is done all the same, and why that is right. */
      readonly regardless?: string;
    }
  /** Neither changes anything nor shows anything of a patient; why. */
  | { readonly as: Role; readonly nothing: string };

const looking = (path: (busy: Busy) => string): Act => ({
  as: 'receptionist',
  use: async (busy, client) => () => client.get(path(busy)),
  leaves: 'desk.looked-at',
});
const posting = (
  as: Role,
  leaves: AuditEventType,
  path: string | ((busy: Busy) => string),
  body: (busy: Busy) => object = () => ({}),
): Act => ({
  as,
  use: async (busy, client) => () => client.post(typeof path === 'string' ? path : path(busy), body(busy)),
  leaves,
});
const onColleague = (act: string, leaves: AuditEventType, body: object = {}): Act => ({
  as: 'administrator',
  use: async ({ desk }, client) => {
    const { staff } = await desk.signedIn('receptionist');
    return () => client.post(`/api/staff/${staff}/${act}`, body);
  },
  leaves,
});
const nothing = (why: string, as: Role = 'administrator'): Act => ({ as, nothing: why });

const acts: Readonly<Record<RouteKey, Act>> = {
  'GET /about': nothing('versions and hashes'),
  'GET /api/about': nothing('versions and hashes'),
  'GET /fragments/update': nothing('how far an update is'),
  'GET /api/update': nothing('how far an update is'),
  'POST /api/update/piece': {
    as: 'technician',
    use: async (_busy, client) => () => client.postBytes('/api/update/piece?at=0&of=6', Buffer.from('update')),
    leaves: 'update.sent',
  },
  'POST /api/update/install': posting('technician', 'update.ordered', '/api/update/install', () => ({
    from: 'https://it.example/uketsuke.raucb',
  })),
  'POST /api/update/call-off': posting('technician', 'update.called-off', '/api/update/call-off'),
  'GET /backup': nothing('whose public keys seal, and when one was made'),
  'POST /api/backup': posting('administrator', 'backup.begun', '/api/backup'),
  'POST /api/backup/key': posting('administrator', 'backup.key-made', '/api/backup/key'),
  'POST /api/backup/recipients': posting('administrator', 'set-up.answered', '/api/backup/recipients', () => ({
    recipient: sampleRecipient,
  })),
  'GET /settings': nothing('settings of the kiosk'),
  'GET /settings/:id': nothing('one of them'),
  'GET /api/settings/file': {
    as: 'administrator',
    use: async (_busy, client) => () => client.get('/api/settings/file'),
    leaves: 'desk.exported',
  },
  'POST /api/settings/:id': posting('administrator', 'set-up.answered', '/api/settings/clinic', () => ({
    name: '新しい名前',
  })),
  'POST /api/settings/:id/try': posting('administrator', 'set-up.tried', '/api/settings/delivery/try'),
  'POST /api/settings/restart': posting('administrator', 'set-up.finished', '/api/settings/restart'),
  'POST /api/kiosk/clean': {
    as: 'receptionist',
    use: async ({ desk }, client) => {
      desk.kiosk.put({ visit: null, screen: 'idle', needs: null });
      return () => client.post('/api/kiosk/clean', {});
    },
    leaves: 'desk.screen-wiped',
  },
  'POST /api/kiosk/practice/begin': {
    as: 'receptionist',
    use: async ({ desk }, client) => {
      desk.kiosk.put({ visit: null, screen: 'idle', needs: null });
      return () => client.post('/api/kiosk/practice/begin', {});
    },
    leaves: 'desk.practice-begun',
  },
  'POST /api/kiosk/practice/end': {
    as: 'receptionist',
    use: async ({ desk }, client) => {
      desk.kiosk.put({ visit: null, screen: 'idle', needs: null });
      return () => client.post('/api/kiosk/practice/end', {});
    },
    leaves: 'desk.practice-ended',
  },
  'POST /api/kiosk/diagnose': {
    as: 'technician',
    use: async ({ desk }, client) => {
      desk.kiosk.put({ visit: null, screen: 'idle', needs: null });
      return () => client.post('/api/kiosk/diagnose', {});
    },
    leaves: 'diagnostics.asked',
  },
  'GET /desk.css': nothing('a file'),
  'GET /live.js': nothing('a file'),
  'GET /icon.svg': nothing('a file'),
  'GET /sign-in': nothing('an empty form'),
  'GET /invitation': nothing('an empty form'),
  'GET /api/csrf': nothing('a token of the page'),
  'GET /api/bell': nothing('that somebody calls, and nothing else'),
  'POST /api/sign-in': {
    as: 'receptionist',
    use:
      async ({ desk }) =>
      () =>
        desk.client().post('/api/sign-in', { name: '職員 1', password: goodPassword }),
    leaves: 'desk.signed-in',
  },
  'POST /api/set-up': {
    as: 'receptionist',
    use:
      async ({ desk }) =>
      () =>
        desk.client().post('/api/set-up', { code: desk.setUpCode, name: '院長', password: goodPassword }),
    leaves: 'staff.account.created',
  },
  'POST /api/invitation': {
    as: 'administrator',
    use: async ({ desk }, client) => {
      const { code } = (await client.post('/api/staff', { name: '新人', role: 'receptionist' })).json();
      return () => desk.client().post('/api/invitation', { code, password: goodPassword });
    },
    leaves: 'staff.account.changed',
  },
  'POST /api/sign-out': {
    ...posting('receptionist', 'desk.signed-out', '/api/sign-out'),
    regardless: 'nobody is kept signed in by a full disk',
  },
  'GET /api/me': nothing('oneself'),
  'GET /api/me/here': nothing('that somebody is there'),
  'GET /second-factor': nothing('what an app shows, of oneself'),
  'POST /api/me/second-factor/begin': posting(
    'administrator',
    'staff.second-factor.begun',
    '/api/me/second-factor/begin',
    () => ({
      current: goodPassword,
    }),
  ),
  'POST /api/me/second-factor/accept': {
    as: 'administrator',
    use: async ({ desk: { secondFactors, accounts, clock } }, client) => {
      const self = accounts.find(client.staff);
      const secret = self ? unwrap(secondFactors.offer(self)) : new Uint8Array();
      return () => client.post('/api/me/second-factor/accept', { code: codeAt(secret, clock.now()) });
    },
    leaves: 'staff.account.changed',
  },
  'POST /api/me/second-factor/prove': {
    as: 'receptionist',
    use: async ({ desk }) => {
      const { accounts, secondFactors, clock } = desk;
      const made = accounts.create('院長', 'administrator');
      if (!made.done) throw new Error(made.why);
      await accounts.setPassword(made.value.id, goodPassword);
      const secret = enrolled(secondFactors, made.value, clock.now());
      const there = desk.client();
      await there.post('/api/sign-in', { name: '院長', password: goodPassword });
      return () => there.post('/api/me/second-factor/prove', { code: codeAt(secret, clock.now()) });
    },
    leaves: 'desk.signed-in',
  },
  'GET /lock': nothing('the lock, and nobody behind it'),
  'POST /api/me/lock': {
    ...posting('receptionist', 'desk.locked', '/api/me/lock'),
    regardless: 'names left on a screen are worse than a line that is missing',
  },
  'POST /api/me/unlock': {
    as: 'receptionist',
    use: async (_busy, client) => {
      await client.post('/api/me/lock');
      return () => client.post('/api/me/unlock', { secret: goodPassword });
    },
    leaves: 'desk.unlocked',
  },
  'POST /api/me/password': posting('receptionist', 'staff.account.changed', '/api/me/password', () => ({
    current: goodPassword,
    password: 'another long password',
  })),
  'POST /api/me/passcode': posting('receptionist', 'staff.account.changed', '/api/me/passcode', () => ({
    current: goodPassword,
    passcode: '2480',
  })),
  'GET /api/kiosk/now': nothing('the screen and what it needs, nobody’s name'),
  'GET /api/kiosk/events': nothing('the same, as it changes'),
  'GET /': looking(() => '/'),
  'GET /fragments/kiosk': nothing('the screen and what it needs, nobody’s name'),
  'GET /me': nothing('oneself'),
  'POST /api/kiosk/card': posting('receptionist', 'desk.looked-at', '/api/kiosk/card', ({ visit }) => ({ visit })),
  'POST /api/kiosk/approve': {
    as: 'receptionist',
    use: async ({ visit }, client) => {
      // Who was not shown the card approves nothing.
      await client.post('/api/kiosk/card', { visit });
      return () => client.post('/api/kiosk/approve', { visit, reason: 'injury' });
    },
    leaves: 'visual.approved',
    regardless: 'the visit itself records it, as tests/chronicle/visit_is_told.test.ts holds',
  },
  'POST /api/kiosk/refuse': {
    ...posting('receptionist', 'visual.refused', '/api/kiosk/refuse', ({ visit }) => ({ visit })),
    regardless: 'the visit itself records it, as tests/chronicle/visit_is_told.test.ts holds',
  },
  'POST /api/kiosk/help': posting('receptionist', 'desk.help-answered', '/api/kiosk/help', ({ visit }) => ({ visit })),
  'POST /api/kiosk/number': posting('receptionist', 'desk.number-told', '/api/kiosk/number', ({ visit }) => ({
    visit,
    birth: '850412',
    expiry: '2034',
    code: '1234',
  })),
  'GET /api/arrivals': looking(() => '/api/arrivals'),
  'POST /api/arrivals': {
    as: 'receptionist',
    use: async ({ desk }, client) => {
      unwrap(desk.modes.begin('disaster', client.staff, '停電'));
      const body = { name: '佐藤 次郎', birthdate: '1950-01-02', sex: '1' };
      return () => client.post('/api/arrivals', body);
    },
    leaves: 'desk.recorded',
  },
  'GET /api/arrivals/:id': looking(({ arrival }) => `/api/arrivals/${arrival}`),
  'POST /api/arrivals/:id/patient-number': posting(
    'receptionist',
    'desk.recorded',
    ({ arrival }) => `/api/arrivals/${arrival}/patient-number`,
    () => ({ patientNumber: 'A-17' }),
  ),
  'GET /api/attention': looking(() => '/api/attention'),
  'GET /fragments/attention': looking(() => '/fragments/attention'),
  'POST /api/arrivals/:id/settle': posting(
    'receptionist',
    'desk.settled',
    ({ heldBack }) => `/api/arrivals/${heldBack}/settle`,
    () => ({ why: 'mismatch', initials: '花' }),
  ),
  'POST /api/arrivals/:id/reopen': {
    as: 'receptionist',
    use: async ({ heldBack }, client) => {
      await client.post(`/api/arrivals/${heldBack}/settle`, { why: 'mismatch' });
      return () => client.post(`/api/arrivals/${heldBack}/reopen`, { why: 'mismatch' });
    },
    leaves: 'desk.reopened',
  },
  'GET /api/arrivals/:id/same-person': looking(({ heldBack }) => `/api/arrivals/${heldBack}/same-person`),
  'GET /arrivals/:id/same-person': looking(({ heldBack }) => `/arrivals/${heldBack}/same-person`),
  'POST /api/arrivals/:id/same-person': {
    as: 'receptionist',
    use: async ({ heldBack }, client) => {
      const path = `/api/arrivals/${heldBack}/same-person`;
      const { names } = (await client.get(path)).json();
      return () => client.post(path, { names, reason: 'unwritable', compared: true });
    },
    leaves: 'desk.same-person-said',
  },
  'GET /same-person': nothing('who said it when and why, no card and no name', 'receptionist'),
  'GET /api/same-person': nothing('who said it when and why, no card and no name', 'receptionist'),
  'POST /api/same-person/:id/revoke': {
    as: 'receptionist',
    use: async ({ desk, heldBack }, client) => {
      const names = { serial: '0a', card: 'A', answer: 'B' };
      unwrap(desk.saidSame.say({ names, reception: heldBack, staff: client.staff, reason: 'alias' }));
      return () => client.post('/api/same-person/1/revoke');
    },
    leaves: 'desk.same-person-revoked',
  },
  'POST /api/insurance-look-up': posting('receptionist', 'desk.asked-by-numbers', '/api/insurance-look-up', () => ({
    insurerNumber: '138057',
    insuredIdentificationNumber: '18730',
    birthdate: '1985-04-12',
  })),
  'GET /insurance-look-up': nothing('an empty form'),
  'GET /api/mode': nothing('whether a mode is open, on every page'),
  'POST /api/mode/open': posting('receptionist', 'mode.disaster.begun', '/api/mode/open', () => ({
    kind: 'disaster',
    reason: '停電',
  })),
  'POST /api/mode/end': {
    as: 'receptionist',
    use: async ({ desk }, client) => {
      unwrap(desk.modes.begin('emergency', client.staff, '停電'));
      return () => client.post('/api/mode/end');
    },
    leaves: 'mode.ended',
  },
  'GET /fragments/arrivals': looking(() => '/fragments/arrivals'),
  'GET /kiosk/visual': looking(() => '/kiosk/visual'),
  'GET /kiosk/number': nothing('an empty form'),
  'GET /arrivals/:id': looking(({ arrival }) => `/arrivals/${arrival}`),
  'GET /without-card': nothing('an empty form'),
  'GET /mode': nothing('whether a mode is open, on every page'),
  'GET /api/reports': nothing('what technicians measured'),
  'GET /api/reports/:id': nothing('what technicians measured'),
  'GET /reports': nothing('what technicians measured'),
  'GET /reports/:id': nothing('what technicians measured'),
  'GET /reports/:id/pdf': nothing('what technicians measured'),
  'GET /api/statistics': nothing('counters without anybody in them'),
  'GET /statistics': nothing('counters without anybody in them'),
  'GET /card-or-reader': nothing('how many cards were read'),
  'GET /machine': nothing('what the machine measured of itself'),
  'POST /api/support-bundle': posting('technician', 'desk.exported', '/api/support-bundle'),
  'GET /api/statistics.csv': {
    as: 'administrator',
    use: async (_busy, client) => () => client.get('/api/statistics.csv'),
    leaves: 'desk.exported',
  },
  'GET /api/staff': nothing('colleagues, to administrators'),
  'POST /api/staff': posting('administrator', 'staff.account.invited', '/api/staff', () => ({
    name: '新人',
    role: 'receptionist',
  })),
  'POST /api/staff/:id/role': onColleague('role', 'staff.account.changed', { role: 'technician' }),
  'POST /api/staff/:id/disable': onColleague('disable', 'staff.account.disabled'),
  'POST /api/staff/:id/enable': onColleague('enable', 'staff.account.changed'),
  'POST /api/staff/:id/invite': onColleague('invite', 'staff.account.invited'),
  'POST /api/staff/:id/renew': {
    as: 'administrator',
    use: async ({ desk }, client) => {
      const { staff } = await desk.signedIn('technician');
      return () => client.post(`/api/staff/${staff}/renew`, { days: 3 });
    },
    leaves: 'staff.account.changed',
  },
  'POST /api/staff/:id/second-factor/forget': {
    as: 'administrator',
    use: async ({ desk }, client) => {
      const { staff } = await desk.signedIn('technician');
      return () => client.post(`/api/staff/${staff}/second-factor/forget`);
    },
    leaves: 'staff.account.changed',
  },
  'POST /api/staff/unlock-passcodes': posting('administrator', 'staff.account.changed', '/api/staff/unlock-passcodes'),
  'GET /staff': nothing('colleagues, to administrators'),
};

/** What this desk's own trail and the kiosk it speaks to were told. */
function onRecord({ audit, kiosk }: TestDesk): readonly { readonly type: string; readonly staff?: unknown }[] {
  return [
    ...audit.events,
    ...kiosk.approvals.map(({ staff }) => ({ type: 'visual.approved', staff })),
    ...kiosk.refusals.map(({ staff }) => ({ type: 'visual.refused', staff })),
  ];
}

const used = Object.entries(acts).flatMap(([key, act]) => ('leaves' in act ? [{ key, ...act }] : []));
const unused = Object.entries(acts).flatMap(([key, act]) => ('leaves' in act ? [] : [{ key, ...act }]));

test('the table is that of the routes', () => {
  expect(Object.keys(acts).toSorted()).toEqual(Object.keys(access).toSorted());
  expect(unused.filter(({ key }) => key.startsWith('POST'))).toEqual([]);
});

test.each(used)('$key leaves $leaves, with who did it', async ({ as, use, leaves }) => {
  const busy = await busyDesk();
  const call = await use(busy, await busy.desk.signedIn(as));
  const before = onRecord(busy.desk).length;
  const answer = await call();
  expect(answer.status, answer.text).toBeLessThan(400);
  const left = onRecord(busy.desk).slice(before);
  expect(left).toContainEqual(expect.objectContaining({ type: leaves, staff: expect.stringMatching(/^s-\d+$/) }));
});

test.each(used.filter(({ regardless }) => regardless === undefined))(
  '$key is not done, and shows nobody, while that cannot be recorded',
  async ({ key, as, use }) => {
    const busy = await busyDesk();
    const call = await use(busy, await busy.desk.signedIn(as));
    busy.desk.audit.full = true;
    const before = stateOf(busy);
    const answer = await call();
    // The page that everybody comes home to shows the rest of itself.
    expect(answer.status).toBe(key === 'GET /' ? 200 : 503);
    expect(answer.text).not.toContain(person.name);
    expect(stateOf(busy)).toEqual(before);
  },
);

/** Everything the desk can change. */
function stateOf({ desk }: Busy) {
  const { store, kiosk, outbox } = desk;
  const rows = (table: string) => store.database.prepare(`SELECT * FROM ${table}`).all();
  return {
    accounts: ['staff', 'invitation', 'passcode_guard', 'occasion', 'session', 'second_factor', 'recovery_code'].map(
      rows,
    ),
    kiosk: [kiosk.helped.length, kiosk.numbersB.length, kiosk.approvals.length, kiosk.refusals.length],
    said: unwrap(desk.saidSame.all()),
    receptions: unwrap(outbox.receptions({ since: 0, limit: 10 })).length,
    asked: [desk.asked.length, desk.registered.length],
  };
}

test.each(unused)('$key shows nothing of a patient: $nothing', async ({ key, as }) => {
  const { desk } = await busyDesk();
  const client = await desk.signedIn(as);
  const before = desk.audit.events.length;
  const answer = await client.open(
    'GET',
    key.replace('GET ', '').replace(':id', key.includes('/settings/') ? 'clinic' : keptReport),
  );
  const first = await new Promise<string>((resolve) => {
    answer.once('data', (part: Buffer) => resolve(part.toString('utf8')));
    answer.once('end', () => resolve(''));
  });
  answer.destroy();
  expect(answer.statusCode).toBeLessThan(400);
  expect(first).not.toContain('山田');
  expect(first).not.toContain('19850412');
  expect(desk.audit.events.slice(before)).toEqual([]);
});
