import type { DeliveryReport, QueueEntry } from '../../outbox/inspection.ts';
import type { QueueStatistics } from '../../outbox/statistics.ts';
import type { ShownEntry } from './shownEntry.ts';

/** One line a delivery, for a terminal. */
export function entriesTable(entries: readonly QueueEntry[]): string {
  if (entries.length === 0) return 'nothing here\n';
  const rows = entries.flatMap((entry) =>
    entry.deliveries.map((delivery) => [
      entry.recordedAt,
      `${entry.id}.v${entry.version}`,
      delivery.sink,
      delivery.state,
      `${delivery.attempts}`,
      remark(delivery),
    ]),
  );
  return columns([['recorded', 'reception', 'sink', 'state', 'attempts', 'remark'], ...rows]);
}

/** One reception in full. */
export function entryLines(entry: ShownEntry): string {
  const payload = entry.wipedAt ? `wiped ${entry.wipedAt}` : entry.payload;
  const lines = [`${entry.id}.v${entry.version}`, `  recorded  ${entry.recordedAt}`, `  payload   ${payload}`];
  if (entry.unreconciled) lines.push('  provisional, no later version yet');
  for (const delivery of entry.deliveries) {
    lines.push(`  ${delivery.sink}: ${delivery.state}, ${delivery.attempts} attempts  ${remark(delivery)}`.trimEnd());
  }
  if (entry.reception !== undefined) lines.push(JSON.stringify(entry.reception, undefined, 2));
  return `${lines.join('\n')}\n`;
}

/** The queue at a glance, for a terminal. */
export function statisticsLines(statistics: QueueStatistics): string {
  const mebibytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1)} MiB`;
  const { sinks, payloads, fileBytes, unusedBytes, diskFreeBytes, key, damage } = statistics;
  return [
    ...sinks.map(({ sink, counts, oldestOpenAt }) => {
      const states = Object.entries(counts).map(([state, count]) => `${count} ${state}`);
      return `${sink}: ${states.join(', ')}${oldestOpenAt ? `, oldest open ${oldestOpenAt}` : ''}`;
    }),
    `payloads kept: ${payloads}`,
    `file: ${mebibytes(fileBytes)}, of it unused ${mebibytes(unusedBytes)}; free on the disk: ${mebibytes(diskFreeBytes)}`,
    `key: ${key.source}, ${key.ids.join(' ')}`,
    ...damage.map(
      ({ folder, at, recovered, gone }) =>
        `${gone ? 'U-513 gone, noticed' : 'U-506 damaged, set aside'} ${at}: ${folder}, ${recovered} recovered`,
    ),
    '',
  ].join('\n');
}

function remark({ problem, nextTryAt, settledAt, note }: DeliveryReport): string {
  const parts = [
    problem ? [problem.code, problem.detail].filter(Boolean).join(' ') : '',
    nextTryAt ? `next try ${nextTryAt}` : '',
    settledAt ? `since ${settledAt}` : '',
    note ?? '',
  ];
  return parts.filter(Boolean).join(', ');
}

function columns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  return rows
    .map(
      (row) =>
        `${row
          .map((cell, at) => cell.padEnd(widths[at] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}
