import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { exitCodes, runProgram } from '../../src/cli/exit.ts';
import { uketsuke } from '../../src/cli/program.ts';
import { outboxPaths } from '../../src/outbox/store.ts';
import { unwrap } from '../../src/problem/result.ts';
import { statisticsFolder } from '../../src/statistics/database.ts';
import { said, surroundsOf } from '../support/cli/commandLine.ts';
import { sampleReception, temporaryFolder, temporaryOutbox } from '../support/outbox/queue.ts';
import { aVisit, openedStatistics } from '../support/statistics/statistics.ts';

async function ran(...words: readonly string[]) {
  const heard = said();
  const surrounds = surroundsOf(heard);
  await runProgram(await uketsuke(surrounds), words, surrounds);
  return heard;
}

/** A configuration file of its own, with what `given` says in it. */
function configFile(given: object, folder = temporaryFolder()): string {
  const file = join(folder, 'clinic.json');
  writeFileSync(file, JSON.stringify(given));
  return file;
}

describe('--config', () => {
  test('is the file that `config check` looks at, wherever it stands on the line', async () => {
    const wrong = configFile({ kiosk: { mode: 'holiday' } });
    for (const words of [
      ['--config', wrong, 'config', 'check', '--json'],
      ['config', 'check', '--json', '--config', wrong],
    ]) {
      const { out, exitCode } = await ran(...words);
      expect(JSON.parse(out)).toMatchObject({ file: wrong, ok: false, faults: [expect.anything()] });
      expect(exitCode).toBe(exitCodes.failed);
    }
    expect(await ran('config', 'check')).toMatchObject({
      exitCode: exitCodes.good,
      out: expect.stringMatching(/: good\n$/),
    });
  });

  test('gives way to the file that is named to be checked', async () => {
    const [right, wrong] = [configFile({}), configFile({ nothing: true })];
    expect(await ran('--config', wrong, 'config', 'check', right)).toMatchObject({ out: `${right}: good\n` });
  });

  test('names the networks that the face commands use', async () => {
    const file = configFile({ face: { modelsFolder: 'weights' } });
    const { out, exitCode } = await ran('--config', file, 'models', 'status', '--json');
    expect(JSON.parse(out)).toMatchObject({ modelsFolder: join(file, '..', 'weights') });
    // It is named, so its files are missed.
    expect(exitCode).toBe(exitCodes.failed);
  });

  test.each([
    ['queue list'],
    ['audit verify'],
    ['statistics report'],
    ['statistics csv'],
    ['models status'],
    ['face watch'],
    ['card show'],
    ['run'],
  ])('that is wrong ends %s, with the line', async (command) => {
    const wrong = configFile({ kiosk: { mode: 'holiday' } });
    const { out, complaints, exitCode } = await ran('--config', wrong, ...command.split(' '));
    expect(complaints).toContain('kiosk.mode');
    expect({ out, exitCode }).toEqual({ out: '', exitCode: exitCodes.failed });
  });
});

describe('--data-dir', () => {
  test.each([
    ['named', (folder: string) => ['--data-dir', folder]],
    [
      'as configured, relative to the file',
      (folder: string) => ['--config', configFile({ kiosk: { dataFolder: 'data' } }, join(folder, '..'))],
    ],
  ])('%s is where queue and statistics are looked for', async (_how, flags) => {
    const dataFolder = join(temporaryFolder(), 'data');
    mkdirSync(dataFolder);
    const outbox = temporaryOutbox(outboxPaths(dataFolder));
    const reception = sampleReception();
    unwrap(outbox.record(reception));
    unwrap(openedStatistics({ folder: statisticsFolder(dataFolder) }).statistics.add(aVisit()));
    expect((await ran(...flags(dataFolder), 'queue', 'list')).out).toContain(reception.id);
    const report = await ran(
      ...flags(dataFolder),
      'statistics',
      'report',
      '--from',
      '2026-04-01',
      '--to',
      '2026-04-30',
    );
    expect(report).toMatchObject({ exitCode: exitCodes.good, out: expect.stringContaining('visits      1:') });
  });
});
