import { expect, it } from 'vitest';
import { checkConfig } from '../../src/config/load.ts';
import { readAnswer } from '../../src/outbox/sinks/oqs/answerFile.ts';
import { leastCostOf } from '../support/bombs/costOf.ts';

const asked = { institutionCode: '1311234567', fileIdentifier: 'q1', birthdate: '19850412' };
/** The largest file that is read at all. */
const bytes = 64 * 1024;
const filled = (piece: string) => piece.repeat(Math.floor(bytes / piece.length));

it.each([
  ['nested to its end', `${'<a>'.repeat(9_000)}${'</a>'.repeat(9_000)}`],
  ['opened and never closed', filled('<a>')],
  ['nothing but openings', filled('<')],
  ['of names with a meaning in JavaScript', '<XmlMsg><__proto__><constructor>1</constructor></__proto__></XmlMsg>'],
  ['of attributes', `<a ${Array.from({ length: 6_000 }, (_, index) => `b${index}="1"`).join(' ')}/>`],
  ['of entities', `<XmlMsg>${filled('&amp;')}</XmlMsg>`],
  ['that unfolds', `<!DOCTYPE a [<!ENTITY b "${'c'.repeat(10_000)}">]><a>${'&b;'.repeat(10_000)}</a>`],
  [
    'of results',
    `<XmlMsg><MessageBody><ResultList>${filled('<ResultOfQualificationConfirmation/>')}</ResultList></MessageBody></XmlMsg>`,
  ],
])('an answer file %s is U-403, and holds nobody up', async (_, xml) => {
  const { value, peakBytes } = await leastCostOf(async () => readAnswer(xml, asked), 50);
  expect(value).toMatchObject({ ok: false, problem: { code: 'U-403' } });
  expect(peakBytes).toBeLessThan(100_000_000);
});

it.each([
  ['lists', '['.repeat(200_000)],
  ['sections', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
])('a configuration of %s without end is a fault of the file', (_, text) => {
  expect(checkConfig(text)).toEqual({
    ok: false,
    faults: [{ key: '', message: 'nested too deeply to be a configuration' }],
  });
});
