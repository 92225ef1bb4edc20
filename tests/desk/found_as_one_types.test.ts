import { expect, test } from 'vitest';
import { goldenPeople, goldenReception } from '../../scripts/fixtures/golden/goldenReception.ts';
import { hasWords, typedWords } from '../../src/desk/app/typed.ts';
import { findableText } from '../../src/desk/receptions/findable.ts';
import { summaryOf } from '../../src/desk/receptions/shown.ts';
import { kanjiVariants } from '../../src/reception/link/kanjiVariants.ts';
import { projectRoot } from '../../src/system/paths.ts';
import { sampleReception } from '../support/outbox/queue.ts';

const variants = kanjiVariants();
const texts = goldenPeople(projectRoot()).map((person) => {
  const summary = summaryOf({ reception: goldenReception(person), deliveries: [] }, 0);
  return [person.id, findableText(summary, variants)] as const;
});

const found = (typed: string) => texts.filter(([, text]) => hasWords(text, typedWords(typed))).map(([id]) => id);

test.each([
  ['山田', ['yamada-hanako']],
  ['山田　花子', ['yamada-hanako']],
  ['花子 山田', ['yamada-hanako']],
  ['やまだ', ['yamada-hanako']],
  ['ヤマダ　ハナコ', ['yamada-hanako']],
  ['ﾔﾏﾀﾞ ﾊﾅｺ', ['yamada-hanako']],
  ['うめ', ['suzuki-ume']],
  ['高崎　吉男', ['takasaki-yoshio']],
  ['髙﨑', ['takasaki-yoshio']],
  ['渡辺', ['watanabe-shizu']],
  ['渡邊', ['watanabe-shizu']],
  ['fernandez', ['fernandez-alexandra']],
  ['ＦＥＲＮＡＮＤＥＺ', ['fernandez-alexandra']],
  ['19480603', ['suzuki-ume']],
  ['1948-06-03', ['suzuki-ume']],
  ['1948/6/3', ['suzuki-ume']],
  ['１９４８．６．３', ['suzuki-ume']],
  ['1948年6月3日', ['suzuki-ume']],
  ['昭和23年6月3日', ['suzuki-ume']],
  ['昭和23年06月', ['suzuki-ume']],
  ['S23.6.3', ['suzuki-ume']],
  ['s23', ['suzuki-ume']],
  ['h2.1.8', ['tanaka-kenta']],
  ['0004321', ['nakamura-takeshi']],
  ['4321', ['nakamura-takeshi']],
  ['だれでもない', []],
])('%s', (typed, ids) => {
  expect(found(typed)).toEqual(ids);
});

test('an empty search finds all, and a day that nobody knows is found as far as it is known', () => {
  expect(found('　')).toHaveLength(texts.length);
  const { eligibility } = sampleReception();
  const reception = sampleReception({
    eligibility: { ...eligibility, birthdate: '19650000' },
    patientNumber: '内-00042',
  });
  const text = findableText(summaryOf({ reception, deliveries: [] }, 0), variants);
  for (const typed of ['昭和40年', 'S40', '1965', '内-00042', '00042']) {
    expect([typed, hasWords(text, typedWords(typed))]).toEqual([typed, true]);
  }
});
