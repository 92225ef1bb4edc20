import fc from 'fast-check';
import { worldText } from './texts.ts';

const written = [
  '山田 花子',
  '髙橋　一郎',
  '𠮷野桜',
  'KIM MINJUN',
  'Kim Min-jun',
  'ｷﾑ ﾐﾝｼﾞｭﾝ',
  '⻑⾕川 渚',
  '佐々木寛',
  '山田［佐藤］花子',
  '鰐淵 鶴松',
];

/** How another system writes a name, or what it leaves of it. */
const systems: readonly ((name: string) => string)[] = [
  (name) => name.normalize('NFKC'),
  (name) => name.normalize('NFD'),
  (name) => name.toUpperCase(),
  (name) => name.replaceAll(/\s/g, ''),
  (name) => name.replaceAll(' ', '　'),
  (name) => name.replace(/./u, '●'),
  (name) => name.replaceAll(/[^\s]/gu, '●'),
  (name) => Array.from(name).join('\u{e0100}'),
  (name) => Array.from(name).join('　'),
  (name) => Array.from(name).join('／'),
  (name) => Array.from(name).toReversed().join(''),
  (name) => name.slice(0, 12),
  (name) => `${name}（${name}）`,
  (name) => name.repeat(40),
];

/** Beyond this the gateway that is played here would take longer to write than ours to refuse. */
const mostWritten = 40_000;

/** A name, and what some system made of it, or of another. */
export const names: fc.Arbitrary<string> = fc
  .tuple(
    fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...written) }, { weight: 1, arbitrary: worldText }),
    fc.array(fc.constantFrom(...systems), { maxLength: 3 }),
  )
  .map(([name, through]) =>
    through.reduce((text, system) => system(text).slice(0, mostWritten), name.slice(0, mostWritten)),
  );
