import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { html } from '../../kernel/html.ts';
import type { DeskContext } from '../context.ts';
import { refuse, troubled } from '../http/outcome.ts';
import { answer } from '../http/reply.ts';
import { idOfRequest, json, page } from '../http/routes.ts';
import { csrfField } from '../pages/document.ts';
import { dayTime } from '../pages/time.ts';
import { mayUse } from '../roles.ts';

const reportId = z.uuid();

/** What technicians found at the kiosk. No patient is in it: everybody on the staff may read it. */
export function reportRoutes(server: FastifyInstance, desk: DeskContext): void {
  const { reports } = desk;

  json(server, 'GET /api/reports', () => ({ reports: reports.list() }));
  page(server, desk, 'GET /reports', (by, { csrf }) => {
    const kept = reports.list();
    const rows = kept.map(
      ({ id, by, at, ready }) => html`<tr><th scope="row"><a href="/reports/${id}">${dayTime(at)}</a></th>
<td data-as="点検した人">${by}</td><td data-as="結果">${ready ? '受付に使えます' : 'することがあります'}</td></tr>`,
    );
    const begin =
      mayUse('POST /api/kiosk/diagnose', by.staff.role) &&
      html`<form method="post" action="/api/kiosk/diagnose">${csrfField(csrf)}
<p>受付機を調整中にすると、患者さんの受付を止め、保守担当の方が受付機でサインインできます。受付が終わり、カードが置かれていないときだけ切り替わります。</p>
<button id="diagnose" class="plain">受付機を調整中にする</button></form>`;
    return {
      title: '調整の報告書',
      body: html`${begin}${
        kept.length === 0
          ? html`<p>報告書はまだありません。保守担当の方が受付機で作ると、ここに表示されます。</p>`
          : html`<table class="stacked"><thead><tr><th scope="col">日時</th><th scope="col">点検した人</th><th scope="col">結果</th></tr></thead><tbody>${rows}</tbody></table>`
      }`,
    };
  });
  page(server, desk, 'GET /reports/:id', (_by, _frame, request) => {
    const id = idOfRequest(request, reportId) ?? '';
    const shown = reports.page(id);
    if (!shown.ok) return notThere;
    return {
      title: '調整の報告書',
      body: html`<p class="actions"><a class="button" href="/reports/${id}/pdf">PDF</a> <a class="button plain" href="/api/reports/${id}" download="${id}.json">JSON（署名つき）</a></p>${shown.value}`,
    };
  });
  server.get('/api/reports/:id', async (request, reply) => {
    const kept = reports.file(idOfRequest(request, reportId) ?? '');
    return kept.ok ? reply.type('application/json; charset=utf-8').send(kept.value) : answer(request, reply, notThere);
  });
  server.get('/reports/:id/pdf', { config: { rateLimit: { max: 6, timeWindow: 60_000 } } }, async (request, reply) => {
    const id = idOfRequest(request, reportId) ?? '';
    if (!reports.file(id).ok) return answer(request, reply, notThere);
    const pdf = await reports.pdf(id);
    if (!pdf.ok) return answer(request, reply, troubled(pdf.problem));
    return reply
      .type('application/pdf')
      .header('content-disposition', `inline; filename="${id}.pdf"`)
      .send(Buffer.from(pdf.value));
  });
}

const notThere = refuse(404, 'no-such-report', 'その報告書はありません。');
