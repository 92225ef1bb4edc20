import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { becomesAdministrator, deskIsOpen, signsIn } from '../../device/prove/desk/administrator.ts';
import { endOf, UpdateAtDesk } from '../../device/prove/desk/updating.ts';
import type { DeskUpdates } from '../../src/desk/ports.ts';
import { failed, ok } from '../../src/problem/result.ts';
import type { UpdateStanding } from '../../src/update/updates.ts';
import { testDesk } from '../support/desk/desk.ts';
import { temporaryFolder } from '../support/outbox/queue.ts';

const stick = '/run/media/KOUSHIN/uketsuke-2.raucb';

/** A device with a stick in it, as far as the desk sees it. */
function device(): DeskUpdates & { readonly asked: object[]; stands: UpdateStanding } {
  const seen = {
    asked: [] as object[],
    stands: { kind: 'none' } as UpdateStanding,
    isOurs: true,
    standing: () => seen.stands,
    onSticks: () => [stick],
    onChange: () => () => undefined,
    keep: async () => failed('U-728'),
    begin(wish: object) {
      seen.asked.push(wish);
      seen.stands = { kind: 'verifying' };
      return ok(undefined);
    },
    callOff: () => failed('U-730'),
  };
  return seen;
}

test('an administrator is made from outside, signs in again with the phone, and updates from a stick', async () => {
  const firstCodeFile = join(temporaryFolder(), 'first.code');
  writeFileSync(firstCodeFile, 'AAAA-BBBB-CCCC\n', { mode: 0o600 });
  const updates = device();
  // The phone's clock is the world's, and so is this desk's.
  const desk = await testDesk({ firstCodeFile, updates, clock: { now: () => Date.now(), advance: () => undefined } });
  const port = Number(new URL(desk.url).port);
  await deskIsOpen(port, 10_000);
  await expect(
    becomesAdministrator(port, { code: 'AAAA-BBBB-DDDD', name: '院長', password: 'a long password' }),
  ).rejects.toThrow(/401/);
  const who = await becomesAdministrator(port, { code: 'AAAA-BBBB-CCCC', name: '院長', password: 'a long password' });
  expect(who.phone).toMatch(/^otpauth:\/\/totp\//);

  const update = new UpdateAtDesk(port, who);
  await expect(update.beginFromStick('another.raucb', 1_000)).rejects.toThrow(/not seen/);
  await update.beginFromStick('uketsuke-2.raucb', 10_000, { allowOlder: true });
  expect(updates.asked).toEqual([{ from: stick, allowOlder: true }]);
  const seen: string[] = [];
  const next: Readonly<Record<string, UpdateStanding>> = {
    verifying: { kind: 'installing', version: '2.0.0', percent: 40 },
    installing: { kind: 'installed', version: '2.0.0' },
  };
  const ended = await update.ends(30_000, ({ kind }) => {
    seen.push(kind);
    updates.stands = next[kind] ?? updates.stands;
    return false;
  });
  expect([endOf(ended), ...seen]).toEqual(['2.0.0', 'verifying', 'installing', 'installed']);
  updates.stands = { kind: 'failed', problem: { code: 'U-720' } };
  expect(endOf(await update.ends(30_000))).toBe('U-720');
  // Enough was seen: who watches ends the waiting, as a power cut does.
  updates.stands = { kind: 'installing', version: '2.0.0', percent: 7 };
  expect(endOf(await update.ends(30_000, ({ kind }) => kind === 'installing'))).toBe('installing');
  update.close();
  await expect(signsIn(port, { ...who, password: 'another password' })).rejects.toThrow(/401/);
}, 120_000);
