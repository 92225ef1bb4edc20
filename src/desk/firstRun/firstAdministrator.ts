import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { setSession } from '../http/access.ts';
import { staffName } from '../http/fields.ts';
import { troubled } from '../http/outcome.ts';
import { answer } from '../http/reply.ts';
import { onRecord } from '../onRecord.ts';
import { accountWord } from '../routes/accountWords.ts';
import type { FirstRunContext } from './context.ts';
import type { Conversation, TypedFields } from './conversation.ts';

const account = z.object({ name: staffName, password: z.string().min(1).max(128) });

/** Makes the first administrator, who goes on alone: the code and whoever said it are worth nothing from here on. */
export async function makeAdministrator(
  context: FirstRunContext,
  talk: Conversation,
  request: FastifyRequest,
  reply: FastifyReply,
  typed: TypedFields,
): Promise<FastifyReply> {
  const { accounts, grant, sessions } = context;
  if (!accounts.needSetUp()) return talk.goOn(reply, 'administrator');
  const wrong = (field: string, says: string) =>
    talk.showStep(request, reply.code(422), 'administrator', { faults: { [field]: says }, tried: undefined }, typed);
  const input = account.safeParse(typed);
  if (!input.success) return wrong('name', '名前とパスワードを入力してください。');
  const { name, password } = input.data;
  const first = await accounts.preparePassword(name, password);
  if (!first.done) return wrong('password', accountWord(first.why));
  // Hashing takes a moment, in which somebody at the other place may have been first.
  if (!accounts.needSetUp()) return talk.goOn(reply, 'administrator');
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
}
