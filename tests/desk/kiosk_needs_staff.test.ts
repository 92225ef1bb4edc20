import { v7 as uuidv7 } from 'uuid';
import { expect, test } from 'vitest';
import { type DeskClient, testDesk, waitingForStaff } from '../support/desk/desk.ts';

const card = {
  name: '髙橋　<b>一郎</b>',
  birthdate: '19850412',
  sex: '1',
  address: '東京都ひいらぎ市緑町1-2-3',
} as const;

test('what the kiosk needs is there for everyone at the desk, without the person', async () => {
  const desk = await testDesk();
  const client = await desk.signedIn();
  const now = waitingForStaff({ card, differs: ['name'], problem: 'U-405' });
  desk.kiosk.put(now);
  const { card: _hidden, ...shown } = now;
  expect((await client.get('/api/kiosk/now')).json()).toEqual(shown);
  const home = (await client.get('/')).text;
  expect(home).toContain('目視確認を待っています');
  expect(home).toContain('カードと資格確認の回答で異なる項目: <strong>氏名</strong>');
  expect(home).toContain('紐付け誤りのおそれ');
  expect(home).not.toContain('髙橋');
});

test('whoever looks at the card is on record, and without a record nobody looks', async () => {
  const desk = await testDesk();
  const client = await desk.signedIn();
  const { visit } = waitingForStaff();
  desk.kiosk.put(waitingForStaff({ visit, card, differs: ['birthdate'] }));
  const seen = await client.post('/api/kiosk/card', { visit });
  expect(seen.json()).toMatchObject({ card, differs: ['birthdate'] });
  const look = { type: 'desk.looked-at', staff: client.staff, what: 'visual-check', visit };
  expect(desk.audit.events.at(-1)).toEqual(look);
  const page = (await client.get('/kiosk/visual')).text;
  expect(page).toContain('髙橋　&lt;b&gt;一郎&lt;/b&gt;');
  expect(page).toContain('昭和60年4月12日');
  expect(desk.audit.events.filter(({ type }) => type === 'desk.looked-at')).toEqual([look, look]);
  desk.audit.full = true;
  const refused = await client.post('/api/kiosk/card', { visit });
  expect([refused.status, refused.json().error]).toEqual([503, 'U-507']);
  expect(refused.text).not.toContain('髙橋');
  expect((await client.get('/kiosk/visual')).text).not.toContain('髙橋');
});

test('an approval says who, why, and whether staff enter what the patient says', async () => {
  const desk = await testDesk();
  const client = await desk.signedIn();
  const { visit } = waitingForStaff();
  desk.kiosk.put(waitingForStaff({ visit }));
  const answer = await client.submit('/kiosk/visual', '/api/kiosk/approve', { visit, reason: 'dementia', oral: 'on' });
  expect([answer.status, answer.headers.location]).toEqual([303, '/']);
  expect((await client.get('/')).text).toContain('承認しました');
  await client.post('/api/kiosk/approve', { visit, reason: 'injury' });
  expect(desk.kiosk.approvals).toEqual([
    { visit, staff: client.staff, reason: 'dementia', oral: true },
    { visit, staff: client.staff, reason: 'injury', oral: false },
  ]);
});

test('nobody approves whose card they have not been shown', async () => {
  const desk = await testDesk();
  const [one, other] = [await desk.signedIn(), await desk.signedIn()];
  const { visit } = waitingForStaff();
  desk.kiosk.put(waitingForStaff({ visit }));
  await one.get('/kiosk/visual');
  desk.kiosk.put(waitingForStaff({ visit, card }));
  const approval = { visit, reason: 'injury' };
  for (const client of [one, other]) {
    const early = await client.post('/api/kiosk/approve', approval);
    expect([early.status, early.json().error]).toEqual([409, 'card-not-seen']);
  }
  await other.get('/kiosk/visual');
  expect((await one.post('/api/kiosk/approve', approval)).status).toBe(409);
  expect(desk.kiosk.approvals).toEqual([]);
  expect((await other.post('/api/kiosk/approve', approval)).status).toBe(200);
  expect(desk.kiosk.approvals).toEqual([{ visit, staff: other.staff, reason: 'injury', oral: false }]);
});

test('a refusal says who', async () => {
  const desk = await testDesk();
  const client = await desk.signedIn();
  const { visit } = waitingForStaff();
  desk.kiosk.put(waitingForStaff({ visit }));
  await client.submit('/kiosk/visual', '/api/kiosk/refuse', { visit });
  expect(desk.kiosk.refusals).toEqual([{ visit, staff: client.staff }]);
  expect(desk.kiosk.approvals).toEqual([]);
});

test('nobody approves the person who came after', async () => {
  const desk = await testDesk();
  const client = await desk.signedIn();
  desk.kiosk.put(waitingForStaff());
  const late = await client.post('/api/kiosk/approve', { visit: uuidv7(), reason: 'face-failed' });
  expect([late.status, late.json().error]).toEqual([409, 'visit-is-over']);
  expect((await client.post('/api/kiosk/card', { visit: uuidv7() })).status).toBe(409);
  expect((await client.post('/api/kiosk/help', { visit: uuidv7() })).status).toBe(409);
  expect(desk.kiosk.approvals).toEqual([]);
});

test('a call for help is answered from the page', async () => {
  const desk = await testDesk();
  const client = await desk.signedIn();
  const { visit } = waitingForStaff();
  desk.kiosk.put(waitingForStaff({ visit, screen: 'pin', needs: 'help' }));
  expect((await client.get('/')).text).toContain('患者さんが職員を呼んでいます');
  await client.submit('/', '/api/kiosk/help', { visit });
  expect(desk.kiosk.helped).toEqual([visit]);
});

test('a desk where nobody is signed in hears that somebody is wanted, and nothing else', async () => {
  const desk = await testDesk();
  const bell = async () => (await desk.client().get('/api/bell')).text;
  expect(await bell()).toBe('{"calling":false}');
  desk.kiosk.put(waitingForStaff({ card, needs: 'help' }));
  expect(await bell()).toBe('{"calling":true}');
  desk.kiosk.put({ needs: 'desk', problem: 'U-406' });
  expect(await bell()).toBe('{"calling":false}');
});

test('the digits of the card go to the kiosk, full width or not, and are zeroed here', async () => {
  const desk = await testDesk();
  const client = await desk.signedIn();
  const { visit } = waitingForStaff();
  desk.kiosk.put(waitingForStaff({ visit, needs: 'number', screen: 'card-number' }));
  await client.submit('/kiosk/number', '/api/kiosk/number', {
    visit,
    birth: '６００４１２',
    expiry: '2031',
    code: '80 17',
  });
  expect(desk.kiosk.numbersB).toEqual([{ visit, digits: '60041220318017' }]);
  expect(desk.kiosk.told.map((digits) => [...digits])).toEqual([Array.from({ length: 14 }, () => 0)]);
  const short = await client.post('/api/kiosk/number', { visit, birth: '60041', expiry: '2031', code: '8017' });
  expect([short.status, short.json().message]).toEqual([400, '入力を確認してください（birth）。']);
  expect(desk.log()).not.toContain('8017');
});

test('an open page is told at once what changes, and never whom it is about', async () => {
  const desk = await testDesk();
  const client = await desk.signedIn();
  const events = await listen(client);
  expect(await events.next()).toContain('event: kiosk\ndata: {"visit":null,"screen":"idle"');
  const { visit } = waitingForStaff();
  desk.kiosk.put(waitingForStaff({ visit, card, needs: 'help' }));
  const told = await events.next();
  expect(told).toContain(visit);
  expect(told).not.toContain('髙橋');
  await client.post('/api/mode/open', { kind: 'emergency', reason: '停電' });
  expect(await events.next()).toBe('event: mode\ndata: {}\n\n');
  const person = { name: '山田花子', birthdate: '1985-04-12', sex: '2' };
  await client.post('/api/arrivals', person);
  expect(await events.next()).toBe('event: arrivals\ndata: {}\n\n');
});

test('an outage and its number are said in words', async () => {
  const desk = await testDesk();
  const technician = await desk.signedIn('technician');
  desk.kiosk.put({ screen: 'out-of-service', outage: 'U-505', problem: 'U-505' });
  const home = (await technician.get('/')).text;
  expect(home).toContain('受付できません');
  expect(home.match(/保存先の空き容量が不足している/g)).toHaveLength(1);
});

/** One event after the other. */
async function listen(client: DeskClient): Promise<{ next(): Promise<string> }> {
  const answer = await client.open('GET', '/api/kiosk/events');
  answer.setEncoding('utf8');
  let text = '';
  const parts = answer[Symbol.asyncIterator]();
  return {
    async next() {
      while (!text.includes('\n\n')) text += String((await parts.next()).value);
      const end = text.indexOf('\n\n') + 2;
      const event = text.slice(0, end);
      text = text.slice(end);
      return event;
    },
  };
}
