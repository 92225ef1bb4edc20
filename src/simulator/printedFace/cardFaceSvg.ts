import type { Person } from '../people.ts';

/** What is printed on the front of a card, dates as Gregorian yyyyMMdd. */
export type PrintedCard = Pick<Person, 'name'> & {
  readonly card: Pick<
    Person['card'],
    'address' | 'birthdate' | 'yearNotation' | 'sex' | 'expiry' | 'securityCode' | 'photo'
  >;
};

/** Sans or Mincho: nobody outside knows the card's typeface, so the reader has to bear both. */
export type Typeface = 'Noto Sans CJK JP' | 'Noto Serif CJK JP';

/** ID-1, in millimetres. */
export const cardSize = { width: 85.6, height: 53.98, corner: 3.18 } as const;

const era = new Intl.DateTimeFormat('ja-JP-u-ca-japanese', { era: 'long', year: 'numeric', timeZone: 'UTC' });
const sexes = { 1: '男', 2: '女', 9: '－' } as const;

/**
 * A drawn specimen of the card's front: the same fields in the places where the real card has them, in plain type,
 * without any of the official artwork, and marked 見本 all over. `portrait` is a picture as a data URL.
 */
export function cardFaceSvg(person: PrintedCard, typeface: Typeface, portrait?: string): string {
  const { name, card } = person;
  const { width, height, corner } = cardSize;
  const nameSize = Math.min(3.4, 56 / [...name].length);
  const addressLines = card.address.match(/.{1,22}/gu) ?? [];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="${typeface}" fill="#1d1d22">
<rect width="${width}" height="${height}" rx="${corner}" fill="#eef2f0"/>
<g stroke="#dfe8e4" stroke-width="0.35">${paleLines()}</g>
<text x="4" y="7.6" font-size="2">氏名</text><text x="10" y="7.8" font-size="${nameSize}">${xml(name)}</text>
<text x="4" y="12.4" font-size="2">住所</text>
${addressLines.map((line, row) => `<text x="10" y="${12.5 + row * 3.1}" font-size="2.4">${xml(line)}</text>`).join('')}
${card.photo ? portraitSvg(portrait) : '<text x="9" y="33" font-size="2.4" fill="#889">写真なし</text>'}
<text x="30" y="24.6" font-size="2.8">${birthLine(card)}</text>
<text x="62" y="24.6" font-size="2.4">性別 ${sexes[card.sex]}</text>
<text x="30" y="31.4" font-size="2.8">${gregorianLine(card.expiry)}まで有効</text>
<text x="30" y="37.6" font-size="2.2">ひいらぎ市長</text>
<text x="4" y="49" font-size="2.3">0000000000000000</text>
<text x="30" y="49" font-size="2.6">${card.securityCode}</text>
<g font-size="7" font-weight="bold" fill="#d9a0a0"><text x="62" y="50">見本</text><text x="66" y="40">見本</text></g>
</svg>`;
}

/** 昭和60年4月12日生, or 1985年4月12日生; the first year of an era is 元年. */
function birthLine({ birthdate: date, yearNotation }: PrintedCard['card']): string {
  if (yearNotation === 'western') return `${gregorianLine(date)}生`;
  const [, month, day] = split(date);
  const parts = era.formatToParts(new Date(`${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}T00:00:00Z`));
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? '';
  const year = part('year') === '1' ? '元' : part('year');
  return `${part('era')}${year}年${month}月${day}日生`;
}

function gregorianLine(date: string): string {
  const [year, month, day] = split(date);
  return `${year}年${month}月${day}日`;
}

function split(date: string): readonly [number, number, number] {
  return [Number(date.slice(0, 4)), Number(date.slice(4, 6)), Number(date.slice(6))];
}

/** Something pale under the print, so that paper white is not taken for granted. */
function paleLines(): string {
  return Array.from({ length: 24 }, (_, index) => {
    const x = index * 6 - 50;
    return `<path d="M${x} 54 q12 -18 26 -22 t30 -32" fill="none"/>`;
  }).join('');
}

function portraitSvg(portrait: string | undefined): string {
  const frame = '<rect x="4" y="18" width="21" height="27" fill="#c9d3d8"/>';
  if (portrait) {
    return `${frame}<image x="4" y="18" width="21" height="27" preserveAspectRatio="xMidYMid slice" href="${portrait}"/>`;
  }
  return `${frame}<circle cx="14.5" cy="28.5" r="5.5" fill="#6f7d86"/><path d="M5.5 45 q1 -11 9 -11 t9 11z" fill="#6f7d86"/>`;
}

function xml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
