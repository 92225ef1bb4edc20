import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { KioskPlace, type KioskProcess } from '../../scripts/kiosk/kioskProcess.ts';
import type { Patient } from '../../scripts/kiosk/patient.ts';
import { personCalled } from '../../scripts/kiosk/visits.ts';
import { runProgram } from '../../src/cli/exit.ts';
import { uketsuke } from '../../src/cli/program.ts';
import type { Report } from '../../src/diagnostics/report.ts';
import type { ProblemCode } from '../../src/problem/catalogue.ts';
import { type FaultKind, type FaultTarget, faultKinds, strikesOnceAt } from '../../src/simulator/faults.ts';
import { said, surroundsOf } from '../support/cli/commandLine.ts';

const place = new KioskPlace();
const configFile = join(place.folder, 'kiosk.config.json');
const someone = 'yamada-hanako';
let kiosk: KioskProcess;
let patient: Patient;
beforeAll(async () => {
  writeFileSync(configFile, '{}');
  const settings = ['simulator.cardCamera=true', 'eligibility.timeoutSeconds=4'];
  kiosk = await place.start(...settings.flatMap((each) => ['--set', each]));
  patient = await kiosk.patient();
}, 240_000);
afterAll(() => place.clear());
afterEach(async () => {
  await kiosk.simulator.removeCard();
  await kiosk.simulator.clearFaults();
});

/** What `doctor --json` prints beside the running kiosk, and its exit code. */
async function doctor(only?: string): Promise<Report & { readonly exitCode: number }> {
  const heard = said();
  const surrounds = surroundsOf(heard);
  const which = only === undefined ? [] : ['--only', only];
  const words = ['--config', configFile, '--data-dir', place.dataFolder, 'doctor', '--json', ...which];
  await runProgram(await uketsuke(surrounds, words), words, surrounds);
  return { ...(JSON.parse(heard.out) as Report), exitCode: heard.exitCode };
}

/** How each is met: at once, once a card was read badly, or at the end of a whole visit. */
type Met = 'at once' | 'with a card' | 'with five cards' | 'after a visit';
type Expected = readonly [met: Met, id: string, number: ProblemCode];

const ahead = ['at once', 'clock.differs', 'U-604'] as const;
const unread = ['with a card', 'visits.last-unread', 'U-101'] as const;
/** Whoever lifts a card changed their mind; so many in a row did not. */
const lifted = ['with five cards', 'visits.many-lifted', 'U-103'] as const;

/** Every way in which the simulated world can misbehave: a kind that is added there does not compile here. */
const expected: { readonly [Target in FaultTarget]: Readonly<Record<FaultKind<Target>, Expected>> } = {
  card: {
    pull: lifted,
    mute: unread,
    garbage: unread,
    'pull-at': lifted,
    // Three in a row are not chance: by then it is the reader that is suspected.
    'mute-at': ['with a card', 'visits.many-unread', 'U-101'],
    'garbage-at': ['with a card', 'visits.many-unread', 'U-101'],
    // A card of another kind was read well enough to say so.
    another: unread,
  },
  reader: { lost: ['at once', 'reader.none', 'U-104'] },
  cardCamera: {
    dead: ['at once', 'card-camera.none', 'U-215'],
    glare: ['at once', 'card-camera.glare', 'U-215'],
  },
  camera: {
    dead: ['at once', 'camera.none', 'U-211'],
    black: ['at once', 'camera.black', 'U-211'],
    frozen: ['at once', 'camera.frozen', 'U-211'],
  },
  gateway: {
    down: ['at once', 'gateway.silent', 'U-402'],
    late: ['at once', 'gateway.slow', 'U-402'],
    slow: ['at once', 'gateway.silent', 'U-402'],
    error: ['at once', 'gateway.wrong', 'U-403'],
    garbage: ['at once', 'gateway.wrong', 'U-403'],
    'in-progress': ['after a visit', 'answers.in-progress', 'U-404'],
    half: ['after a visit', 'answers.wrong', 'U-403'],
    'pmh-down': ['after a visit', 'answers.none', 'U-402'],
  },
  clinic: {
    down: ['after a visit', 'deliveries.away', 'U-502'],
    slow: ['after a visit', 'deliveries.away', 'U-502'],
    error: ['after a visit', 'deliveries.away', 'U-502'],
    refuse: ['after a visit', 'deliveries.refused', 'U-503'],
    'lose-answer': ['after a visit', 'deliveries.away', 'U-502'],
  },
  disk: { full: ['after a visit', 'visits.unrecorded', 'U-501'] },
  clock: {
    ahead,
    behind: ahead,
    'hour-ahead': ahead,
    'hour-behind': ahead,
    'fortnight-ahead': ahead,
    'three-years-behind': ['at once', 'clock.behind-build', 'U-604'],
    'year-2036': ahead,
  },
};

/** @param strike makes the fault anew: of some kinds it strikes once */
const meeting: Readonly<Record<Met, (strike: () => Promise<unknown>) => Promise<void>>> = {
  'at once': async () => undefined,
  'with a card': visitThatFails,
  async 'with five cards'(strike) {
    for (let count = 0; count < 5; count += 1) {
      if (count > 0) await strike();
      await visitThatFails();
      await kiosk.simulator.removeCard();
    }
  },
  async 'after a visit'() {
    await kiosk.simulator.insertCard(someone);
    await patient.presses('method', 'method.pin');
    await patient.typesPin(personCalled(someone).card.pin);
    await patient.presses('consent', 'consent.all');
  },
};
const waiting = { timeout: 60_000, interval: 200 } as const;

async function visitThatFails(): Promise<void> {
  const before = await visitsSeen();
  await kiosk.simulator.insertCard(someone);
  await vi.waitFor(async () => expect(await visitsSeen()).toBeGreaterThan(before), waiting);
}

async function visitsSeen(): Promise<number> {
  const { checks } = await doctor('visits');
  return Number(checks[0]?.values.visits);
}

const rows = Object.entries(expected).flatMap(([target, kinds]) =>
  Object.entries(kinds).map(([kind, how]) => [target, kind, ...how] as const),
);

test('a healthy kiosk has no findings, and was asked itself', async () => {
  const report = await doctor();
  expect(report.findings).toEqual([]);
  const ids = report.checks.map(({ id }) => id);
  expect(ids).toEqual(
    expect.arrayContaining(['service', 'reader', 'camera', 'card-camera', 'gateway', 'queue', 'audit']),
  );
  expect(new Set(ids).size).toBe(ids.length);
  expect(report.checks.find(({ id }) => id === 'reader')?.values).toMatchObject({ name: 'Virtual reader (direct)' });
});

describe('each fault of the simulated world', () => {
  test.each(rows)('%s %s, %s: %s, %s', async (target, kind, met, id, number) => {
    const strike = () => kiosk.simulator.fault(target, kind, strikesOnceAt(kind) ? 3 : 'until-cleared');
    await strike();
    if (kind === 'glare') {
      // Light is mirrored in a card only, and one that is there already lies as it lies: the tray was seen empty first.
      await doctor('card-camera');
      await kiosk.simulator.insertCard(someone);
    }
    await meeting[met](strike);
    const next = await vi.waitFor(async () => {
      const { findings, ok, exitCode } = await doctor(id.slice(0, id.indexOf('.')));
      const finding = findings.find((each) => each.id === id);
      expect(finding, JSON.stringify(findings)).toMatchObject({ number });
      expect({ ok, exitCode }).toEqual({ ok: false, exitCode: 1 });
      return finding?.next;
    }, waiting);
    expect(next).toMatch(/ください|確定します|送られます/);
    lines.set(`${target} ${kind}`, `| ${target} | ${kind} | \`${id}\` | ${number} | ${next} |`);
  });

  const lines = new Map<string, string>();

  test('is a row of a table, made here', async () => {
    const all = Object.entries(faultKinds).flatMap(([target, kinds]) => kinds.map((kind) => `${target} ${kind}`));
    if (lines.size < all.length) return;
    const page = [
      '# シミュレーターの異常と、doctor が見つけるもの',
      '動いている受付機のシミュレーターで異常を一つずつ起こし、`uketsuke doctor --json` に見つけさせた一覧です。`tests/long/simulator_faults_are_found.test.ts` が作ります（`-u` で作り直し）。異常のない受付機では、見つかるものは0件です。',
      [
        '| 対象 | 異常 | 見つかるもの | 番号 | 次にすること |',
        '| --- | --- | --- | --- | --- |',
        ...all.map((each) => lines.get(each)),
      ].join('\n'),
    ].join('\n\n');
    await expect(`${page}\n`).toMatchFileSnapshot('../../docs/measured/simulator-faults.md');
  });
});
