import { expect, test } from 'vitest';
import { failed, ok, unwrap } from '../../src/problem/result.ts';
import { testDesk } from '../support/desk/desk.ts';
import { sampleReception } from '../support/outbox/queue.ts';

const typed = {
  insurerNumber: '１３８０５７',
  insuredCardSymbol: '柊１２',
  insuredIdentificationNumber: '１８７３０',
  insuredBranchNumber: '',
  birthdate: '1985-04-12',
};

test('staff ask by the numbers of a paper; it is on record and counted, and the answer is shown once', async () => {
  const desk = await testDesk();
  const client = await desk.signedIn();
  const { eligibility } = sampleReception();
  desk.answering = ok({ ...eligibility, notDisclosed: true });
  const page = await client.submit('/insurance-look-up', '/api/insurance-look-up', { ...typed, limitConsent: 'on' });
  expect(page.status).toBe(200);
  expect(page.text).toContain('ひいらぎ市国民健康保険');
  expect(page.text).toContain('不開示');
  expect(page.text).not.toContain('緑町');
  // Digits in the width the wire wants; what may be of any characters, as it was typed.
  expect(desk.asked).toEqual([{ ...typed, insurerNumber: '138057', birthdate: '19850412', limitConsent: true }]);
  expect(desk.audit.events.at(-1)).toEqual({ type: 'desk.asked-by-numbers', staff: client.staff });
  const report = unwrap(desk.statistics.report({ from: '2026-04-01', to: '2026-04-01', by: 'day' }));
  expect(report.total.cardUse.numbers).toBe(1);
  expect(unwrap(desk.outbox.receptions({ since: 0, limit: 1 }))).toEqual([]);
  expect(desk.log()).not.toMatch(/18730|１８７３０|19850412/);
});

test.each([
  ['昭和60年', '19850000'],
  ['不詳', '00000000'],
])('somebody born %s is asked about as %s, and is shown as answered', async (birthdate, digits) => {
  const desk = await testDesk();
  const client = await desk.signedIn();
  desk.answering = ok({ ...sampleReception().eligibility, birthdate: '19850000' });
  const page = await client.submit('/insurance-look-up', '/api/insurance-look-up', { ...typed, birthdate });
  expect(page.text).toContain('昭和60年（月日不詳）');
  expect(desk.asked).toMatchObject([{ birthdate: digits }]);
});

test('what the answer means for the desk comes with it, and a doubtful check digit is a hint', async () => {
  const desk = await testDesk();
  const client = await desk.signedIn();
  desk.answering = ok({ ...sampleReception().eligibility, validity: 'newer-exists' });
  const answer = await client.post('/api/insurance-look-up', { ...typed, insurerNumber: '138058' });
  expect(answer.json()).toMatchObject({
    problem: 'U-408',
    oddity: 'check-digit',
    answer: { validity: 'newer-exists' },
  });
  const page = await client.submit('/insurance-look-up', '/api/insurance-look-up', typed);
  expect(page.text).toContain('新しい資格があります');
  expect(page.text).not.toContain('検証番号');
});

test('without a record nobody asks; without an answer the number of the trouble is said', async () => {
  const desk = await testDesk();
  const client = await desk.signedIn();
  const silent = await client.post('/api/insurance-look-up', typed);
  expect([silent.status, silent.json().error]).toEqual([503, 'U-402']);
  desk.answering = failed('U-403');
  await client.submit('/insurance-look-up', '/api/insurance-look-up', typed);
  expect((await client.get('/insurance-look-up')).text).toContain('U-403 資格確認の応答がエラーです');
  const asked = desk.asked.length;
  desk.audit.full = true;
  expect((await client.post('/api/insurance-look-up', typed)).json().error).toBe('U-507');
  expect(desk.asked).toHaveLength(asked);
});

test.each([
  ['insurerNumber', '13805'],
  ['insuredIdentificationNumber', ''],
  ['insuredBranchNumber', '1'],
  ['birthdate', '1985-02-30'],
  ['birthdate', '　'],
  ['birthdate', '昭和65年4月'],
  ['insuredIdentificationNumber', '\u200b'],
])('%s %j is refused before anybody is asked', async (field, value) => {
  const desk = await testDesk();
  const client = await desk.signedIn();
  const answer = await client.post('/api/insurance-look-up', { ...typed, [field]: value });
  expect([answer.status, answer.json().message]).toEqual([400, `入力を確認してください（${field}）。`]);
  expect(desk.asked).toEqual([]);
});
