import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Session } from '../accounts/sessions.ts';
import type { SignIn } from '../accounts/signIn.ts';
import type { DeskContext } from '../context.ts';
import { tokenOf } from '../http/access.ts';
import { done, type Refusal, refuse, troubled } from '../http/outcome.ts';
import { action, json, page } from '../http/routes.ts';
import { ownPage } from '../pages/staffPages.ts';
import { accountRefused } from './accountWords.ts';
import { shownStaff } from './signInRoutes.ts';

const current = z.string().min(1).max(128);

/** What everybody may change about themselves, after saying their password once more. */
export function ownRoutes(server: FastifyInstance, desk: DeskContext, signIn: SignIn): void {
  const { accounts, sessions, audit } = desk;

  const unlessThemselves = async (by: Session, password: string): Promise<Refusal | undefined> => {
    const outcome = await signIn.attempt(by.staff.name, password);
    if (outcome.kind === 'signed-in') return undefined;
    return outcome.kind === 'too-many'
      ? refuse(429, 'too-many-tries', 'まちがいが続いたため、しばらく待ってください。')
      : refuse(422, 'wrong-password', 'いまのパスワードが違います。');
  };

  json(server, 'GET /api/me', (by) => ({ staff: shownStaff(by.staff) }));
  page(server, desk, 'GET /me', (by, { csrf }) => ({ title: '自分の設定', body: ownPage(by.staff, csrf) }));

  action(
    server,
    'POST /api/me/password',
    { page: '/me', body: z.strictObject({ current, password: z.string().max(512) }) },
    async (input, by, request) => {
      const stranger = await unlessThemselves(by, input.current);
      if (stranger) return stranger;
      const { id } = by.staff;
      const recorded = audit.append({ type: 'staff.account.changed', staff: id, account: id, what: 'password' });
      if (!recorded.ok) return troubled(recorded.problem);
      const set = await accounts.setPassword(id, input.password);
      if (!set.done) return accountRefused(set.why);
      // Whoever knew the old one is out.
      sessions.endAllOf(id, tokenOf(request));
      return done('パスワードを変更しました。');
    },
  );

  action(
    server,
    'POST /api/me/passcode',
    { page: '/me', body: z.strictObject({ current, passcode: z.string().max(16) }) },
    async (input, by) => {
      const stranger = await unlessThemselves(by, input.current);
      if (stranger) return stranger;
      const { id } = by.staff;
      const set = await accounts.setPasscode(id, input.passcode);
      if (!set.done) return accountRefused(set.why);
      const recorded = audit.append({ type: 'staff.account.changed', staff: id, account: id, what: 'passcode' });
      return recorded.ok ? done('目視確認の番号を設定しました。') : troubled(recorded.problem);
    },
  );
}
