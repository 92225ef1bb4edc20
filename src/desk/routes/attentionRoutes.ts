import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Html } from '../../kernel/html.ts';
import { startOfTokyoDay } from '../../kernel/tokyoTime.ts';
import type { Arrival } from '../../outbox/arrivals.ts';
import { ok, type Result } from '../../problem/result.ts';
import { attentionReasons } from '../../reception/attentionReasons.ts';
import type { Session } from '../accounts/sessions.ts';
import { type AttentionItem, attentionItems } from '../attention/attentionItems.ts';
import { initialsOf, initialsSchema } from '../attention/initials.ts';
import type { SettledKey } from '../attention/settledBook.ts';
import type { DeskContext } from '../context.ts';
import { lookedAt } from '../http/lookedAt.ts';
import { done, type Outcome, type Refusal, refuse, troubled } from '../http/outcome.ts';
import { action, fragment, idOfRequest, json } from '../http/routes.ts';
import { attentionSection } from '../pages/attentionSection.ts';

/** More than any clinic has under way: what waits of earlier days is among them. */
export const mostLookedThrough = 500;

/** 要対応 as it stands now. To be asked for only once it is on record who is shown it. */
function attentionNow(
  { outbox, settled, now }: DeskContext,
  looked?: readonly Arrival[],
): Refusal | { readonly items: readonly AttentionItem[] } {
  const arrivals = looked ? ok(looked) : outbox.receptions({ since: 0, limit: mostLookedThrough });
  if (!arrivals.ok) return troubled(arrivals.problem);
  const marks = settled.all();
  if (!marks.ok) return troubled(marks.problem);
  return { items: attentionItems(arrivals.value, marks.value, startOfTokyoDay(now())) };
}

/**
 * The same as a part of a page.
 * @param looked the newest `mostLookedThrough`, where somebody has looked them up already
 */
export function attentionPart(
  desk: DeskContext,
  by: Session,
  csrf: string,
  looked?: readonly Arrival[],
): Refusal | Html {
  const wanted = attentionNow(desk, looked);
  if (!('items' in wanted)) return wanted;
  const today = startOfTokyoDay(desk.now());
  return attentionSection(wanted.items, { csrf, initials: initialsFor(desk, by), today });
}

/** 要対応, the tick 対応済み and the way back, shared by all desks. */
export function attentionRoutes(server: FastifyInstance, desk: DeskContext): void {
  const { audit, outbox, settled } = desk;
  const look = (by: Session) => lookedAt(audit, by, { what: 'arrival' });
  const body = z.strictObject({ why: z.enum(attentionReasons), initials: initialsSchema });

  /** Marks an arrival that is still kept. */
  const mark = (
    request: FastifyRequest,
    key: Omit<SettledKey, 'reception'>,
    change: (key: SettledKey) => Result<boolean>,
    said: { readonly done: string; readonly late: string },
  ): Outcome => {
    const reception = idOfRequest(request, z.uuid());
    if (reception === undefined) return noSuchArrival;
    const found = outbox.reception(reception);
    if (!found.ok) return troubled(found.problem);
    if (!found.value) return noSuchArrival;
    const changed = change({ ...key, reception });
    if (!changed.ok) return troubled(changed.problem);
    return changed.value ? done(said.done) : refuse(409, 'too-late', said.late);
  };

  fragment(server, 'GET /fragments/attention', (by, csrf) => look(by) ?? attentionPart(desk, by, csrf));
  json(server, 'GET /api/attention', (by) => look(by) ?? attentionNow(desk));
  action(server, 'POST /api/arrivals/:id/settle', { page: '/', body }, ({ why, initials }, by, request) =>
    mark(
      request,
      { why },
      (key) => settled.settle({ ...key, staff: by.staff.id, initials: initials || initialsFor(desk, by) }),
      { done: '対応済みにしました。', late: 'ほかの端末で、もう対応済みになっています。' },
    ),
  );
  action(server, 'POST /api/arrivals/:id/reopen', { page: '/', body }, ({ why }, by, request) =>
    mark(request, { why }, (key) => settled.reopen({ ...key, staff: by.staff.id }), {
      done: '要対応に戻しました。',
      late: 'ほかの端末で、もう戻してあります。',
    }),
  );
}

/** What somebody signs with: what they signed with last, or the beginning of their name. */
function initialsFor({ settled }: DeskContext, { staff }: Session): string {
  return settled.lastInitialsOf(staff.id) ?? initialsOf(staff.name);
}

const noSuchArrival = refuse(404, 'no-such-arrival', 'この受付の内容は、もう保管されていません。');
