import { styleText } from 'node:util';
import { allChecks } from '../../diagnostics/catalogue.ts';
import type { Severity } from '../../diagnostics/check.ts';
import type { CheckFinding, CheckReport, Report } from '../../diagnostics/report.ts';
import { shownValue } from '../../diagnostics/shownValue.ts';
import { namedValue } from '../../diagnostics/valueName.ts';

const severities: Readonly<Record<Severity, { readonly word: string; readonly colour: 'red' | 'yellow' | 'cyan' }>> = {
  critical: { word: '重大', colour: 'red' },
  warning: { word: '注意', colour: 'yellow' },
  notice: { word: '参考', colour: 'cyan' },
};

/** A report for people: every check with what it measured, then each finding with its next step. */
export function reportText(report: Report, { isColoured }: { readonly isColoured: boolean }): string {
  const paint = (colour: Parameters<typeof styleText>[0], text: string): string =>
    isColoured ? styleText(colour, text, { validateStream: false }) : text;
  const found = (id: string): readonly CheckFinding[] => report.findings.filter((each) => each.id.startsWith(`${id}.`));
  const line = (each: CheckReport): string => {
    const worst = found(each.id)[0];
    const mark = worst ? paint(severities[worst.severity].colour, '✗') : paint('green', '✓');
    return `${mark} ${titleOf(each.id)}  ${paint('dim', `${each.id}  ${valuesOf(each)}`)}\n`;
  };
  const finding = ({ id, number, severity, says, next }: CheckFinding): string => {
    const { word, colour } = severities[severity];
    return `\n${paint(colour, `${word}  ${says}`)}\n  → ${next}\n  ${paint('dim', `${number}  ${id}`)}\n`;
  };
  const skipped =
    report.skipped.length === 0
      ? ''
      : paint('dim', `– 調べるものがない項目：${report.skipped.map(({ id }) => titleOf(id)).join('、')}\n`);
  const end = report.ok
    ? `\n${paint('green', `異常は見つかりませんでした（${report.checks.length}項目）`)}\n`
    : `\n${report.findings.length}件の異常があります（${report.checks.length}項目）\n`;
  return `${report.checks.map(line).join('')}${skipped}${report.findings.map(finding).join('')}${end}`;
}

function titleOf(id: string): string {
  return allChecks.find((each) => each.id === id)?.title ?? id;
}

function valuesOf({ id, values }: CheckReport): string {
  const check = allChecks.find((each) => each.id === id);
  return Object.entries(values)
    .filter(([, value]) => shownValue(value) !== '')
    .map(([name, value]) => {
      const { says, measure } = namedValue(check, name);
      return `${says} ${shownValue(value, measure)}`;
    })
    .join('、');
}
