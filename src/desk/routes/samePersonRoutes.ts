import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { saidSameReasons } from '../../reception/link/saidSame.ts';
import type { Session } from '../accounts/sessions.ts';
import type { DeskContext } from '../context.ts';
import { lookedAt } from '../http/lookedAt.ts';
import { done, type Refusal, refuse, troubled } from '../http/outcome.ts';
import { action, idOfRequest, json, page } from '../http/routes.ts';
import { saidSameList, samePersonPage } from '../pages/samePersonPages.ts';
import { askedAgain, type ComparisonShown, comparisonShown } from '../samePerson/askedAgain.ts';
import { saySame } from '../samePerson/saySame.ts';

/** 「本人です」: staff compare card and answer where only the names differ, and take back what they have said. */
export function samePersonRoutes(server: FastifyInstance, desk: DeskContext): void {
  const { accounts, audit, saidSame } = desk;

  type Shown = ComparisonShown & { readonly id: string; readonly names: string };
  /** Asked anew, once it is on record who looks. */
  const comparison = async (by: Session, request: FastifyRequest): Promise<Refusal | Shown> => {
    const id = idOfRequest(request, z.uuid());
    if (id === undefined) return noSuchArrival;
    const unseen = lookedAt(audit, by, { what: 'eligibility', reception: id });
    if (unseen) return unseen;
    const asked = await askedAgain(desk, id);
    return 'kind' in asked ? asked : { id, ...comparisonShown(asked), names: saidSame.digestOf(asked.names) };
  };

  json(server, 'GET /api/arrivals/:id/same-person', comparison);
  page(server, desk, 'GET /arrivals/:id/same-person', async (by, { csrf }, request) => {
    const shown = await comparison(by, request);
    return 'kind' in shown ? shown : { title: '本人かどうかの確認', body: samePersonPage(shown.id, shown, csrf) };
  });
  action(
    server,
    'POST /api/arrivals/:id/same-person',
    {
      page: '/arrivals/:id/same-person',
      body: z.strictObject({
        names: z.string().max(100),
        reason: z.enum(saidSameReasons),
        compared: z.union([z.literal(true), z.literal('on')]),
      }),
    },
    ({ names, reason }, by, request) => {
      const reception = idOfRequest(request, z.uuid());
      return reception === undefined ? noSuchArrival : saySame(desk, { reception, names, reason, staff: by.staff.id });
    },
  );

  json(server, 'GET /api/same-person', () => {
    const all = saidSame.all();
    return all.ok ? { said: all.value } : troubled(all.problem);
  });
  page(server, desk, 'GET /same-person', (_by, { csrf }) => {
    const all = saidSame.all();
    if (!all.ok) return troubled(all.problem);
    return { title: '本人の確認', body: saidSameList(all.value, (staff) => accounts.nameOf(staff), csrf) };
  });
  action(
    server,
    'POST /api/same-person/:id/revoke',
    { page: '/same-person', body: z.strictObject({}) },
    (_input, by, request) => {
      const revoked = saidSame.revoke(idOfRequest(request, z.string().regex(/^\d{1,9}$/)) ?? '', by.staff.id);
      if (!revoked.ok) return troubled(revoked.problem);
      return revoked.value
        ? done('取り消しました。次の受診では、もう一度確認が必要です。', {}, '/same-person')
        : refuse(404, 'no-such-saying', 'この確認は、もうありません。');
    },
  );
}

const noSuchArrival = refuse(404, 'no-such-arrival', 'この受付の内容は、もう保管されていません。');
