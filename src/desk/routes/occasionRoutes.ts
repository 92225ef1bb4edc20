import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { DeskContext } from '../context.ts';
import { done, refuse, troubled } from '../http/outcome.ts';
import { action, json, page } from '../http/routes.ts';
import { occasionKinds, reasonSchema } from '../occasion/occasions.ts';
import { mayUse } from '../pages/layout.ts';
import { occasionPage } from '../pages/occasionPage.ts';
import { dayTime } from '../pages/time.ts';
import { occasionWords } from '../pages/words.ts';

/** Disaster and emergency mode. */
export function occasionRoutes(server: FastifyInstance, desk: DeskContext): void {
  const { accounts, occasions } = desk;
  const onPage = { page: '/occasion' } as const;

  json(server, 'GET /api/occasion', () => ({ open: occasions.now() }));
  page(server, desk, 'GET /occasion', (by, { csrf }) => {
    const may = {
      change: mayUse('POST /api/occasion/open', by.staff.role),
      nameOf: (staff: string) => accounts.nameOf(staff),
    };
    return { title: '災害時・緊急時', body: occasionPage(occasions.now(), may, csrf) };
  });
  action(
    server,
    'POST /api/occasion/open',
    { ...onPage, body: z.strictObject({ kind: z.enum(occasionKinds), reason: reasonSchema }) },
    ({ kind, reason }, by) => {
      const opened = occasions.begin(kind, by.staff.id, reason);
      if (!opened.ok) return troubled(opened.problem);
      if (opened.value.kind === 'open-already') {
        return refuse(
          409,
          'mode-open-already',
          'すでにモードが開始されています。終了してから、もう一度開始してください。',
        );
      }
      const { occasion } = opened.value;
      const said = `${occasionWords[kind]}を開始しました。${dayTime(occasion.endsAt)} に自動で終了します。`;
      return done(said, { open: occasion });
    },
  );
  action(server, 'POST /api/occasion/end', { ...onPage, body: z.strictObject({}) }, (_input, by) => {
    const ended = occasions.end(by.staff.id);
    return ended.ok ? done('通常の受付に戻しました。', { open: null }) : troubled(ended.problem);
  });
}
