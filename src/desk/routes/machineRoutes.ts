import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { type Html, html } from '../../kernel/html.ts';
import type { DeskContext } from '../context.ts';
import { refuse, troubled } from '../http/outcome.ts';
import { page } from '../http/routes.ts';
import { csrfField } from '../pages/document.ts';
import type { CardVerdictSeen } from '../ports.ts';
import { mayUse } from '../roles.ts';

const asked = z.object({ range: z.enum(['month', 'year']).default('month') });

/** 装置の記録: what the kiosk's checks measured. Nothing of it is a patient's. */
export function machineRoutes(server: FastifyInstance, desk: DeskContext): void {
  page(server, desk, 'GET /machine', (by, { csrf }, request) => {
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
${shown.value}${mayUse('POST /api/support-bundle', by.staff.role) && supportForm(csrf, desk.support.isEncrypted)}`,
    };
  });
  page(server, desk, 'GET /card-or-reader', () => {
    const { says, next, read, of, card } = desk.cardOrReader();
    return {
      title: 'カードか、リーダーか',
      body: html`<section><p class="headline" id="verdict">${says}</p><p>${next}</p>
<p>最近の手続き ${of} 件のうち、${read} 件でカードを読めています。</p>
${card && cardAnswers(card)}
<div class="actions"><a class="button" href="/">受付の画面へ</a> <a class="button plain" href="/card-or-reader">もう一度調べる</a></div></section>`,
    };
  });
}

function cardAnswers({ says, applications }: NonNullable<CardVerdictSeen['card']>): Html {
  return html`<h2>最後に置かれたカードの答え</h2>
<p id="card-answers">${says}</p>
<table><thead><tr><th scope="col">カードの中のもの</th><th scope="col">答え</th><th scope="col">符号</th></tr></thead>
<tbody>${applications.map(
    ({ title, says: there, status }) =>
      html`<tr><th scope="row">${title}</th><td>${there}</td><td><code>${status}</code></td></tr>`,
  )}</tbody></table>
<p>カードから読み取ったのは、あるかどうかだけです。患者さんの情報は含まれていません。</p>
`;
}

function supportForm(csrf: string, isEncrypted: boolean): Html {
  const whoOpens = isEncrypted
    ? '保守会社の鍵で暗号化され、保守会社だけが開けます。'
    : '暗号化されません。医院のネットワークの情報を含むため、渡す相手に直接渡してください。';
  return html`<section class="statistics-part"><h2>調査用ファイル</h2>
<p>保守会社に渡すファイルを作ります。点検の結果、14日間の測定値、設定、版、動作の記録、件数が入り、患者さんの情報と鍵やパスワードは入りません。中身の一覧は、ファイルの中の index.html にあります。${whoOpens}</p>
<form method="post" action="/api/support-bundle">${csrfField(csrf)}<button id="support-bundle" class="plain">調査用ファイルを作る</button></form></section>`;
}

const wrongRange = refuse(400, 'wrong-input', '期間を確認してください（range）。');
