import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { tokyoDate } from '../../kernel/tokyoTime.ts';
import { daySchema, groupings } from '../../statistics/calendar.ts';
import { type ReportQuery, reportQuerySchema, usualQuery } from '../../statistics/query.ts';
import type { ReportForm, WrittenReport } from '../../statistics/reports.ts';
import type { DeskContext } from '../context.ts';
import { signedIn } from '../http/access.ts';
import { type Refusal, refuse, troubled } from '../http/outcome.ts';
import { answer, sendInPieces } from '../http/reply.ts';
import { page } from '../http/routes.ts';
import { statisticsForm } from '../pages/statisticsForm.ts';
import { mayUse } from '../roles.ts';

/** What somebody may leave out is what people usually want: the month, or the year, that ends today. */
const asked = z.object({ from: daySchema.optional(), to: daySchema.optional(), by: z.enum(groupings).default('day') });

/** The clinic's figures. Days stand in the address: they are nobody's. */
export function statisticsRoutes(server: FastifyInstance, desk: DeskContext): void {
  const { statistics, audit, now } = desk;

  const queryIn = (request: FastifyRequest): ReportQuery | undefined => {
    const query = asked.safeParse(request.query);
    if (!query.success) return undefined;
    const { by, from, to = tokyoDate(now()) } = query.data;
    return reportQuerySchema.safeParse({ ...usualQuery({ to, by }), ...(from && { from }) }).data;
  };
  const written = async (query: ReportQuery, form: ReportForm): Promise<Refusal | WrittenReport> => {
    const report = await statistics.reports.write(query, form);
    if (report === 'busy') return tooMany;
    return report.ok ? report.value : troubled(report.problem);
  };

  server.get('/api/statistics', async (request, reply) => {
    const query = queryIn(request);
    const report = query ? await written(query, 'json') : wrongDays;
    if (!('bytes' in report)) return answer(request, reply, report);
    return sendInPieces(reply.type('application/json; charset=utf-8'), [report.bytes]);
  });
  page(server, desk, 'GET /statistics', async (by, _frame, request) => {
    const query = queryIn(request);
    if (!query) return wrongDays;
    const report = await written(query, 'page');
    if (!('bytes' in report)) return report;
    const mayTake = mayUse('GET /api/statistics.csv', by.staff.role);
    return { title: '利用状況', body: statisticsForm(query, mayTake), long: report.bytes };
  });
  server.get('/api/statistics.csv', async (request, reply) => {
    const query = queryIn(request);
    const report = query ? await written(query, 'csv') : wrongDays;
    if (!('bytes' in report)) return answer(request, reply, report);
    const { staff } = signedIn(request);
    const recorded = audit.append({ type: 'desk.exported', staff: staff.id, what: 'numbers', rows: report.periods });
    if (!recorded.ok) return answer(request, reply, troubled(recorded.problem));
    reply.type('text/csv; charset=utf-8');
    reply.header('content-disposition', 'attachment; filename="uketsuke-statistics.csv"');
    return sendInPieces(reply, [report.bytes]);
  });
}

const wrongDays = refuse(400, 'wrong-input', '期間を確認してください（from、to、by）。');
const tooMany = refuse(503, 'busy', 'ほかの集計を作っています。少し待ってから、もう一度お試しください。');
