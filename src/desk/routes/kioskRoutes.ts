import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { numberBParts, yearNotations } from '../../card/digits.ts';
import type { Result } from '../../problem/result.ts';
import { visualReasons } from '../../reception/evidence.ts';
import type { Session } from '../accounts/sessions.ts';
import type { DeskContext } from '../context.ts';
import { CardSeen } from '../http/cardSeen.ts';
import { digits, tick } from '../http/forms.ts';
import { kioskSeen } from '../http/kioskSeen.ts';
import type { LiveEvents } from '../http/liveEvents.ts';
import { lookedAt } from '../http/lookedAt.ts';
import { done, type Outcome, type Refusal, refuse, troubled } from '../http/outcome.ts';
import { action, fragment, json, page } from '../http/routes.ts';
import { kioskCard } from '../pages/kioskCard.ts';
import { numberPage, visualPage } from '../pages/kioskPages.ts';
import type { KioskNow } from '../ports.ts';

const visit = z.uuid();
/** Empty where nobody's visit goes on: a call may come from a free kiosk, or from whoever was sent away. */
const visitOrNone = z.union([visit, z.literal('').transform(() => null)]);
const home = { page: '/' } as const;

/** The kiosk from the desk: what it needs, and what staff can do about it. */
export function kioskRoutes(server: FastifyInstance, desk: DeskContext, live: LiveEvents): void {
  const { kiosk, audit } = desk;
  const seen = () => kioskSeen(kiosk.now());
  const cardSeen = new CardSeen();
  /** Puts on record that the card is shown now, and remembers to whom. Where there is no record nothing is shown. */
  const lookedAtCard = ({ visit, card }: KioskNow, by: Session): Refusal | undefined => {
    if (visit === null) return undefined;
    const unseen = lookedAt(audit, by, { what: 'visual-check', visit });
    if (!unseen && card) cardSeen.add(visit, by.staff.id);
    return unseen;
  };

  json(server, 'GET /api/kiosk/now', seen);
  server.get('/api/kiosk/events', async (request, reply) => live.attach(request, reply));
  // Heard by a desk where nobody is signed in at this moment: that somebody is wanted, and nothing else.
  server.get('/api/bell', async () => ({
    calling: ['help', 'visual', 'number', 'card-left'].includes(seen().needs ?? ''),
  }));
  fragment(server, 'GET /fragments/kiosk', (by, csrf) => kioskCard(seen(), by.staff.role, csrf));

  page(server, desk, 'GET /kiosk/visual', (by, { csrf }) => {
    const now = kiosk.now();
    return lookedAtCard(now, by) ?? { title: '目視確認', body: visualPage(kioskSeen(now), now.card, csrf) };
  });
  page(server, desk, 'GET /kiosk/number', (_by, { csrf }) => ({
    title: 'カードの数字の入力',
    body: numberPage(seen(), csrf),
  }));

  action(server, 'POST /api/kiosk/card', { ...home, body: z.strictObject({ visit }) }, (input, by) => {
    const now = kiosk.now();
    if (now.visit !== input.visit) return visitIsOver;
    return lookedAtCard(now, by) ?? done('', { card: now.card, differs: now.differs });
  });
  action(
    server,
    'POST /api/kiosk/approve',
    { page: '/', body: z.strictObject({ visit, reason: z.enum(visualReasons), oral: tick }) },
    (input, by) => {
      const { visit: going, card, lift } = kiosk.now();
      if (going === input.visit && card && !cardSeen.has(going, by.staff.id)) return cardNotSeen;
      const next = lift === 'away' ? 'カードを読み取り台に戻すと、手続きが続きます。' : '受付機で手続きが続きます。';
      return outcomeOf(kiosk.approveVisual({ ...input, staff: by.staff.id }), `承認しました。${next}`);
    },
  );
  action(server, 'POST /api/kiosk/refuse', { ...home, body: z.strictObject({ visit }) }, (input, by) =>
    outcomeOf(kiosk.refuseVisual({ ...input, staff: by.staff.id }), '承認しませんでした。'),
  );
  action(server, 'POST /api/kiosk/help', { ...home, body: z.strictObject({ visit: visitOrNone }) }, (input, by) => {
    if (kiosk.now().visit !== input.visit) return visitIsOver;
    const about = input.visit === null ? {} : { visit: input.visit };
    const recorded = audit.append({ type: 'desk.help-answered', staff: by.staff.id, ...about });
    if (!recorded.ok) return troubled(recorded.problem);
    return outcomeOf(kiosk.answerHelp(input.visit), '呼び出しを消しました。');
  });
  action(server, 'POST /api/kiosk/clean', { ...home, body: z.strictObject({}) }, (_input, by) => {
    const recorded = audit.append({ type: 'desk.screen-wiped', staff: by.staff.id });
    if (!recorded.ok) return troubled(recorded.problem);
    return kiosk.clean().ok ? done('受付機の画面は、しばらく触れても動きません。', {}, '/') : screenInUse;
  });
  action(server, 'POST /api/kiosk/practice/begin', { ...home, body: z.strictObject({}) }, (_input, by) => {
    const recorded = audit.append({ type: 'desk.practice-begun', staff: by.staff.id });
    if (!recorded.ok) return troubled(recorded.problem);
    return kiosk.beginPractice().ok
      ? done('受付機で体験を始めました。ここで終わるまで続きます。', {}, '/')
      : screenInUse;
  });
  action(server, 'POST /api/kiosk/practice/end', { ...home, body: z.strictObject({}) }, (_input, by) => {
    const recorded = audit.append({ type: 'desk.practice-ended', staff: by.staff.id });
    if (!recorded.ok) return troubled(recorded.problem);
    kiosk.endPractice();
    return done('受付機の体験を終わりました。', {}, '/');
  });
  action(server, 'POST /api/kiosk/diagnose', { ...home, body: z.strictObject({}) }, (_input, by) => {
    const recorded = audit.append({ type: 'diagnostics.asked', staff: by.staff.id });
    if (!recorded.ok) return troubled(recorded.problem);
    const said = '受付機を調整中にしました。2分以内に受付機でサインインしてください。';
    return kiosk.diagnose().ok ? done(said, {}, '/') : screenInUse;
  });
  action(
    server,
    'POST /api/kiosk/number',
    {
      page: '/',
      body: z.strictObject({
        visit,
        /** How the year of birth is printed; either way where it is not said. */
        calendar: z.enum(yearNotations).exactOptional(),
        birth: digits(numberBParts.birth),
        expiry: digits(numberBParts.expiry),
        code: digits(numberBParts.code),
      }),
    },
    ({ visit: meant, calendar, birth, expiry, code }, by) => {
      if (kiosk.now().visit !== meant) return visitIsOver;
      const recorded = audit.append({ type: 'desk.number-told', staff: by.staff.id, visit: meant });
      if (!recorded.ok) return troubled(recorded.problem);
      const told = Buffer.from(`${birth}${expiry}${code}`, 'latin1');
      try {
        return outcomeOf(
          kiosk.tellNumberB({ visit: meant, digits: told, ...(calendar ? { notation: calendar } : {}) }),
          '受付機に送りました。',
        );
      } finally {
        told.fill(0);
      }
    },
  );
}

const cardNotSeen = refuse(
  409,
  'card-not-seen',
  '先に「目視確認」のページを開き、カードの内容とご本人を見比べてください。',
);
const screenInUse = refuse(
  409,
  'screen-in-use',
  '受付機は使用中か、カードが置いてあります。空いてからもう一度押してください。',
);
const visitIsOver = refuse(409, 'visit-is-over', 'この手続きは、もう終わっています。');

function outcomeOf(result: Result<void>, said: string): Outcome {
  if (result.ok) return done(said, {}, '/');
  return result.problem.code === 'U-301' ? visitIsOver : { ...troubled(result.problem), status: 409 };
}
