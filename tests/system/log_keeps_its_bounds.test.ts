import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type FileBounds, fileBounds } from '../../src/system/boundedFile.ts';
import { openLog } from '../../src/system/log.ts';
import { sameLineBounds } from '../../src/system/sameLines.ts';
import { temporaryFolder } from '../support/outbox/queue.ts';
import { fillUp, mayMount, smallDisk } from '../support/system/smallDisk.ts';

/** Tried again at once, so that no test waits. */
const impatient: FileBounds = { ...fileBounds, pauseMs: 0 };

function opened(bounds: FileBounds = impatient, data = temporaryFolder()) {
  const kiosk = openLog(data, 'K1', bounds);
  onTestFinished(() => kiosk.close());
  const file = join(data, 'log', 'kiosk.log');
  return { ...kiosk, data, file, lines: () => linesOf(file) };
}

function linesOf(file: string): readonly { readonly msg: string; readonly dropped?: number; readonly more?: number }[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

test('what is written grows to a bound, a few files are kept, and each line is whole', () => {
  const { log, data } = opened({ ...impatient, maxBytes: 2_000, kept: 2 });
  for (let at = 0; at < 200; at += 1) log.info({ at }, 'a line');
  const folder = join(data, 'log');
  expect(readdirSync(folder).sort()).toEqual(['kiosk.log', 'kiosk.log.1', 'kiosk.log.2']);
  for (const name of readdirSync(folder)) {
    expect(statSync(join(folder, name)).size).toBeLessThanOrEqual(2_000);
    expect(linesOf(join(folder, name)).length).toBeGreaterThan(5);
    expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
  }
});

test('what says the same again and again is written a few times, and then summed up', () => {
  const { log, lines, close } = opened();
  for (let at = 0; at < 5_000; at += 1) log.warn({ why: at % 2 === 0 ? 'one' : 'other' }, 'refused');
  log.info('something else');
  expect(lines()).toHaveLength(2 * sameLineBounds.most + 1);
  close();
  expect(lines().slice(-2)).toMatchObject([
    { level: 40, why: 'one', more: 2_480, msg: '2480 more of the same in 10 s: refused' },
    { level: 40, why: 'other', more: 2_480 },
  ]);
});

test('however different they are, lines beyond so many in so long are dropped and counted', async () => {
  const { log, lines } = opened({ ...impatient, lines: { burst: 10, perSecond: 10 } });
  for (let at = 0; at < 100; at += 1) log.info({ at }, 'a line');
  expect(lines().length).toBeLessThan(15);
  await expect
    .poll(() => {
      log.info('later');
      return lines().at(-1)?.msg;
    })
    .toBe('later');
  expect(lines().some(({ dropped = 0 }) => dropped > 80)).toBe(true);
});

test('a file that somebody moved or deleted is opened anew', () => {
  const { log, file, lines } = opened();
  log.info('one');
  renameSync(file, `${file}-20260401`);
  log.info('two');
  expect(lines().map(({ msg }) => msg)).toEqual(['two']);
  rmSync(join(file, '..'), { recursive: true });
  log.info('three');
  expect(lines().map(({ msg }) => msg)).toEqual(['three']);
});

test.each(['SIGHUP', 'SIGUSR1', 'SIGUSR2'] as const)('at %s it is looked for at once', async (signal) => {
  const { log, file, lines } = opened(fileBounds);
  log.info('one');
  renameSync(file, `${file}.gone`);
  log.info('into the old one');
  expect(existsSync(file)).toBe(false);
  process.kill(process.pid, signal);
  await expect
    .poll(() => {
      log.info('two');
      return existsSync(file);
    })
    .toBe(true);
  expect(lines()[0]?.msg).toBe('two');
});

test('a file that somebody copied and emptied goes on from its beginning, and is put aside by what is in it now', () => {
  const { log, data, file, lines } = opened({ ...impatient, maxBytes: 2_000, kept: 2 });
  for (let at = 0; at < 15; at += 1) log.info({ at }, 'before');
  copyFileSync(file, `${file}-20260401`);
  truncateSync(file);
  for (let at = 0; at < 15; at += 1) log.info({ at }, 'after');
  expect(readdirSync(join(data, 'log')).sort()).toEqual(['kiosk.log', 'kiosk.log-20260401']);
  expect(lines().map(({ msg }) => msg)).toEqual(Array.from({ length: 15 }, () => 'after'));
});

test('a file under the name of one of ours, put there by others, is moved on like ours', () => {
  const { log, data, file } = opened({ ...impatient, maxBytes: 2_000, kept: 2 });
  log.info('one');
  renameSync(file, `${file}.1`);
  for (let at = 0; at < 200; at += 1) log.info({ at }, 'a line');
  expect(readdirSync(join(data, 'log')).sort()).toEqual(['kiosk.log', 'kiosk.log.1', 'kiosk.log.2']);
});

test('a folder where the file should be costs lines, and says so, and nothing else', () => {
  const data = temporaryFolder();
  mkdirSync(join(data, 'log', 'kiosk.log'), { recursive: true });
  const { log, file, lines, trouble, onTrouble } = opened(impatient, data);
  const heard: unknown[] = [];
  onTrouble(() => heard.push(trouble()?.code));
  for (let at = 0; at < 3; at += 1) log.info('lost');
  expect(trouble()?.code).toBe('U-603');
  rmSync(file, { recursive: true });
  log.info('back');
  expect(lines().map(({ msg, dropped }) => dropped ?? msg)).toEqual([3, 'back']);
  expect(heard).toEqual(['U-603', undefined]);
});

test('a disk that is slow is left alone for a while', async () => {
  const { log, lines } = opened({ ...fileBounds, patienceMs: -1, pauseMs: 30 });
  log.info('slow');
  log.info('not asked');
  await expect
    .poll(() => {
      log.info('asked again');
      return lines().length;
    })
    .toBeGreaterThan(1);
  expect(lines()[1]?.msg).toMatch(/^dropped \d+ lines$/);
});

test.runIf(mayMount)('a full disk costs lines, which are counted when there is room again', () => {
  const data = temporaryFolder();
  smallDisk(data, 64);
  const { log, lines, trouble } = opened(impatient, data);
  log.info('before');
  const ballast = fillUp(data);
  let at = 0;
  // The last page of the log itself may still take some.
  while (!trouble() && at < 1_000) log.info({ at: at++, long: 'x'.repeat(200) }, 'while it fills');
  expect(trouble()?.code).toBe('U-603');
  for (let more = 0; more < 10; more += 1) log.info('lost');
  rmSync(ballast);
  log.info('after');
  const told = lines();
  expect(told.at(-1)?.msg).toBe('after');
  expect(told.at(-2)?.dropped).toBe(11);
  expect(trouble()).toBeUndefined();
});
