import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Html, html } from '../../kernel/html.ts';
import { startOfTokyoDay } from '../../kernel/tokyoTime.ts';
import type { Arrival } from '../../outbox/arrivals.ts';
import { kanjiVariants } from '../../reception/link/kanjiVariants.ts';
import type { Session } from '../accounts/sessions.ts';
import type { DeskContext } from '../context.ts';
import { kioskSeen } from '../http/kioskSeen.ts';
import { lookedAt } from '../http/lookedAt.ts';
import { done, type Refusal, refuse, troubled } from '../http/outcome.ts';
import { action, fragment, idOfRequest, json, page } from '../http/routes.ts';
import { columnsOf } from '../pages/arrivalColumns.ts';
import { arrivalPage } from '../pages/arrivalPage.ts';
import { ArrivalRows } from '../pages/arrivalRows.ts';
import { arrivalsList, findBar } from '../pages/arrivalsList.ts';
import { deviceFacts } from '../pages/deviceFacts.ts';
import { kioskCard } from '../pages/kioskCard.ts';
import { untranslated } from '../pages/untranslated.ts';
import { withoutCardPage } from '../pages/withoutCardPage.ts';
import { type ListedArrival, listedArrivals } from '../receptions/listed.ts';
import { givePatientNumber, patientNumberSchema } from '../receptions/patientNumber.ts';
import { type ArrivalDetail, detailOf } from '../receptions/shown.ts';
import { receptionWithoutCard, withoutCardSchema } from '../receptions/withoutCard.ts';
import { mayUse } from '../roles.ts';
import { attentionPart, mostLookedThrough } from './attentionRoutes.ts';

/** Who came in: the list, one of them, and those who came without a card. */
export function arrivalRoutes(server: FastifyInstance, desk: DeskContext): void {
  const { accounts, audit, outbox, facility, kiosk, modes, now } = desk;
  const columns = columnsOf(facility.listColumns);
  const rows = new ArrivalRows({ columns, variants: facility.nameVariants ?? kanjiVariants() });

  /** The list for programs, once it is on record who asked for it. */
  const arrivals = (by: Session, since: number): Refusal | { readonly arrivals: readonly ListedArrival[] } => {
    const unseen = lookedAt(audit, by, { what: 'arrival' });
    if (unseen) return unseen;
    const found = outbox.receptions({ since, limit: mostLookedThrough });
    if (!found.ok) return troubled(found.problem);
    return { arrivals: listedArrivals(found.value, now()) };
  };
  /** Those of today among the newest, as the page has them. */
  const today = (newest: readonly Arrival[], had?: string): Html => {
    const at = now();
    const begun = startOfTokyoDay(at);
    const arrived = newest.filter(({ reception }) => Date.parse(reception.receivedAt) >= begun);
    return arrivalsList(rows.of(arrived, at, had), { columns, backlog: outbox.backlog(), now: at });
  };
  /** List and 要対応, of one look that is on record. */
  const both = (by: Session, csrf: string): Html => {
    const unseen = lookedAt(audit, by, { what: 'arrival' });
    if (unseen) return refusedPart(unseen);
    const newest = outbox.receptions({ since: 0, limit: mostLookedThrough });
    if (!newest.ok) return refusedPart(troubled(newest.problem));
    const wanted = attentionPart(desk, by, csrf, newest.value);
    return html`${
      wanted instanceof Html && html`<div id="attention" class="not-printed" data-part>${wanted}</div>`
    }${findBar}<div id="arrivals">${today(newest.value)}</div>`;
  };
  const one = (by: Session, request: FastifyRequest): Refusal | { readonly arrival: ArrivalDetail } => {
    const id = idOfRequest(request, z.uuid());
    if (id === undefined) return noSuchArrival;
    const unseen = lookedAt(audit, by, { what: 'arrival', reception: id });
    if (unseen) return unseen;
    const found = outbox.reception(id);
    if (!found.ok) return troubled(found.problem);
    return found.value ? { arrival: detailOf(found.value, now()) } : noSuchArrival;
  };

  page(server, desk, 'GET /', (by, { csrf }) => {
    const { role } = by.staff;
    const card = kioskCard(kioskSeen(kiosk.now()), role, csrf);
    return {
      title: '受付',
      body: html`<div id="kiosk" aria-live="polite">${card}</div>${
        mayUse('GET /api/arrivals', role) && both(by, csrf)
      }${deviceFacts(desk.device(), desk.selfTest())}${untranslated(desk.facility)}`,
    };
  });
  fragment(server, 'GET /fragments/arrivals', (by, _csrf, request) => {
    const unseen = lookedAt(audit, by, { what: 'arrival' });
    if (unseen) return unseen;
    const found = outbox.receptions({ since: startOfTokyoDay(now()), limit: mostLookedThrough });
    if (!found.ok) return troubled(found.problem);
    const { data } = z.object({ had: z.string().max(40).optional() }).safeParse(request.query);
    return today(found.value, data?.had);
  });
  json(server, 'GET /api/arrivals', (by, request) => {
    const query = z.object({ since: z.coerce.number().int().min(0).optional() }).safeParse(request.query);
    if (!query.success) return refuse(400, 'wrong-input', '入力を確認してください（since）。');
    return arrivals(by, query.data.since ?? startOfTokyoDay(now()));
  });
  json(server, 'GET /api/arrivals/:id', one);
  page(server, desk, 'GET /arrivals/:id', (by, { csrf }, request) => {
    const found = one(by, request);
    if (!('arrival' in found)) return found;
    return {
      title: '受付の内容',
      heading: found.arrival.name ?? '受付の内容',
      body: arrivalPage(found.arrival, (staff) => accounts.nameOf(staff), csrf),
    };
  });

  action(
    server,
    'POST /api/arrivals/:id/patient-number',
    { page: '/arrivals/:id', body: z.strictObject({ patientNumber: patientNumberSchema }) },
    ({ patientNumber }, by, request) => {
      const reception = idOfRequest(request, z.uuid());
      return reception === undefined
        ? noSuchArrival
        : givePatientNumber(desk, { reception, patientNumber, staff: by.staff.id });
    },
  );

  page(server, desk, 'GET /without-card', (_by, { csrf }) => ({
    title: 'カードなし受付',
    body: withoutCardPage(modes.now(), facility.consentItems, csrf),
  }));
  action(server, 'POST /api/arrivals', { page: '/without-card', body: withoutCardSchema }, (input, by) => {
    const open = modes.now();
    if (!open) return refuse(409, 'no-mode-open', '災害時モードまたは緊急時モードを開始してから受け付けてください。');
    const staff = by.staff.id;
    const reception = receptionWithoutCard(input, open, facility, { staff, now: now() });
    const { id, version } = reception;
    const audited = audit.append({ type: 'desk.recorded', staff, reception: id, version, what: 'without-card' });
    if (!audited.ok) return troubled(audited.problem);
    const recorded = outbox.record(reception);
    return recorded.ok ? done('受け付けました（仮受付）。', { id, version }, '/') : troubled(recorded.problem);
  });
}

function refusedPart({ said }: Refusal): Html {
  return html`<p class="bad" role="alert">${said}</p>`;
}

const noSuchArrival = refuse(404, 'no-such-arrival', 'この受付の内容は、もう保管されていません。');
