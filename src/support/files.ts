import { setImmediate as turn } from 'node:timers/promises';
import { allChecks } from '../diagnostics/catalogue.ts';
import type { Result } from '../problem/result.ts';
import type { BundleFile } from './bundleFile.ts';
import type { SupportFacts } from './facts.ts';
import { indexPage } from './indexPage.ts';
import { toldLog } from './logLines.ts';
import { bundleDays, measuredTable } from './measuredDays.ts';
import { toldSettings } from './settings.ts';
import { technicalParts } from './technical.ts';
import { toldChecks } from './toldChecks.ts';

/**
 * The files of a bundle, the page that lists them first. None of them tells of a patient. Between two parts others have
 * a turn: a kiosk may be serving meanwhile.
 */
export async function bundleFiles(facts: SupportFacts): Promise<readonly BundleFile[]> {
  const checks = toldChecks(allChecks, facts.checks.report);
  const settings =
    'wrongLines' in facts.configuration
      ? { wrongLines: facts.configuration.wrongLines }
      : toldSettings(facts.configuration);
  await turn();
  const log = toldLog(facts.log);
  await turn();
  const history = facts.history.ok ? measuredTable(allChecks, facts.history.value) : `${facts.history.problem.code}\n`;
  await turn();
  const files: readonly BundleFile[] = [
    {
      name: 'checks.json',
      why: '点検の結果と測定値です。何が起きているかを調べます。',
      without: '点検の言葉と測定値だけです。外から届いた文章は、エラーの記号だけを残しています。',
      text: json({ at: new Date(facts.checks.at).toISOString(), kind: facts.checks.kind, ...checks }),
    },
    {
      name: 'history.csv',
      why: `${bundleDays}日間の測定値と、/metrics の数字（1日ごと）です。いつから悪くなったかを調べます。`,
      without: '数字だけです。',
      text: history,
    },
    {
      name: 'configuration.json',
      why: '設定です。アドレスやファイルの場所の間違いを調べます。',
      without:
        '医院の言葉、人の名前やメールアドレス、通知先URLの中身は除きました。鍵やパスワードのファイルは、場所だけで中身はありません。',
      text: json(settings),
    },
    {
      name: 'versions.json',
      why: 'プログラムと機器の版です。同じ版で確かめるために使います。',
      without: '除いたものはありません。',
      text: json(facts.versions),
    },
    {
      name: 'log.txt',
      why: '動作の記録の終わりの部分です。起きた順番を調べます。',
      without: `決まった言葉と数字だけを残し、${log.leftOut}か所を除きました。受付の番号と、患者さんが選んだ内容も除いています。`,
      text: `${log.lines.join('\n')}\n`,
    },
    {
      name: 'counts.json',
      why: '受付の保管、監査ログ、利用状況の件数です。たまっているものがないかを調べます。',
      without: '件数だけです。',
      text: json(countsOf(facts)),
    },
  ];
  const leftOut = 'leftOut' in settings ? settings.leftOut : [];
  const index = {
    name: 'index.html',
    why: 'この一覧です。',
    without: '',
    text: indexPage({ facts, checks, files, leftOut }).text,
  };
  return [index, ...files];
}

function countsOf({ counts: { queue, audit, statistics } }: SupportFacts) {
  return { queue: orProblem(queue), audit: orProblem(audit), statistics: orProblem(statistics) };
}

function orProblem<T>(result: Result<T>): T | { readonly problem: string; readonly detail: string } {
  if (result.ok) return result.value;
  return { problem: result.problem.code, detail: technicalParts(result.problem.detail ?? '') };
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
