import { describeFinding } from '../../audit/findings.ts';
import type { ShownRecord } from '../../audit/reading.ts';
import type { Verification } from '../../audit/verify.ts';

/** The outcome of `audit verify` for a terminal. */
export function verificationLines(verification: Verification): string {
  const { trail, records, anchored, unanchored, keys, findings } = verification;
  const lines = [
    `trail     ${trail ?? 'unknown'}`,
    `records   ${records}`,
    anchored
      ? `signed    up to record ${anchored.through} on ${anchored.at} with key ${anchored.key}`
      : 'signed    nothing yet',
    ...(anchored ? [`number    ${anchored.number} (write it down; --number compares it later)`] : []),
    `unsigned  ${unanchored} records after that`,
    `keys      ${keys.ids.join(' ') || 'none'} (${keys.from === 'given' ? 'given' : 'as the trail itself names them'})`,
    '',
    findings.length === 0
      ? 'GOOD: every record is as it was written.'
      : `TAMPERED: ${findings.length} ${findings.length === 1 ? 'finding' : 'findings'}`,
    ...findings.slice(0, mostFindings).map((finding) => `  ${describeFinding(finding)}`),
    ...(findings.length > mostFindings ? [`  and ${findings.length - mostFindings} more: --json names all`] : []),
  ];
  return `${lines.join('\n')}\n`;
}

const mostFindings = 50;

/** One line a record. */
export function recordLines(records: readonly ShownRecord[]): string {
  if (records.length === 0) return 'nothing here\n';
  return records
    .map(({ sequence, at, event, fields }) => {
      const words = Object.entries(fields ?? {}).map(([name, value]) => `${name}=${text(value)}`);
      return `${`${sequence}`.padStart(7)}  ${at}  ${event.padEnd(24)}  ${fields ? words.join(' ') : '(wiped)'}\n`;
    })
    .join('');
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
