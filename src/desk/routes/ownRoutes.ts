import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { mayChoosePasscode } from '../accounts/passcodeChoices.ts';
import type { Session } from '../accounts/sessions.ts';
import type { SignIn } from '../accounts/signIn.ts';
import type { DeskContext } from '../context.ts';
import { tokenOf } from '../http/access.ts';
import { done, type Refusal, refuse, troubled } from '../http/outcome.ts';
import { action, json, page } from '../http/routes.ts';
import { onRecord } from '../onRecord.ts';
import { ownPage } from '../pages/staffPages.ts';
import { accountRefused } from './accountWords.ts';
import { shownStaff } from './signInRoutes.ts';

const current = z.string().min(1).max(128);

/** What everybody may change about themselves, after saying their password once more. */
export function ownRoutes(server: FastifyInstance, desk: DeskContext, signIn: SignIn): void {
  const { accounts, sessions, secondFactors, audit, store } = desk;

  const unlessThemselves = async (by: Session, password: string): Promise<Refusal | undefined> => {
    const outcome = await signIn.again(by.staff, password, by.key);
    if (outcome.kind === 'signed-in') return undefined;
    if (outcome.kind === 'busy') return accountRefused('busy');
    return outcome.kind === 'too-many'
      ? refuse(429, 'too-many-tries', 'まちがいが続いたため、しばらく待ってください。')
      : refuse(422, 'wrong-password', 'いまのパスワードが違います。');
  };

  json(server, 'GET /api/me', (by) => ({ staff: shownStaff(by.staff) }));
  page(server, desk, 'GET /me', (by, { csrf }) => ({
    title: '自分の設定',
    body: ownPage(by.staff, csrf, secondFactors.recoveryCodesLeft(by.staff)),
  }));

  action(
    server,
    'POST /api/me/password',
    { page: '/me', body: z.strictObject({ current, password: z.string().max(512) }) },
    async (input, by, request) => {
      const stranger = await unlessThemselves(by, input.current);
      if (stranger) return stranger;
      const { id } = by.staff;
      const prepared = await accounts.preparePassword(by.staff.name, input.password);
      if (!prepared.done) return accountRefused(prepared.why);
      const set = onRecord(
        desk,
        () => accounts.putPassword(id, prepared.value),
        () => [{ type: 'staff.account.changed', staff: id, account: id, what: 'password' }],
      );
      if (!set.ok) return troubled(set.problem);
      if (!set.value.done) return accountRefused(set.value.why);
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
      const prepared = await accounts.preparePasscode(input.passcode);
      if (!prepared.done) return accountRefused(prepared.why);
      const refused = (why: 'taken' | 'too-many'): Refusal => {
        const recorded = audit.append({ type: 'staff.passcode.refused', staff: id, why });
        if (!recorded.ok) return troubled(recorded.problem);
        return why === 'taken' ? accountRefused('passcode-taken') : tooManyChoices;
      };
      if (!mayChoosePasscode(store, id)) return refused('too-many');
      const set = onRecord(
        desk,
        () => accounts.putPasscode(id, prepared.value),
        () => [{ type: 'staff.account.changed', staff: id, account: id, what: 'passcode' }],
      );
      if (!set.ok) return troubled(set.problem);
      if (set.value.done) return done('目視確認の番号を設定しました。');
      return set.value.why === 'passcode-taken' ? refused('taken') : accountRefused(set.value.why);
    },
  );
}

const tooManyChoices = refuse(429, 'too-many-tries', '番号の変更は1日に5回までです。あしたまた設定してください。');
