import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { StaffRole } from '../../audit/staffRoles.ts';
import { ok, type Problem, type Result } from '../../problem/result.ts';
import { pieceBytes } from '../../storage/arrivingFile.ts';
import type { UpdateStanding } from '../../update/updates.ts';
import type { DeskContext } from '../context.ts';
import { signedIn } from '../http/access.ts';
import { tick } from '../http/forms.ts';
import { done, type Outcome, type Refusal, refuse, troubled } from '../http/outcome.ts';
import { answer } from '../http/reply.ts';
import { action, fragment, json, page, wrongInput } from '../http/routes.ts';
import { aboutPage } from '../pages/aboutPage.ts';
import { updateSection, updateWords } from '../pages/updateSection.ts';

const home = { page: '/about' } as const;
const from = z.union([
  z.literal('arrived'),
  z.string().startsWith('/').max(400),
  z.url({ protocol: /^https$/ }).max(2_000),
]);
const pieceAt = z.strictObject({ at: z.coerce.number().int().min(0), of: z.coerce.number().int().min(1) });

/** 版と更新: what runs here, and what is to run instead. Nothing of it concerns a patient. */
export async function updateRoutes(server: FastifyInstance, desk: DeskContext): Promise<void> {
  const { about, updates, audit } = desk;
  const seen = () => ({ isOurs: updates.isOurs, standing: updates.standing(), onSticks: updates.onSticks() });

  page(server, desk, 'GET /about', async (by, { csrf }) => ({
    title: '版と更新',
    body: aboutPage(await about(), seen(), { csrf, mayGoBack: mayGoBack(by.staff.role) }),
  }));
  json(server, 'GET /api/about', async () => (await about()).facts);
  json(server, 'GET /api/update', () => ({ ...seen(), says: updateWords(updates.standing()) }));
  fragment(server, 'GET /fragments/update', (by, csrf) =>
    updateSection(seen(), { csrf, mayGoBack: mayGoBack(by.staff.role) }),
  );

  action(
    server,
    'POST /api/update/install',
    { ...home, body: z.strictObject({ from, allowOlder: tick }) },
    (wish, by) => {
      if (wish.allowOlder && !mayGoBack(by.staff.role)) return olderIsForAdministrators;
      const kind = kindOf(wish.from);
      // Nobody names a file of this machine's own.
      if (kind === 'stick' && !updates.onSticks().includes(wish.from)) return stickIsGone;
      const began = { type: 'update.ordered', staff: by.staff.id, from: kind, older: wish.allowOlder } as const;
      const recorded = audit.append(began);
      if (!recorded.ok) return troubled(recorded.problem);
      return outcomeOf(updates.begin(wish), '更新を確かめています。');
    },
  );
  action(server, 'POST /api/update/call-off', { ...home, body: z.strictObject({}) }, (_input, by) => {
    const recorded = audit.append({ type: 'update.called-off', staff: by.staff.id });
    if (!recorded.ok) return troubled(recorded.problem);
    return outcomeOf(updates.callOff(), '更新を取りやめました。');
  });

  // Bytes are taken here and nowhere else.
  await server.register(async (scope) => {
    const asBytes = { parseAs: 'buffer', bodyLimit: pieceBytes } as const;
    scope.addContentTypeParser('application/octet-stream', asBytes, (_request, body, taken) => taken(null, body));
    scope.post('/api/update/piece', { bodyLimit: pieceBytes, config: home }, async (request, reply) => {
      const { staff } = signedIn(request);
      const place = pieceAt.safeParse(request.query);
      if (!place.success) return answer(request, reply, wrongInput(place.error));
      if (!(request.body instanceof Uint8Array)) return answer(request, reply, noBytes);
      if (isUnderWay(updates.standing())) return answer(request, reply, underWay);
      const { at, of } = place.data;
      const sent = { type: 'update.sent', staff: staff.id, kib: Math.ceil(of / 1_024) } as const;
      const recorded = at === 0 ? audit.append(sent) : ok(undefined);
      if (!recorded.ok) return answer(request, reply, troubled(recorded.problem));
      const kept = await updates.keep({ ...place.data, bytes: request.body });
      return answer(request, reply, kept.ok ? done('', { there: kept.value }) : troubled(kept.problem));
    });
  });
}

/** An older version brings faults back that were mended: an administrator decides. */
function mayGoBack(role: StaffRole): boolean {
  return role === 'administrator';
}

function isUnderWay({ kind }: UpdateStanding): boolean {
  return kind === 'verifying' || kind === 'waiting' || kind === 'installing';
}

function kindOf(wanted: string): 'browser' | 'address' | 'stick' {
  if (wanted === 'arrived') return 'browser';
  return wanted.startsWith('/') ? 'stick' : 'address';
}

function outcomeOf(result: Result<void>, said: string): Outcome {
  return result.ok ? done(said) : conflict(result.problem);
}

function conflict(problem: Problem): Refusal {
  return { ...troubled(problem), status: 409 };
}

const underWay = conflict({ code: 'U-730' });
const olderIsForAdministrators = refuse(403, 'not-allowed', '古い版に戻せるのは、管理者だけです。');
const stickIsGone = refuse(409, 'stick-is-gone', 'そのUSBメモリーは、もう差し込まれていません。');
const noBytes = refuse(415, 'wrong-input', '更新ファイルの中身がありません。');
