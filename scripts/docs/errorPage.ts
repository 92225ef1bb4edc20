import { type CatalogueEntry, catalogue, type ProblemCode } from '../../src/problem/catalogue.ts';

/** The first digit of a number. */
type Hundred = ProblemCode extends infer Code ? (Code extends `U-${infer Digit}${string}` ? Digit : never) : never;

const groups: Readonly<Record<Hundred, string>> = {
  '1': 'カードとリーダー',
  '2': '本人確認',
  '3': '受付の進行',
  '4': '資格確認',
  '5': '記録と送信',
  '6': '機器',
  '7': '設定と起動',
  '8': '受付端末',
};

const whoMayRetry: Readonly<Record<CatalogueEntry['retry'], string>> = {
  patient: '患者さんがやり直せます',
  staff: 'スタッフの対応後にやり直せます',
  no: 'やり直しても変わりません',
};

/** docs/reference/errors.md: every numbered error as the desk needs it, made from the catalogue. */
export function errorPage(): string {
  const entries = Object.entries<CatalogueEntry>(catalogue);
  const sections = Object.entries(groups).flatMap(([digit, title]) => {
    const own = entries.filter(([code]) => code.startsWith(`U-${digit}`));
    return [`## ${title}`, ...own.map(([code, entry]) => section(code, entry))];
  });
  return `${[
    '# エラー番号の一覧',
    '画面に出る番号（U-nnn）ごとに、患者さんへの表示と、受付での対応をまとめています。番号は Uketsuke 独自のもので、ほかの機器の番号とは関係ありません。このページは `src/problem/catalogue/` から作られます（`npm run docs:reference`）。',
    ...sections,
  ].join('\n\n')}\n`;
}

function section(code: string, { meaning, patient, advice, staff, retry }: CatalogueEntry): string {
  return [
    `### ${code}　${patient.ja}`,
    `- 患者さんへ：${patient.ja}。${advice.ja}`,
    `- 受付で：${staff}`,
    `- やり直し：${whoMayRetry[retry]}`,
    `- English: ${patient.en}. ${advice.en} (${meaning})`,
  ].join('\n');
}
