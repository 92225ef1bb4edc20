import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { html } from '../../kernel/html.ts';
import { tokyoDate } from '../../kernel/tokyoTime.ts';
import { daySchema, groupings } from '../../statistics/calendar.ts';
import { statisticsCsv } from '../../statistics/csv.ts';
import { statisticsPage } from '../../statistics/page.ts';
import { reportQuerySchema, usualQuery } from '../../statistics/query.ts';
import type { StatisticsReport } from '../../statistics/report.ts';
import type { DeskContext } from '../context.ts';
import { signedIn } from '../http/access.ts';
import { type Refusal, refuse, troubled } from '../http/outcome.ts';
import { answer } from '../http/reply.ts';
import { json, page } from '../http/routes.ts';
import { mayUse } from '../pages/layout.ts';
import { statisticsForm } from '../pages/statisticsForm.ts';

/** What somebody may leave out is what people usually want: the month, or the year, that ends today. */
const asked = z.object({ from: daySchema.optional(), to: daySchema.optional(), by: z.enum(groupings).default('day') });

/** The clinic's figures. Days stand in the address: they are nobody's. */
export function statisticsRoutes(server: FastifyInstance, desk: DeskContext): void {
  const { statistics, audit, now } = desk;

  const reportFor = (request: FastifyRequest): Refusal | { readonly report: StatisticsReport } => {
    const query = asked.safeParse(request.query);
    if (!query.success) return wrongDays;
    const { by, to = tokyoDate(now()) } = query.data;
    const whole = reportQuerySchema.safeParse({
      ...usualQuery({ to, by }),
      ...(query.data.from && { from: query.data.from }),
    });
    if (!whole.success) return wrongDays;
    const report = statistics.report(whole.data);
    return report.ok ? { report: report.value } : troubled(report.problem);
  };

  json(server, 'GET /api/statistics', (_by, request) => reportFor(request));
  page(server, desk, 'GET /statistics', (by, _frame, request) => {
    const found = reportFor(request);
    if (!('report' in found)) return found;
    const { report } = found;
    const mayTake = mayUse('GET /api/statistics.csv', by.staff.role);
    return { title: '利用状況', body: html`${statisticsForm(report, mayTake)}${statisticsPage(report)}` };
  });
  server.get('/api/statistics.csv', async (request, reply) => {
    const found = reportFor(request);
    if (!('report' in found)) return answer(request, reply, found);
    const { staff } = signedIn(request);
    const rows = found.report.periods.length;
    const recorded = audit.append({ type: 'desk.exported', staff: staff.id, what: 'numbers', rows });
    if (!recorded.ok) return answer(request, reply, troubled(recorded.problem));
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="uketsuke-statistics.csv"')
      .send(statisticsCsv(found.report));
  });
}

const wrongDays = refuse(400, 'wrong-input', '期間を確認してください（from、to、by）。');
