import { expect, test } from 'vitest';
import { cardOrReader } from '../../src/diagnostics/cardOrReader.ts';
import { ok } from '../../src/problem/result.ts';
import { testDesk } from '../support/desk/desk.ts';

test('while a card failed, one press says whose fault it is and what the card answered', async () => {
  const desk = await testDesk();
  const client = await desk.signedIn('receptionist');
  desk.kiosk.put({ screen: 'problem', problem: 'U-102' });
  expect((await client.get('/')).text).toContain('href="/card-or-reader"');
  desk.verdict = cardOrReader([{ problem: 'U-102' }], ok({ name: 'Reader', card: 'present' }), [
    { application: 'jpki', status: 0x6a82 },
    { application: 'cardFace', status: 0x9000 },
    { application: 'textInput', status: 'silent' },
  ]);
  const { text } = await client.get('/card-or-reader');
  expect(text).toContain(desk.verdict.says);
  expect(text).toContain(desk.verdict.card?.says);
  for (const status of ['6A82', '9000']) expect(text).toContain(`<code>${status}</code>`);
  expect(text).toContain('答えがありません');
  desk.verdict = { ...desk.verdict, card: null };
  expect((await client.get('/card-or-reader')).text).not.toContain('card-answers');
});
