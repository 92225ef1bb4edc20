import fc from 'fast-check';
import { worldText } from './texts.ts';

/** What a browser posts, and what somebody posts who is none. */
const days = fc.constantFrom(
  '1965-04-12',
  '19650412',
  '1965-00-00',
  '19650000',
  '',
  '不詳',
  '2999-01-01',
  '2024-02-30',
  '昭和40年',
  ' ',
);

export const forms = {
  withoutCard: fields({
    name: ['山田 花子', '不詳', 'KIM MINJUN'],
    birthdate: days,
    sex: ['1', '2', '3', '', '男'],
    address: ['東京都ひいらぎ市緑町1-2-3', '', '不詳'],
    patientNumber: ['', ' ', '12-34', '００１２'],
    asked: ['on', 'true', ''],
    'agreed[]': ['medication', 'surgery', 'everything'],
  }),
  insuranceLookUp: fields({
    insurerNumber: ['06132013', '０６１３２０１３', '132013', ' 132013', '13-2013'],
    insuredCardSymbol: ['', '柊１２', '1・2'],
    insuredIdentificationNumber: ['12345678', 'あ', ''],
    insuredBranchNumber: ['', '01', '１', '000'],
    birthdate: days,
    limitConsent: ['on', ''],
  }),
} as const;

type Entry = readonly [name: string, text: string];

/** A form's body: each field mostly as meant, sometimes not there, twice, or anything at all. */
function fields(usual: Readonly<Record<string, readonly string[] | fc.Arbitrary<string>>>): fc.Arbitrary<string> {
  const each = Object.entries(usual).map(([name, values]) => {
    const meant = 'generate' in values ? values : fc.constantFrom(...values);
    const value = fc.oneof({ weight: 8, arbitrary: meant }, { weight: 1, arbitrary: worldText });
    const entry = value.map((text): readonly Entry[] => [[name, text]]);
    return fc.oneof(
      { weight: 20, arbitrary: entry },
      { weight: 1, arbitrary: fc.constant<readonly Entry[]>([]) },
      { weight: 1, arbitrary: fc.tuple(entry, entry).map(([one, other]): readonly Entry[] => [...one, ...other]) },
    );
  });
  const unknown = fc.oneof(
    { weight: 20, arbitrary: fc.constant('') },
    { weight: 1, arbitrary: fc.constantFrom('&x=1', '&__proto__=1', '&%', '&name[]=1', '&=') },
  );
  return fc.tuple(fc.tuple(...each), unknown).map(([all, more]) => {
    return new URLSearchParams(all.flat().map(([name, text]): [string, string] => [name, text])).toString() + more;
  });
}
