import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { DeskContext } from '../context.ts';
import { done, refuse, troubled } from '../http/outcome.ts';
import { action, json, page } from '../http/routes.ts';
import { modeKinds, reasonSchema } from '../mode/modes.ts';
import { modePage } from '../pages/modePage.ts';
import { dayTime } from '../pages/time.ts';
import { modeWords } from '../pages/words.ts';
import { mayUse } from '../roles.ts';

/** Disaster and emergency mode. */
export function modeRoutes(server: FastifyInstance, desk: DeskContext): void {
  const { accounts, modes } = desk;
  const onPage = { page: '/mode' } as const;

  json(server, 'GET /api/mode', () => ({ open: modes.now() }));
  page(server, desk, 'GET /mode', (by, { csrf }) => {
    const may = {
      change: mayUse('POST /api/mode/open', by.staff.role),
      nameOf: (staff: string) => accounts.nameOf(staff),
    };
    return { title: '災害時・緊急時', body: modePage(modes.now(), may, csrf) };
  });
  action(
    server,
    'POST /api/mode/open',
    { ...onPage, body: z.strictObject({ kind: z.enum(modeKinds), reason: reasonSchema }) },
    ({ kind, reason }, by) => {
      const opened = modes.begin(kind, by.staff.id, reason);
      if (!opened.ok) return troubled(opened.problem);
      if (opened.value.kind === 'open-already') {
        return refuse(
          409,
          'mode-open-already',
          'すでにモードが開始されています。終了してから、もう一度開始してください。',
        );
      }
      const { mode } = opened.value;
      const said = `${modeWords[kind]}を開始しました。${dayTime(mode.endsAt)} に自動で終了します。`;
      return done(said, { open: mode });
    },
  );
  action(server, 'POST /api/mode/end', { ...onPage, body: z.strictObject({}) }, (_input, by) => {
    const ended = modes.end(by.staff.id);
    return ended.ok ? done('通常の受付に戻しました。', { open: null }) : troubled(ended.problem);
  });
}
