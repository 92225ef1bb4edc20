// A stranger on the clinic's network, in a process of their own: what they need of this machine's processor would be
// another machine's, so it is theirs only when nobody else wants it. Its one argument is JSON; the last line says how
// it went.
import { setPriority } from 'node:os';
import { z } from 'zod';
import { floodAttacks } from '../attack/attacks/floods.ts';
import { openPage } from '../attack/page.ts';
import { run } from '../attack/verdict.ts';

/** What the stranger is told. */
export const ordersSchema = z.strictObject({
  task: z.enum(['floods', 'passwords']),
  target: z.strictObject({ screen: z.string(), desk: z.string(), ops: z.string() }),
  /** How many passwords are tried. */
  passwords: z.int().default(240),
});
export type Orders = z.input<typeof ordersSchema>;

const { task, target, passwords } = ordersSchema.parse(JSON.parse(process.argv[2] ?? ''));
setPriority(19);
process.stdout.write(`${task === 'floods' ? await flood() : await guess(passwords)}\n`);

/** Every flood that `npm run attack` knows, once. */
async function flood(): Promise<string> {
  const said: string[] = [];
  for (const attack of floodAttacks) {
    const { id, through } = await run(attack, target);
    said.push(`${id} ${through.length === 0 ? 'held' : through.join('; ')}`);
  }
  return said.join(', ');
}

/** Wrong passwords of an account that does not exist, four at a time. */
async function guess(times: number): Promise<string> {
  const answers = new Map<number, number>();
  let left = times;
  const guesser = async (): Promise<void> => {
    const page = await openPage(target.desk);
    while (left > 0) {
      left -= 1;
      const { status } = await page.post(
        '/api/sign-in',
        JSON.stringify({ name: 'nobody', password: `wrong-${left}-wrong` }),
      );
      answers.set(status, (answers.get(status) ?? 0) + 1);
    }
  };
  await Promise.all([1, 2, 3, 4].map(guesser));
  return [...answers].map(([status, count]) => `${count} × ${status}`).join(', ');
}
