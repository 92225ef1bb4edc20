import { answerCalls } from '../kernel/workerAnswers.ts';
import { ok, type Result } from '../problem/result.ts';
import { statisticsCsv } from './csv.ts';
import { statisticsPage } from './page.ts';
import type { StatisticsReport } from './report.ts';
import type { ReportForm, ReportRequest, WrittenReport } from './reports.ts';
import { readStatistics } from './statistics.ts';

const forms: Readonly<Record<ReportForm, (report: StatisticsReport) => string>> = {
  page: (report) => statisticsPage(report).text,
  json: (report) => JSON.stringify({ report }),
  csv: statisticsCsv,
};

// Writes reports on a thread of its own. Started by reports.ts.
answerCalls<ReportRequest, Result<WrittenReport>>(
  async ({ folder, query, form }) => {
    const report = readStatistics(folder, query);
    if (!report.ok) return report;
    const bytes = new TextEncoder().encode(forms[form](report.value));
    return ok({ bytes, periods: report.value.periods.length });
  },
  { handOver: (written) => (written.ok ? [written.value.bytes.buffer] : []) },
);
