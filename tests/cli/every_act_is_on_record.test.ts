import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { expect, test } from 'vitest';
import { type RecordedCommand, recordedCommands } from '../../src/audit/recordedCommands.ts';
import type { AuditTrail } from '../../src/audit/trail.ts';
import { auditPaths, databaseFile } from '../../src/audit/trailStore.ts';
import { verifyTrail } from '../../src/audit/verify.ts';
import { runProgram } from '../../src/cli/exit.ts';
import { uketsuke } from '../../src/cli/program.ts';
import { outboxPaths } from '../../src/outbox/store.ts';
import { unwrap } from '../../src/problem/result.ts';
import { statisticsFolder } from '../../src/statistics/database.ts';
import { temporaryTrail } from '../support/audit/auditTrails.ts';
import { said, surroundsOf } from '../support/cli/commandLine.ts';
import { patientName, sampleReception, temporaryFolder, temporaryOutbox } from '../support/outbox/queue.ts';
import { openedStatistics } from '../support/statistics/statistics.ts';

/** A data folder that a kiosk runs on, with one reception that waits and one that is provisional. */
interface Running {
  readonly dataFolder: string;
  readonly trail: AuditTrail;
  readonly waiting: string;
  readonly provisional: string;
}

function running(): Running {
  const dataFolder = temporaryFolder();
  const trail = temporaryTrail(auditPaths(dataFolder));
  unwrap(trail.append({ type: 'kiosk.started', mode: 'trial', simulator: false }));
  unwrap(trail.anchor());
  openedStatistics({ folder: statisticsFolder(dataFolder) });
  const outbox = temporaryOutbox(outboxPaths(dataFolder));
  const [waiting, provisional] = [
    sampleReception(),
    { ...sampleReception(), status: 'provisional', eligibility: null } as const,
  ];
  unwrap(outbox.record(waiting));
  unwrap(outbox.record(provisional));
  // Posted, so that commands find them.
  unwrap(outbox.backlog());
  return { dataFolder, trail, waiting: waiting.id, provisional: provisional.id };
}

async function ran({ dataFolder }: Running, words: readonly string[]) {
  const heard = said();
  const surrounds = surroundsOf(heard);
  await runProgram(await uketsuke(surrounds), ['--data-dir', dataFolder, ...words], surrounds);
  return heard;
}

/**
 * The one needs a machine that was started from an image: `tests/update/install_command.test.ts`. The other puts another
 * trail in the place of this one, and is on record there: `tests/backup/moves.test.ts`.
 */
const elsewhere = ['update install', 'backup restore'] as const;
type TriedHere = Exclude<RecordedCommand, (typeof elsewhere)[number]>;
const triedHere = recordedCommands.filter((name): name is TriedHere => !elsewhere.some((each) => each === name));

type Words = (running: Running) => readonly string[];
const sealed = ({ dataFolder }: Running) => join(dataFolder, 'queue.sealed');
const lock = ['--passphrase', 'twelve letters or more'];

/** How each of them is used in earnest. */
const uses: Readonly<Record<TriedHere, Words>> = {
  'queue show --reveal': ({ waiting }) => ['queue', 'show', waiting, '--reveal'],
  'queue retry': ({ waiting }) => ['queue', 'retry', waiting],
  'queue park': ({ waiting }) => ['queue', 'park', waiting],
  'queue reconciled': ({ provisional }) => ['queue', 'reconciled', provisional],
  'queue export': (at) => ['queue', 'export', sealed(at), ...lock],
  'queue import': (at) => ['queue', 'import', sealed(at), ...lock],
  'queue rotate-key': () => ['queue', 'rotate-key'],
  'audit export': ({ dataFolder }) => ['audit', 'export', join(dataFolder, 'all.csv')],
  'audit anchors': ({ dataFolder }) => ['audit', 'anchors', join(dataFolder, 'anchors.jsonl')],
  'audit rotate-key': () => ['audit', 'rotate-key'],
  'statistics csv': () => ['statistics', 'csv'],
  'backup create': ({ dataFolder }) => [
    ...['backup', 'create', '--to', join(dataFolder, 'kiosk.backup')],
    ...['--recipient', 'age139skgpgdcxnzu2yfdwcq6wvmc3dhqaea3ws3wurvus8ggqcxd3esg7vv6w'],
  ],
};

/** Commands that neither change nor reveal anything of a clinic, and why. One that is nowhere here fails. */
const leaveNothing: Readonly<Record<string, string>> = {
  run: 'the kiosk itself: says when it starts and stops',
  'card show': 'nothing about the person',
  'card watch': 'nothing about the person',
  'card bench': 'a virtual card',
  'face compare': 'pictures that whoever asks has',
  'face pairs': 'pictures that whoever asks has',
  'face watch': 'how good the picture is, never who',
  'face calibrate': 'scores of people who agreed to it, without anybody; nothing of a patient or a clinic',
  'models status': 'files of the program',
  'models install': 'only what the manifest names by its sha256',
  'models export': 'files of the program',
  'models offer': 'files of the program',
  'queue list': 'ids and times',
  'queue stats': 'counts',
  'audit verify': 'whether anybody changed the trail',
  'audit show': 'accounts, visits and receptions by their ids',
  'audit key': 'a public key',
  'statistics report': 'counters without anybody in them',
  'report verify': 'what a technician measured; nothing about a patient',
  'support bundle': 'what is measured of the device, and counts; nothing about a person',
  'simulate-gateway': 'invented people',
  about: 'the program and its public keys',
  'backup key': 'a pair of keys, nobody’s yet',
  'backup verify': 'names and sizes of what is in a sealed file',
  doctor: 'what is measured of the device; nothing about a person',
  'config check': 'the configuration',
  'config schema': 'the program',
};

function leaves(command: Command, path: readonly string[] = []): readonly string[] {
  return command.commands.flatMap((each) => {
    const words = [...path, each.name()];
    return each.commands.length > 0 ? leaves(each, words) : [words.join(' ')];
  });
}

test('every command leaves a record, or says why it need not', async () => {
  const recorded = recordedCommands.map((name) => name.replace(/ --.*/, ''));
  const known = [...recorded, ...Object.keys(leaveNothing)].toSorted();
  expect(known).toEqual(leaves(await uketsuke(surroundsOf(said()))).toSorted());
});

test.each(triedHere)('%s is on record, beside the running kiosk', async (name) => {
  const at = running();
  if (name === 'queue import') await ran(at, uses['queue export'](at));
  const heard = await ran(at, uses[name](at));
  expect(heard).toMatchObject({ complaints: '', exitCode: 0 });
  const [record] = unwrap(at.trail.newest({ event: 'command.used' }, 1));
  const isAboutOne = /show|retry|park|reconciled/.test(name);
  expect(record?.fields).toEqual({
    command: name,
    user: 1000,
    ...(isAboutOne ? { reception: expect.stringMatching(/^[0-9a-f-]{36}$/) } : {}),
  });
  unwrap(at.trail.append({ type: 'kiosk.stopped', why: 'asked' }));
  unwrap(at.trail.anchor());
  expect(unwrap(verifyTrail(auditPaths(at.dataFolder), { now: Date.now() })).findings).toEqual([]);
});

test('what cannot be recorded is not done', async () => {
  const at = running();
  await ran(at, uses['queue export'](at));
  at.trail.close();
  writeFileSync(databaseFile(auditPaths(at.dataFolder)), 'no trail any more');
  const before = readFileSync(outboxPaths(at.dataFolder).keyFile);
  for (const name of triedHere) {
    const heard = await ran(at, uses[name](at));
    expect([name, heard.exitCode, heard.complaints]).toEqual([name, 1, expect.stringContaining('U-50')]);
    expect(heard.out).not.toContain(patientName);
  }
  expect(readFileSync(outboxPaths(at.dataFolder).keyFile).equals(before)).toBe(true);
  expect(existsSync(join(at.dataFolder, 'all.csv'))).toBe(false);
});

test('where no kiosk has ever been it is done, and said to be on record nowhere', async () => {
  const dataFolder = temporaryFolder();
  temporaryOutbox(outboxPaths(dataFolder));
  const heard = said();
  const surrounds = surroundsOf(heard);
  await runProgram(await uketsuke(surrounds), ['--data-dir', dataFolder, 'queue', 'retry', '--all-parked'], surrounds);
  expect(heard).toMatchObject({ exitCode: 0, complaints: expect.stringContaining('on record nowhere') });
});
