import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { projectRoot } from '../../src/system/paths.ts';
import { BlindPatient } from '../kiosk/blindPatient.ts';
import { earsAndPad } from '../kiosk/earsAndPad.ts';
import { KioskPlace } from '../kiosk/kioskProcess.ts';
import { passSlower } from '../kiosk/slowTime.ts';

const options = new Command('heard-visit')
  .description('plays a visit by ear and writes it down')
  .option('--slower <times>', 'time passes so many times slower: on a machine that others keep busy', '1')
  .parse()
  .opts<{ slower: string }>();
if (Number(options.slower) > 1) passSlower(Number(options.slower));

/** Long enough for a visit at the pace of speech. */
const patienceMs = 300_000;
const person = 'yamada-hanako';

const page = join(projectRoot(), 'docs', 'measured', 'heard-visit.md');

/** One whole visit of a patient who sees nothing, against the built kiosk: what was played, and what they did. */
async function heardVisit(): Promise<readonly string[]> {
  const place = new KioskPlace();
  const kiosk = await place.start('--set', 'clinic.name=ひいらぎ内科クリニック', '--set', 'face.profile=auto');
  const { simulator } = kiosk;
  const did: { readonly at: string; readonly what: string }[] = [];
  const note = (what: string): void => void did.push({ at: new Date().toISOString(), what });
  try {
    const patient = new BlindPatient(await earsAndPad({ simulator, person, note }), {
      wants: [/^顔認証/, /^もう一度/, /^同意しない/, /次に進む/],
      // Beside the picture and far off: nobody is known from there.
      head: { x: 0.7, y: 0, size: 0.12, turn: 'straight' },
      firstKey: 'NumpadMultiply',
    });
    await patient.visit(patienceMs);
    const heard = (await simulator.speech()).map(({ at, text }) => ({ at, what: `「${text}」` }));
    const all = [...heard, ...did].sort((a, b) => a.at.localeCompare(b.at));
    const [first] = all;
    const began = Date.parse(first?.at ?? '');
    return all.map(({ at, what }) => `| ${((Date.parse(at) - began) / 1_000).toFixed(1)} | ${what} |`);
  } finally {
    await kiosk.kill('SIGTERM');
    await place.clear();
  }
}

const lines = await heardVisit();
writeFileSync(
  page,
  [
    '# A visit by ear',
    '',
    'Made by `npm run docs:heard`: a program that hears only what was really played (`GET /api/speech`), presses only keys of a number pad and moves its head only as it is told (it begins too far off to be recognised, and at the edge; whoever is recognised where they stand is led no farther) at a kiosk with the simulator; with `--slower` on a machine that is busy with other work, time passes slower for both. The head turns as it is told, too. It checks in by face and refuses everything. A sentence ending in … was cut off because something else had to be said. Seconds; where the head is: left to right, top to bottom (0 is the middle), size, which way it looks.',
    '',
    '| s | what |',
    '|---:|---|',
    ...lines,
    '',
  ].join('\n'),
);
process.stdout.write(`${page}\n`);
