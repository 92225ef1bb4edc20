import { v7 as uuid } from 'uuid';
import { minute } from '../../../src/kernel/durations.ts';
import type { Outbox } from '../../../src/outbox/outbox.ts';
import { unwrap } from '../../../src/problem/result.ts';
import type { Reception } from '../../../src/reception/reception.ts';
import { projectRoot } from '../../../src/system/paths.ts';
import { goldenPeople, goldenReception } from '../../fixtures/golden/goldenReception.ts';

const families: readonly (readonly [string, string])[] = [
  ['佐藤', 'ｻﾄｳ'],
  ['鈴木', 'ｽｽﾞｷ'],
  ['高橋', 'ﾀｶﾊｼ'],
  ['田中', 'ﾀﾅｶ'],
  ['伊藤', 'ｲﾄｳ'],
  ['渡辺', 'ﾜﾀﾅﾍﾞ'],
  ['山本', 'ﾔﾏﾓﾄ'],
  ['中村', 'ﾅｶﾑﾗ'],
  ['小林', 'ｺﾊﾞﾔｼ'],
  ['加藤', 'ｶﾄｳ'],
];
const given: readonly (readonly [string, string])[] = [
  ['陽子', 'ﾖｳｺ'],
  ['健一', 'ｹﾝｲﾁ'],
  ['さくら', 'ｻｸﾗ'],
  ['大輔', 'ﾀﾞｲｽｹ'],
  ['花', 'ﾊﾅ'],
  ['誠', 'ﾏｺﾄ'],
  ['美咲', 'ﾐｻｷ'],
];

const templates = goldenPeople(projectRoot()).map(goldenReception);

/** The `index`-th arrival of a busy day: a fixture person's visit under another invented name. */
export function arrivalOf(index: number, at: number): Reception {
  const template = templates[index % templates.length];
  const [family, familyKana] = families[index % families.length] ?? [];
  const [first, firstKana] = given[index % given.length] ?? [];
  if (!template || !family || !first) throw new Error('nobody to play the arrivals');
  const { eligibility, person, token } = template;
  const name = `${family}　${first}`;
  const birthdate = String(19300101 + (index % 90) * 10_000 + (index % 12) * 100 + (index % 28));
  const shifted = (time: string) => new Date(Date.parse(time) + at - Date.parse(template.receivedAt)).toISOString();
  return {
    ...template,
    id: uuid(),
    receivedAt: new Date(at).toISOString(),
    token: { ...token, serial: token.serial && `${token.serial}${index}` },
    person: person && { ...person, name, birthdate },
    eligibility: eligibility && { ...eligibility, name, nameKana: `${familyKana} ${firstKana}`, birthdate },
    patientNumber: index % 9 === 0 ? null : String(100_000 + index),
    consents: template.consents.map((consent) => ({
      ...consent,
      answeredAt: shifted(consent.answeredAt),
      validUntil: shifted(consent.validUntil),
    })),
  };
}

/** A whole day before noon, the oldest first. */
export function recordDay(outbox: Outbox, count: number, until: number): void {
  for (let index = 0; index < count; index += 1) {
    unwrap(outbox.record(arrivalOf(index, until - ((count - index) * 200 * minute) / count)));
  }
}
