import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { ageKeyId, isAgeRecipient } from '../../kernel/ageKey.ts';
import { keepLastBackup, lastBackup } from '../backup/lastBackup.ts';
import { Leaving } from '../backup/leaving.ts';
import type { DeskContext } from '../context.ts';
import { signedIn } from '../http/access.ts';
import { done, refuse, troubled } from '../http/outcome.ts';
import { answer } from '../http/reply.ts';
import { action, inputOf, page, wrongInput } from '../http/routes.ts';
import { backupPage } from '../pages/backupPage.ts';

const home = { page: '/backup' } as const;

/** A backup reads everything there is: whoever presses again and again must not slow patients down. */
const rateLimit = { max: 6, timeWindow: 60_000 } as const;

const nothing = z.strictObject({});

/** バックアップ: an administrator makes one and saves it, and before that the keys that open it. */
export function backupRoutes(server: FastifyInstance, desk: DeskContext): void {
  const { backup, settings, accounts, audit, store, log } = desk;
  /** Public keys that were made and are registered nowhere yet, by who made them. */
  const made = new Map<string, string>();
  let isMaking = false;

  page(server, desk, 'GET /backup', ({ staff }, { csrf }) => {
    const recipients = backup.recipients();
    const last = lastBackup(store);
    if (!last.ok) return troubled(last.problem);
    const mine = made.get(staff.id);
    const seen = {
      recipients,
      made: mine !== undefined && !recipients.includes(mine) ? mine : undefined,
      last: last.value && { ...last.value, by: accounts.nameOf(last.value.staff) },
    };
    return { title: 'バックアップ', body: backupPage(seen, csrf) };
  });

  server.post('/api/backup/key', { config: { rateLimit, ...home } }, async (request, reply) => {
    const input = inputOf(request, nothing);
    if (!input.success) return answer(request, reply, wrongInput(input.error));
    const { id } = signedIn(request).staff;
    const { recipient, name, file } = await backup.makeKey();
    const recorded = audit.append({ type: 'backup.key-made', staff: id, key: ageKeyId(recipient) });
    if (!recorded.ok) return answer(request, reply, troubled(recorded.problem));
    made.set(id, recipient);
    return asFile(reply, name).send(Buffer.from(file));
  });

  action(server, 'POST /api/backup/recipients', { ...home, body: ofRecipient }, async ({ recipient }, { staff }) => {
    const { setUp } = settings;
    const keys = [...new Set([...backup.recipients(), recipient])];
    const answered = setUp.answer('backup', { recipients: keys.join('\n') }, await setUp.ports.seen(), () =>
      audit.append({ type: 'set-up.answered', step: 'backup', skipped: false, staff: staff.id }),
    );
    if (answered.kind === 'failed') return troubled(answered.problem);
    if (answered.kind === 'wrong') return refuse(422, 'wrong-answer', answered.faults.recipients ?? '');
    return done('公開鍵を登録しました。次のバックアップから、対になる秘密の鍵で開けます。');
  });

  server.post('/api/backup', { config: { rateLimit, ...home } }, async (request, reply) => {
    const input = inputOf(request, nothing);
    if (!input.success) return answer(request, reply, wrongInput(input.error));
    const recipients = backup.recipients();
    if (recipients.length === 0) return answer(request, reply, noKey);
    if (isMaking) return answer(request, reply, oneAtATime);
    const staff = signedIn(request).staff.id;
    const keys = recipients.map(ageKeyId);
    const recorded = audit.append({ type: 'backup.begun', staff, keys });
    if (!recorded.ok) return answer(request, reply, troubled(recorded.problem));
    isMaking = true;
    const at = desk.now();
    const leaving = new Leaving(reply.raw);
    void leaving.ended.then(({ outcome, bytes }) => {
      isMaking = false;
      const told = audit.append({ type: 'backup.ended', staff, keys, kib: Math.ceil(bytes / 1024), outcome });
      const kept = outcome === 'whole' ? keepLastBackup(store, { staff, at, bytes }) : told;
      for (const each of [told, kept]) if (!each.ok) log.error({ ...each.problem }, 'the backup is not on record');
    });
    const sealed = await leaving.begins(() => backup.seal());
    if (!sealed.ok) return answer(request, reply, troubled(sealed.problem));
    const { name, bytes } = sealed.value;
    return asFile(reply, name).send(leaving.counted(bytes));
  });
}

/** A file to be saved; as every answer of the desk, in no cache. */
function asFile(reply: FastifyReply, name: string): FastifyReply {
  return reply.type('application/octet-stream').header('content-disposition', `attachment; filename="${name}"`);
}

const ofRecipient = z.strictObject({ recipient: z.string().refine(isAgeRecipient) });
const noKey = refuse(409, 'no-key', 'バックアップの鍵がまだ登録されていません。初めに鍵を作ってください。');
const oneAtATime = refuse(409, 'busy', 'バックアップを作っている途中です。終わってから、もう一度押してください。');
