import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { AuditEvent } from '../../audit/catalogue.ts';
import { day } from '../../kernel/durations.ts';
import { type Answered, refused } from '../accounts/accounts.ts';
import { invite } from '../accounts/invitations.ts';
import { passcodesLockedUntil, unlockPasscodes } from '../accounts/passcodes.ts';
import type { StaffMember } from '../accounts/staffTable.ts';
import type { DeskContext } from '../context.ts';
import { staffName } from '../http/fields.ts';
import { done, type Outcome, troubled } from '../http/outcome.ts';
import { action, idOfRequest, json, page } from '../http/routes.ts';
import { onRecord } from '../onRecord.ts';
import { staffPage } from '../pages/staffPages.ts';
import { roles } from '../roles.ts';
import { accountRefused } from './accountWords.ts';
import { shownStaff } from './signInRoutes.ts';

const staffId = z.string().regex(/^s-\d{1,6}$/);
const role = z.enum(roles);
const nothing = z.strictObject({});
/** For how long a technician is let in. */
const days = z.coerce.number().int().min(1).max(366);

/** Accounts, for administrators. */
export function staffRoutes(server: FastifyInstance, desk: DeskContext): void {
  const { accounts, sessions, secondFactors, audit, store, now } = desk;
  const onPage = { page: '/staff' } as const;

  /** Changes one account; what was changed is recorded. */
  const change = (
    request: FastifyRequest,
    work: (id: string) => Answered<StaffMember>,
    event: (account: string) => AuditEvent,
    said: string,
  ): Outcome => {
    const changed = onRecord(
      desk,
      () => work(idOfRequest(request, staffId) ?? ''),
      ({ id }) => [event(id)],
    );
    if (!changed.ok) return troubled(changed.problem);
    if (!changed.value.done) return accountRefused(changed.value.why);
    return done(said, { staff: shownStaff(changed.value.value) });
  };
  /** Invites whom `work` makes or finds. */
  const invited = (
    by: StaffMember,
    work: () => Answered<StaffMember>,
    events: (account: string) => readonly AuditEvent[] = () => [],
  ): Outcome => {
    const made = onRecord(
      desk,
      () => {
        const account = work();
        if (!account.done) return account;
        return { done: true, value: { account: account.value, code: invite(store, account.value) } };
      },
      ({ account: { id } }) => [...events(id), { type: 'staff.account.invited', staff: by.id, account: id }],
    );
    if (!made.ok) return troubled(made.problem);
    if (!made.value.done) return accountRefused(made.value.why);
    const { account, code } = made.value.value;
    return done(`${account.name} さんの招待コード: ${code}（24時間有効。ご本人に直接伝えてください）`, {
      staff: shownStaff(account),
      code,
    });
  };

  json(server, 'GET /api/staff', () => ({
    staff: accounts.list().map(shownStaff),
    passcodesLockedUntil: passcodesLockedUntil(store) ?? null,
  }));
  page(server, desk, 'GET /staff', (_by, { csrf }) => ({
    title: '職員',
    body: staffPage(
      accounts.list(),
      { lockedUntil: passcodesLockedUntil(store), checkNumber: audit.checkNumber(), now: now() },
      csrf,
    ),
  }));

  action(
    server,
    'POST /api/staff',
    {
      ...onPage,
      body: z.strictObject({
        name: staffName,
        role,
        days: days.optional(),
      }),
    },
    (input, by) =>
      invited(
        by.staff,
        () => accounts.create(input.name, input.role, input.days && input.days * day),
        (account) => [{ type: 'staff.account.created', staff: by.staff.id, account, role: input.role }],
      ),
  );
  action(server, 'POST /api/staff/:id/invite', { ...onPage, body: nothing }, (_input, by, request) =>
    invited(by.staff, () => {
      const member = accounts.find(idOfRequest(request, staffId) ?? '');
      return member ? { done: true, value: member } : refused('no-such-account');
    }),
  );
  action(server, 'POST /api/staff/:id/role', { ...onPage, body: z.strictObject({ role }) }, (input, by, request) =>
    change(
      request,
      (id) => accounts.setRole(id, input.role),
      (account) => ({ type: 'staff.account.changed', staff: by.staff.id, account, what: 'role' }),
      '役割を変更しました。',
    ),
  );
  action(server, 'POST /api/staff/:id/renew', { ...onPage, body: z.strictObject({ days }) }, (input, by, request) =>
    change(
      request,
      (id) => accounts.renew(id, input.days * day),
      (account) => ({ type: 'staff.account.changed', staff: by.staff.id, account, what: 'renewed' }),
      '期限を延ばしました。',
    ),
  );
  action(server, 'POST /api/staff/:id/second-factor/forget', { ...onPage, body: nothing }, (_input, by, request) =>
    change(
      request,
      (id) => {
        const member = accounts.find(id);
        if (!member || !secondFactors.forget(member)) return refused('no-such-account');
        sessions.endAllOf(id);
        return { done: true, value: { ...member, hasSecondFactor: false } };
      },
      (account) => ({ type: 'staff.account.changed', staff: by.staff.id, account, what: 'second-factor' }),
      '2段階認証を取り消しました。次のサインインで登録し直します。',
    ),
  );
  action(server, 'POST /api/staff/:id/disable', { ...onPage, body: nothing }, (_input, by, request) =>
    change(
      request,
      (id) => {
        const disabled = accounts.setDisabled(id, true);
        if (disabled.done && sessions.endAllOf(id) > 0) {
          audit.append({ type: 'desk.signed-out', staff: id, why: 'disabled' });
        }
        return disabled;
      },
      (account) => ({ type: 'staff.account.disabled', staff: by.staff.id, account }),
      'アカウントを停止しました。',
    ),
  );
  action(server, 'POST /api/staff/:id/enable', { ...onPage, body: nothing }, (_input, by, request) =>
    change(
      request,
      (id) => accounts.setDisabled(id, false),
      (account) => ({ type: 'staff.account.changed', staff: by.staff.id, account, what: 'enabled' }),
      'アカウントを再開しました。',
    ),
  );
  action(server, 'POST /api/staff/unlock-passcodes', { ...onPage, body: nothing }, (_input, by) => {
    const { id } = by.staff;
    const recorded = audit.append({ type: 'staff.account.changed', staff: id, account: id, what: 'unlocked' });
    if (!recorded.ok) return troubled(recorded.problem);
    unlockPasscodes(store);
    return done('目視確認の番号のロックを解除しました。');
  });
}
