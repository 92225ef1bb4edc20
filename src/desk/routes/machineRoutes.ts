import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { html } from '../../kernel/html.ts';
import type { DeskContext } from '../context.ts';
import { refuse, troubled } from '../http/outcome.ts';
import { page } from '../http/routes.ts';

const asked = z.object({ range: z.enum(['month', 'year']).default('month') });

/** 装置の記録: what the kiosk's checks measured. Nothing of it is a patient's. */
export function machineRoutes(server: FastifyInstance, desk: DeskContext): void {
  page(server, desk, 'GET /machine', (_by, _frame, request) => {
    const query = asked.safeParse(request.query);
    if (!query.success) return wrongRange;
    const { range } = query.data;
    const shown = desk.machine.page(range);
    if (!shown.ok) return troubled(shown.problem);
    const link = (to: typeof range, word: string) =>
      html`<a class="button${to !== range && ' plain'}" href="/machine?range=${to}"${to === range && html` aria-current="true"`}>${word}</a>`;
    return {
      title: '装置の記録',
      body: html`<p>受付機が点検のたびに測った値です。患者さんの情報は含まれていません。</p>
<div class="actions">${link('month', '1か月（日ごと）')} ${link('year', '13か月（週ごと）')}</div>
${shown.value}`,
    };
  });
  page(server, desk, 'GET /card-or-reader', () => {
    const { says, next, read, of } = desk.cardOrReader();
    return {
      title: 'カードか、リーダーか',
      body: html`<section><p class="headline" id="verdict">${says}</p><p>${next}</p>
<p>最近の手続き ${of} 件のうち、${read} 件でカードを読めています。</p>
<div class="actions"><a class="button" href="/">受付の画面へ</a> <a class="button plain" href="/card-or-reader">もう一度調べる</a></div></section>`,
    };
  });
}

const wrongRange = refuse(400, 'wrong-input', '期間を確認してください（range）。');
