import { alertRules, names } from '../../src/diagnostics/alerts/rules.ts';
import { allChecks } from '../../src/diagnostics/catalogue.ts';
import type { Check, CheckFault, CheckMeasure } from '../../src/diagnostics/check.ts';
import { parts, type Symptom, symptoms } from '../../src/diagnostics/words.ts';
import { minute } from '../../src/kernel/durations.ts';

interface Branch {
  readonly check: Check;
  readonly name: string;
  readonly fault: CheckFault;
}

/** docs/reference/fault-tree.md: from what is seen to the part to blame, made from the catalogue of checks. */
export function faultTreePage(): string {
  const branches = allChecks.flatMap((check) =>
    Object.entries(check.faults).map(([name, fault]): Branch => ({ check, name, fault })),
  );
  const named = Object.entries(symptoms) as [Symptom, string][];
  return `${[
    '# 症状から原因の部品を探す',
    '保守担当の方のための一覧です。まず `scripts/uketsuke doctor` を実行してください。受付機が動いていれば受付機に尋ね、動いていなければ設定と装置を直接調べます。見つかった異常の名前（`reader.none` など）を下の表で探すと、原因の部品と次にすることがわかります。表は、電源や土台に近いものから順に並んでいます。このページは `src/diagnostics/` の点検の一覧から作られます（`npm run docs:reference`）。',
    '`doctor --only reader,camera` は示した点検だけを行い、`--watch` は Ctrl-C まで繰り返して変化を表示します。終了コードは、異常なしが0、異常ありが1、使い方の誤りが2です。',
    ...named.flatMap(([symptom, says]) =>
      section(
        says,
        branches.filter(({ fault }) => fault.symptom === symptom),
      ),
    ),
    '## 知らせの一覧',
    '設定 `alerts` に送り先があれば、医院のシステム担当者に次の名前の知らせが届きます。示した時間だけ続いたときに送られ、そのあいだに直ったものは送られません。',
    table(
      ['知らせ', '内容', '続いたら送る時間', '`quietFrom`～`quietTo` の間'],
      alertRules.map(({ id, says, severity, afterMs }) => [
        `\`${id}\``,
        says,
        afterMs === 0 ? 'すぐに' : `${afterMs / minute}分`,
        severity === 'critical' ? '送る' : '終わるまで待つ',
      ]),
    ),
    '## 点検の一覧',
    table(
      ['点検', '確かめること', '測るもの（よい範囲）', '受付機が自分で一度試すこと'],
      allChecks.map((check) => [
        `${check.title}<br>\`${check.id}\``,
        check.proves,
        Object.values(check.measures).map(measured).join('<br>'),
        check.mending?.says ?? '',
      ]),
    ),
    'どの点検も、時間内に終わらないときは `点検名.unfinished`（U-613）、点検そのものが失敗したときは `点検名.broken`（U-613）になります。',
  ].join('\n\n')}\n`;
}

function section(says: string, branches: readonly Branch[]): readonly string[] {
  if (branches.length === 0) return [];
  return [
    `## ${says}`,
    table(
      ['見つかること', '部品', '次にすること', '知らせ'],
      branches.map(({ check, name, fault }) => [
        `${fault.says}<br>\`${check.id}.${name}\` ${fault.number}`,
        parts[fault.part],
        fault.next,
        toldBy(`${check.id}.${name}`),
      ]),
    ),
  ];
}

/** The rule by which clinic IT is told; `―` where staff see it at the desk and nobody is called. */
function toldBy(finding: string): string {
  const rule = alertRules.find(({ of }) => names(of, finding));
  return rule ? `\`${rule.id}\`` : '―';
}

function measured({ says, unit, least, most }: CheckMeasure): string {
  const range = [
    least === undefined ? '' : `${least}${unit ?? ''}以上`,
    most === undefined ? '' : `${most}${unit ?? ''}以下`,
  ];
  const limits = range.filter(Boolean).join('、');
  return limits === '' ? says : `${says}（${limits}）`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
