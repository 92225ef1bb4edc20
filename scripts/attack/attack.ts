// npm run attack: what somebody on this machine or in the clinic's network would try at a kiosk's edges, bounded, with a
// verdict. Against one's own kiosk only.
import { Command } from 'commander';
import { attacks } from './attacks/attacks.ts';
import { startOwnKiosk } from './ownKiosk.ts';
import type { Target } from './target.ts';
import { type Held, heldLine, run } from './verdict.ts';

interface Options {
  readonly screen?: string;
  readonly desk?: string;
  readonly ops?: string;
  readonly simulator?: string;
  readonly json?: true;
}

const program = new Command('attack')
  .description(
    'tries at a kiosk what somebody without a right to it would: without addresses at one it starts itself, with them at yours',
  )
  .option('--screen <url>', 'the patient screen, as the kiosk printed it: only from the kiosk itself')
  .option('--desk <url>', 'the staff desk, from any machine of the clinic')
  .option('--ops <url>', 'health and metrics: only from the kiosk itself')
  .option('--simulator <url>', 'the simulator, where one runs')
  .option('--json', 'the last line as JSON')
  .addHelpText(
    'after',
    `
It sends some thousand requests within a minute or two and stops by itself. Nobody's password is tried and no account is
locked; while it runs the desk may answer slowly to the machine it runs on.

Exit codes: 0 everything held, 1 something did not, 2 wrong usage.

Examples:
  npm run attack
  npm run attack -- --desk https://192.0.2.10:8443/ --json
`,
  );
const options = program.parse().opts<Options>();
const given = [options.screen, options.desk, options.ops, options.simulator].some((url) => url !== undefined);

const own = given ? undefined : await startOwnKiosk();
const target: Target = own?.target ?? options;
try {
  const held: Held[] = [];
  for (const attack of attacks) {
    if (!attack.needs.every((part) => target[part] !== undefined)) continue;
    const outcome = await run(attack, target);
    held.push(outcome);
    process.stdout.write(`${heldLine(outcome)}\n`);
  }
  const broken = held.filter(({ ok }) => !ok).length;
  if (options.json) process.stdout.write(`${JSON.stringify({ ok: broken === 0, attacks: held })}\n`);
  else process.stdout.write(`${held.length - broken} held, ${broken} did not\n`);
  process.exitCode = broken === 0 && held.length > 0 ? 0 : 1;
} finally {
  await own?.close();
}
