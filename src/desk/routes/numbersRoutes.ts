import type { FastifyInstance } from 'fastify';
import type { DeskContext } from '../context.ts';
import { signedIn } from '../http/access.ts';
import { troubled } from '../http/outcome.ts';
import { answer } from '../http/reply.ts';
import { json, page } from '../http/routes.ts';
import { html, trusted } from '../pages/html.ts';
import { mayUse } from '../pages/layout.ts';

/** The clinic's figures. */
export function numbersRoutes(server: FastifyInstance, desk: DeskContext): void {
  const { numbers, audit } = desk;

  json(server, 'GET /api/numbers', () => {
    const report = numbers.report();
    return report.ok ? { report: report.value } : troubled(report.problem);
  });
  page(server, desk, 'GET /numbers', (by) => {
    const shown = numbers.page();
    if (!shown.ok) return troubled(shown.problem);
    const mayTake = mayUse('GET /api/numbers.csv', by.staff.role);
    return {
      title: '利用状況',
      body: html`${trusted(shown.value)}${mayTake && html`<p><a class="button plain" href="/api/numbers.csv">CSVで保存</a></p>`}`,
    };
  });
  server.get('/api/numbers.csv', async (request, reply) => {
    const { staff } = signedIn(request);
    const table = numbers.csv();
    if (!table.ok) return answer(request, reply, troubled(table.problem));
    const recorded = audit.append({ type: 'desk.exported', staff: staff.id, what: 'numbers', rows: table.value.rows });
    if (!recorded.ok) return answer(request, reply, troubled(recorded.problem));
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="uketsuke-numbers.csv"')
      .send(table.value.text);
  });
}
