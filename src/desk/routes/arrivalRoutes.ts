import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Html, html } from '../../kernel/html.ts';
import { startOfTokyoDay } from '../../kernel/tokyoTime.ts';
import { kanjiVariants } from '../../reception/link/kanjiVariants.ts';
import type { Session } from '../accounts/sessions.ts';
import type { DeskContext } from '../context.ts';
import { kioskSeen } from '../http/kioskSeen.ts';
import { lookedAt } from '../http/lookedAt.ts';
import { done, type Refusal, refuse, troubled } from '../http/outcome.ts';
import { action, fragment, idOfRequest, json, page } from '../http/routes.ts';
import { arrivalPage } from '../pages/arrivalPage.ts';
import { arrivalsList, findBar } from '../pages/arrivalsList.ts';
import { deviceFacts } from '../pages/deviceFacts.ts';
import { kioskCard } from '../pages/kioskCard.ts';
import { withoutCardPage } from '../pages/withoutCardPage.ts';
import { type ListedArrival, listedArrivals } from '../receptions/listed.ts';
import { givePatientNumber, patientNumberSchema } from '../receptions/patientNumber.ts';
import { type ArrivalDetail, detailOf } from '../receptions/shown.ts';
import { receptionWithoutCard, withoutCardSchema } from '../receptions/withoutCard.ts';
import { mayUse } from '../roles.ts';
import { attentionPart } from './attentionRoutes.ts';

/** More patients than one kiosk sees in a day. */
const mostShown = 500;

/** Who came in: the list, one of them, and those who came without a card. */
export function arrivalRoutes(server: FastifyInstance, desk: DeskContext): void {
  const { accounts, audit, outbox, facility, kiosk, modes, now } = desk;
  const variants = facility.nameVariants ?? kanjiVariants();

  /** The list, once it is on record who asked for it. */
  const arrivals = (by: Session, since: number): Refusal | { readonly arrivals: readonly ListedArrival[] } => {
    const unseen = lookedAt(audit, by, { what: 'arrival' });
    if (unseen) return unseen;
    const found = outbox.receptions({ since, limit: mostShown });
    if (!found.ok) return troubled(found.problem);
    return { arrivals: listedArrivals(found.value, now()) };
  };
  const today = (by: Session): Refusal | Html => {
    const list = arrivals(by, startOfTokyoDay(now()));
    return 'arrivals' in list
      ? arrivalsList(list.arrivals, outbox.backlog(), { columns: facility.listColumns, variants, now: now() })
      : list;
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
    const list = mayUse('GET /api/arrivals', role) && today(by);
    const shown = list instanceof Html ? list : list && html`<p class="bad" role="alert">${list.said}</p>`;
    const card = kioskCard(kioskSeen(kiosk.now()), role, csrf);
    // On record together with the list: one look at both.
    const wanted = list instanceof Html && attentionPart(desk, by, csrf);
    return {
      title: '受付',
      body: html`<div id="kiosk" aria-live="polite">${card}</div>${
        wanted instanceof Html && html`<div id="attention" class="not-printed" data-part>${wanted}</div>`
      }${shown && html`${findBar}<div id="arrivals">${shown}</div>`}${deviceFacts(desk.device(), desk.selfTest())}`,
    };
  });
  fragment(server, 'GET /fragments/arrivals', (by) => today(by));
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

const noSuchArrival = refuse(404, 'no-such-arrival', 'この受付の内容は、もう保管されていません。');
