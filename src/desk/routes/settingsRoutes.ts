import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { html } from '../../kernel/html.ts';
import { isStepId, stepCalled } from '../../setup/catalogue.ts';
import type { StepId } from '../../setup/stepIds.ts';
import type { DeskContext } from '../context.ts';
import { signedIn } from '../http/access.ts';
import { done, refuse, troubled } from '../http/outcome.ts';
import { answer } from '../http/reply.ts';
import { inputOf, page, wrongInput } from '../http/routes.ts';
import { csrfField } from '../pages/document.ts';
import { nothingSaid, stepShown } from '../pages/setUp/stepPage.ts';
import { typedStep } from '../setUp/typedStep.ts';
import { wordsOf } from '../setUp/words.ts';

/** Large enough for certificates, of which a step takes several. */
export const settingsBodyLimit = 256 * 1024;

/** Steps that are no settings of a kiosk in service: accounts have a page of their own. */
const elsewhere: ReadonlySet<StepId> = new Set(['administrator']);

/**
 * 設定: an administrator answers a step of the set-up again. The answer is written into the configuration at once and
 * holds once the kiosk is started again, which is done from here, between two visits.
 */
export function settingsRoutes(server: FastifyInstance, desk: DeskContext): void {
  const { settings, audit } = desk;
  const { setUp } = settings;

  page(server, desk, 'GET /settings', async (_by, { csrf }) => {
    const steps = setUp.steps(await setUp.ports.seen()).filter(({ step }) => !elsewhere.has(step.id));
    return {
      title: '設定',
      body: html`<p>変更は、受付機を起動し直すと有効になります。</p>
<ul class="steps">${steps.map(({ step, standing }) => html`<li class="${standing}"><a href="/settings/${step.id}">${step.title}</a> <span>${standing === 'answered' ? '設定済み' : '標準のまま'}</span></li>`)}</ul>
<div class="actions"><form method="post" action="/api/settings/restart">${csrfField(csrf)}<button class="plain">受付機を起動し直す</button></form>
<a class="button plain" href="/api/settings/file">設定を書き出す</a></div>
<p><small>書き出したファイルに秘密の値は含まれません。次の受付機の初期設定で取り込めます。</small></p>`,
    };
  });

  page(server, desk, 'GET /settings/:id', async (_by, { csrf }, request) => {
    const id = stepIdOf(request);
    if (!id) return unknownStep;
    const seen = await setUp.ports.seen();
    const [standing] = setUp.steps(seen).filter(({ step }) => step.id === id);
    if (!standing) return unknownStep;
    const { step } = standing;
    const shown = stepShown(
      { ...standing, standing: 'answered' },
      step.fields(setUp.draft, seen),
      seen,
      { to: '/api/settings', csrf, maySkip: false },
      nothingSaid,
    );
    return {
      title: step.title,
      heading: step.question,
      body: html`${shown}<p><a href="/settings">設定の一覧へ</a></p>`,
    };
  });

  server.post(
    '/api/settings/:id',
    { config: { page: '/settings/:id' }, bodyLimit: settingsBodyLimit },
    async (request, reply) => {
      const id = stepIdOf(request);
      const input = inputOf(request, typedStep);
      if (!id) return answer(request, reply, unknownStep);
      if (!input.success) return answer(request, reply, wrongInput(input.error));
      const staff = signedIn(request).staff.id;
      const seen = await setUp.ports.seen();
      const answered = setUp.answer(id, input.data, seen, () =>
        audit.append({ type: 'set-up.answered', step: id, skipped: false, staff }),
      );
      if (answered.kind === 'failed') return answer(request, reply, troubled(answered.problem));
      if (answered.kind === 'wrong')
        return answer(request, reply, refuse(422, 'wrong-answer', wordsOf(answered.faults)));
      const tells = answered.tells === undefined ? '' : ` ${answered.tells}`;
      return answer(
        request,
        reply,
        done(`保存しました。受付機を起動し直すと有効になります。${tells}`, {}, '/settings'),
      );
    },
  );

  server.post('/api/settings/:id/try', { config: { page: '/settings/:id' } }, async (request, reply) => {
    const id = stepIdOf(request);
    if (!id) return answer(request, reply, unknownStep);
    const staff = signedIn(request).staff.id;
    const delivered = stepCalled(id).trial?.delivers !== undefined;
    const recorded = audit.append({ type: 'set-up.tried', step: id, delivered, staff });
    if (!recorded.ok) return answer(request, reply, troubled(recorded.problem));
    const tried = await setUp.try(id, delivered, request.signal);
    if (!tried.ok) return answer(request, reply, troubled(tried.problem));
    const { isGood, lines } = tried.value;
    const said = lines.map(({ number, says, next }) => [number, says, next].filter(Boolean).join(' ')).join('。');
    return answer(
      request,
      reply,
      isGood ? done(`確かめました。${said}`, { lines }) : refuse(422, 'tried-in-vain', said),
    );
  });

  server.post('/api/settings/restart', { config: { page: '/settings' } }, async (request, reply) => {
    const staff = signedIn(request).staff.id;
    const recorded = audit.append({ type: 'set-up.finished', staff });
    if (!recorded.ok) return answer(request, reply, troubled(recorded.problem));
    const begun = settings.restart();
    if (!begun.ok)
      return answer(
        request,
        reply,
        refuse(409, begun.problem.code, '受付中です。受付が終わってから、もう一度押してください。'),
      );
    return answer(request, reply, done('受付機を起動し直しています。1分ほどで使えるようになります。'));
  });

  server.get('/api/settings/file', async (request, reply) => {
    const staff = signedIn(request).staff.id;
    const recorded = audit.append({ type: 'desk.exported', staff, what: 'configuration', rows: 1 });
    if (!recorded.ok) return answer(request, reply, troubled(recorded.problem));
    return reply
      .type('application/json; charset=utf-8')
      .header('content-disposition', 'attachment; filename="kiosk.config.json"')
      .send(setUp.exported());
  });
}

/** The `:id` of a route, where it is a step that is answered in service. */
function stepIdOf({ params }: FastifyRequest): StepId | undefined {
  const id = z.object({ id: z.string() }).safeParse(params).data?.id;
  return id !== undefined && isStepId(id) && !elsewhere.has(id) ? id : undefined;
}

const unknownStep = refuse(404, 'not-found', 'その設定はありません。');
