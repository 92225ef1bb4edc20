import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { minute } from '../../kernel/durations.ts';
import { catalogue } from '../../problem/catalogue.ts';
import type { Problem } from '../../problem/result.ts';
import { isStepId, stepCalled } from '../../setup/catalogue.ts';
import { textIn } from '../../setup/draft.ts';
import { mostOfImport } from '../../setup/handOn.ts';
import type { StepId } from '../../setup/stepIds.ts';
import { cameraShown } from '../../setup/steps/camera.ts';
import type { FailedSignIns } from '../accounts/failedSignIns.ts';
import { FailureLimit } from '../accounts/failureLimit.ts';
import { cookieOf, csrfFor, giveCookie, setSession } from '../http/access.ts';
import { staffName } from '../http/fields.ts';
import { refuse, troubled } from '../http/outcome.ts';
import { answer, sendPage } from '../http/reply.ts';
import { inputOf } from '../http/routes.ts';
import { onRecord } from '../onRecord.ts';
import {
  beginPage,
  type FirstRunFrame,
  finishPage,
  firstStepPage,
  overviewPage,
  startingPage,
} from '../pages/setUp/firstRunPages.ts';
import { livePart, nothingSaid, type StepSaid, stepShown } from '../pages/setUp/stepPage.ts';
import { accountWord } from '../routes/accountWords.ts';
import { settingsBodyLimit } from '../routes/settingsRoutes.ts';
import { guessing } from '../routes/signInRoutes.ts';
import { typedStep } from '../setUp/typedStep.ts';
import type { FirstRunContext } from './context.ts';

/** Codes are far too long to be guessed; whoever tries all the same is not served for a while. */
const codeLimit = { most: 10, windowMs: 15 * minute } as const;

const account = z.object({ name: staffName, password: z.string().min(1).max(128) });

/**
 * The pages of the first set-up, in the order in which somebody meets them: the code, the list, a question at a time,
 * the end. Every form goes back to its page with what was wrong.
 * @param isAtKiosk whether these are the pages on the kiosk's own screen: only there the code is shown
 */
export function firstRunRouting(
  server: FastifyInstance,
  context: FirstRunContext,
  { failures, isAtKiosk }: { readonly failures: FailedSignIns; readonly isAtKiosk: boolean },
): void {
  const { setUp, grant, accounts, audit, sessions, facility } = context;
  const codes = new FailureLimit({ ...codeLimit, now: context.now });
  const frame = (request: FastifyRequest, reply: FastifyReply, said: FirstRunFrame['said'] = null): FirstRunFrame => ({
    clinicName: facility.clinicName,
    csrf: csrfFor(reply, request.session),
    said: said ?? noticeFor(request),
  });
  const noticeFor = (request: FastifyRequest): FirstRunFrame['said'] => {
    const notice = server.notices.take(keyOf(request));
    return notice && { text: notice.said, good: notice.good };
  };
  const keyOf = (request: FastifyRequest): string => request.session?.key ?? `grant ${cookieOf(request, 'set-up')}`;
  const staffOf = ({ session }: FastifyRequest) => (session ? { staff: session.staff.id } : {});
  const leave = (request: FastifyRequest, text: string, good: boolean): void =>
    server.notices.leave(keyOf(request), { said: text, good });
  const goOn = async (reply: FastifyReply, after?: StepId): Promise<FastifyReply> => {
    const next = setUp.next(await setUp.ports.seen(), after);
    return reply.redirect(next === undefined ? '/set-up/finish' : `/set-up/${next}`, 303);
  };
  const isIn = (request: FastifyRequest): boolean =>
    accounts.needSetUp()
      ? grant.isHeldBy(cookieOf(request, 'set-up'))
      : request.session?.staff.role === 'administrator';

  server.get('/', async (_request, reply) => reply.redirect('/set-up', 303));

  server.get('/set-up', async (request, reply) => {
    if (!isIn(request)) {
      if (!accounts.needSetUp()) return reply.redirect('/sign-in', 303);
      const code = isAtKiosk ? context.code() : undefined;
      return sendPage(reply, beginPage(frame(request, reply), { code, addresses: context.addresses() }));
    }
    if (request.session && request.session.standing !== 'open') return reply.redirect('/second-factor', 303);
    const seen = await setUp.ports.seen();
    const steps = setUp.steps(seen);
    const isFresh = steps.every(({ standing }) => standing === 'open');
    const said = context.trouble === undefined ? null : { text: context.trouble, good: false };
    return sendPage(reply, overviewPage(frame(request, reply, said), steps, setUp.next(seen), isFresh));
  });

  server.post('/api/set-up/begin', { config: guessing }, async (request, reply) => {
    const again = (status: number, text: string) =>
      sendPage(
        reply.code(status),
        beginPage(frame(request, reply, { text, good: false }), { code: undefined, addresses: [] }),
      );
    if (!accounts.needSetUp()) return reply.redirect('/sign-in', 303);
    const input = inputOf(request, z.strictObject({ code: z.string().min(1).max(20) }));
    if (!input.success) return again(400, '設定コードを入力してください。');
    if (codes.waitMs(request.ip) > 0) return again(429, 'まちがいが続いたため、しばらく待ってください。');
    codes.tried(request.ip);
    if (!grant.isCode(input.data.code)) {
      failures.add({ why: 'wrong-code' });
      return again(422, '設定コードが違います。');
    }
    codes.succeeded(request.ip);
    const recorded = audit.append({ type: 'set-up.begun' });
    if (!recorded.ok) return again(503, wordsFor(recorded.problem));
    giveCookie(reply, 'set-up', grant.give());
    return reply.redirect('/set-up', 303);
  });

  const showStep = async (
    request: FastifyRequest,
    reply: FastifyReply,
    id: StepId,
    said: StepSaid = nothingSaid,
    typed: Readonly<Record<string, unknown>> = {},
  ): Promise<FastifyReply> => {
    const seen = await setUp.ports.seen();
    const steps = setUp.steps(seen);
    const at = steps.findIndex(({ step }) => step.id === id);
    const standing = steps[at];
    if (!standing) throw new Error(`${id} is not in the catalogue`);
    const shown = frame(request, reply);
    const fields = standing.step.fields(setUp.draft, seen).map((field) => withTyped(field, typed));
    const forms = { to: '/api/set-up/steps', csrf: shown.csrf, maySkip: true };
    return sendPage(
      reply,
      firstStepPage(shown, standing, at + 1, steps.length, stepShown(standing, fields, seen, forms, said)),
    );
  };

  server.get('/set-up/:id', async (request, reply) => {
    const id = stepIdOf(request);
    return id ? showStep(request, reply, id) : reply.redirect('/set-up', 303);
  });

  server.get('/set-up/camera.jpg', async (request, reply) => {
    const seen = await setUp.ports.seen();
    const device = cameraShown(setUp.draft, seen.cameras);
    const picture = await setUp.ports.picture(device, request.signal);
    if (!picture.ok) return answer(request, reply, troubled(picture.problem));
    return reply.type('image/jpeg').send(Buffer.from(picture.value));
  });

  server.get('/fragments/set-up/:id', async (request, reply) => {
    const id = stepIdOf(request);
    if (!id) return answer(request, reply, unknownStep);
    return sendPage(reply, livePart(id, await setUp.ports.seen(), csrfFor(reply, request.session)));
  });

  server.post('/api/set-up/steps/:id', { bodyLimit: settingsBodyLimit }, async (request, reply) => {
    const id = stepIdOf(request);
    const input = inputOf(request, typedStep);
    if (!id || !input.success) return answer(request, reply, unknownStep);
    if (id === 'administrator') return makeAdministrator(request, reply, input.data);
    const seen = await setUp.ports.seen();
    const answered = setUp.answer(id, input.data, seen, () =>
      audit.append({ type: 'set-up.answered', step: id, skipped: false, ...staffOf(request) }),
    );
    if (answered.kind === 'wrong') {
      return showStep(request, reply.code(422), id, { faults: answered.faults, tried: undefined }, input.data);
    }
    if (answered.kind === 'failed') {
      leave(request, wordsFor(answered.problem), false);
      return reply.redirect(`/set-up/${id}`, 303);
    }
    if (answered.tells !== undefined) leave(request, answered.tells, true);
    // What can be tried is tried where it was answered: the next question comes after it.
    return stepCalled(id).trial && setUp.next(seen) !== id ? afterAnswer(request, reply, id) : goOn(reply, id);
  });

  /** A step that can be tried is shown once more, with the way on. */
  const afterAnswer = async (request: FastifyRequest, reply: FastifyReply, id: StepId): Promise<FastifyReply> => {
    const tried = wantsTrial(id) ? await setUp.try(id, false, request.signal) : undefined;
    if (tried?.ok && !tried.value.isGood) return showStep(request, reply, id, { faults: {}, tried: tried.value });
    return stepCalled(id).trial?.delivers === undefined ? goOn(reply, id) : showStep(request, reply, id);
  };

  const makeAdministrator = async (
    request: FastifyRequest,
    reply: FastifyReply,
    typed: Readonly<Record<string, unknown>>,
  ): Promise<FastifyReply> => {
    if (!accounts.needSetUp()) return goOn(reply, 'administrator');
    const wrong = (field: string, says: string) =>
      showStep(request, reply.code(422), 'administrator', { faults: { [field]: says }, tried: undefined }, typed);
    const input = account.safeParse(typed);
    if (!input.success) return wrong('name', '名前とパスワードを入力してください。');
    const { name, password } = input.data;
    const first = await accounts.preparePassword(name, password);
    if (!first.done) return wrong('password', accountWord(first.why));
    if (!accounts.needSetUp()) return goOn(reply, 'administrator');
    const made = onRecord(
      context,
      () => accounts.createFirst(name, first.value),
      ({ id }) => [{ type: 'staff.account.created', staff: id, account: id, role: 'administrator' }],
    );
    if (!made.ok) return answer(request, reply, troubled(made.problem));
    if (!made.value.done) return wrong('name', accountWord(made.value.why));
    grant.end();
    setSession(reply, sessions.begin(made.value.value));
    return reply.redirect('/second-factor', 303);
  };

  server.post('/api/set-up/steps/:id/skip', async (request, reply) => {
    const id = stepIdOf(request);
    if (!id) return answer(request, reply, unknownStep);
    const recorded = audit.append({ type: 'set-up.answered', step: id, skipped: true, ...staffOf(request) });
    const skipped = recorded.ok ? setUp.skip(id) : recorded;
    if (!skipped.ok) return answer(request, reply, troubled(skipped.problem));
    return goOn(reply, id);
  });

  server.post('/api/set-up/steps/:id/try', async (request, reply) => {
    const id = stepIdOf(request);
    if (!id) return answer(request, reply, unknownStep);
    const delivered = stepCalled(id).trial?.delivers !== undefined;
    const recorded = audit.append({ type: 'set-up.tried', step: id, delivered, ...staffOf(request) });
    if (!recorded.ok) return answer(request, reply, troubled(recorded.problem));
    const tried = await setUp.try(id, delivered, request.signal);
    const said = tried.ok ? tried.value : { isGood: false, lines: [{ says: wordsFor(tried.problem) }] };
    return showStep(request, reply, id, { faults: {}, tried: said });
  });

  server.post('/api/set-up/networks', async (request, reply) => {
    const input = inputOf(request, z.strictObject({ from: z.string().max(400) }));
    const { networks } = await setUp.ports.seen();
    const from = input.success ? input.data.from : '';
    // Only what was offered: nobody names a folder of their own.
    if (from === 'publishers' || networks.sticks.includes(from)) setUp.ports.bringNetworks(from);
    return reply.redirect('/set-up/faces', 303);
  });

  server.post('/api/set-up/import', { bodyLimit: 2 * mostOfImport }, async (request, reply) => {
    const input = inputOf(request, z.strictObject({ file: z.string().max(mostOfImport) }));
    if (!input.success) return answer(request, reply, refuse(400, 'wrong-input', 'ファイルの内容を入れてください。'));
    const made = setUp.takeOver(Buffer.from(input.data.file));
    if (!made.ok) {
      leave(request, `${wordsFor(made.problem)}（${made.problem.detail ?? ''}）`, false);
      return reply.redirect('/set-up', 303);
    }
    const { steps, left } = made.value;
    const recorded = audit.append({ type: 'set-up.imported', left: left.length, ...staffOf(request) });
    if (!recorded.ok) return answer(request, reply, troubled(recorded.problem));
    const others = left.length === 0 ? '' : ` 取り込まなかった項目: ${left.join('、')}`;
    leave(request, `${steps.length}項目を取り込みました。「要確認」の項目を確かめてください。${others}`, true);
    return reply.redirect('/set-up', 303);
  });

  server.get('/set-up/finish', async (request, reply) => {
    const seen = await setUp.ports.seen();
    const open = setUp.open(seen);
    const isProduction = textIn(setUp.draft, 'kiosk.mode') === 'production';
    return sendPage(reply, finishPage(frame(request, reply), { open, discords: setUp.discords(), isProduction }));
  });

  server.post('/api/set-up/finish', async (request, reply) => {
    const { session } = request;
    if (!session) return reply.redirect('/set-up/finish', 303);
    const recorded = audit.append({ type: 'set-up.finished', staff: session.staff.id });
    if (!recorded.ok) return answer(request, reply, troubled(recorded.problem));
    const practise = inputOf(request, z.object({ practice: z.enum(['yes', 'no']).default('yes') })).data?.practice;
    const finished = await context.finish(practise !== 'no');
    if (finished.ok)
      return sendPage(reply, startingPage(frame(request, reply), isAtKiosk ? context.screenAfterwards : '/'));
    leave(request, wordsFor(finished.problem), false);
    return reply.redirect('/set-up/finish', 303);
  });

  server.get('/api/set-up/file', async (request, reply) => {
    const { session } = request;
    if (!session) return reply.redirect('/set-up', 303);
    const event = { type: 'desk.exported', staff: session.staff.id, what: 'configuration', rows: 1 } as const;
    const recorded = audit.append(event);
    if (!recorded.ok) return answer(request, reply, troubled(recorded.problem));
    return reply
      .type('application/json; charset=utf-8')
      .header('content-disposition', 'attachment; filename="kiosk.config.json"')
      .send(setUp.exported());
  });
}

/** Reading the reader or looking at a camera is shown live already; what goes out over the network is tried at once. */
function wantsTrial(id: StepId): boolean {
  return id === 'gateway';
}

/** What was typed and not taken stands in its field again; what is secret does not. */
function withTyped<F extends { readonly kind: string; readonly name: string }>(
  field: F,
  typed: Readonly<Record<string, unknown>>,
): F {
  const value = typed[field.name];
  const isShown = field.kind === 'line' || field.kind === 'text' || field.kind === 'one';
  if (isShown && typeof value === 'string') return { ...field, value };
  return field.kind === 'several' && Array.isArray(value) ? { ...field, value } : field;
}

function wordsFor({ code }: Problem): string {
  return `${code} ${catalogue[code].staff}`;
}

function stepIdOf({ params }: FastifyRequest): StepId | undefined {
  const id = z.object({ id: z.string() }).safeParse(params).data?.id;
  return id !== undefined && isStepId(id) ? id : undefined;
}

const unknownStep = refuse(404, 'not-found', 'その設定はありません。');
