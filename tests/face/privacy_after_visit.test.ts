import { type ChildProcess, fork } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { decodePicture } from '../../src/face/decodePicture.ts';
import type { FaceNetworks, PictureKind } from '../../src/face/networks/faceNetworks.ts';
import { openFaceNetworks } from '../../src/face/networks/openFaceNetworks.ts';
import { unwrap } from '../../src/problem/result.ts';
import { asJpeg, frameSize, loadFrame, type RawPicture } from '../../src/simulator/camera/rawPicture.ts';
import { expose } from '../../src/simulator/camera/sensor.ts';
import { projectRoot } from '../../src/system/paths.ts';
import { chipPhotoOf, frameOf, framesEach } from '../support/face/faces.ts';
import { foundInMemory } from '../support/face/processMemory.ts';

/**
 * A visit by face in a process of its own. What is searched for, before and after: pieces of the photo and of each
 * camera picture, as files, as pixels and as the numbers that the networks make of them.
 */
const person = 'yamada-hanako';
const outside = mkdtempSync(join(tmpdir(), 'uketsuke-shown-'));
const inside = mkdtempSync(join(tmpdir(), 'uketsuke-visit-'));
const patterns = new Map<string, Buffer>();
/** The same as a string or a number would show it in a heap snapshot. */
const words: string[] = [];
const found = new Map<string, readonly string[]>();
let outcome: unknown;
let visit: ChildProcess;

beforeAll(async () => {
  const networks = unwrap(await openFaceNetworks({ profile: 'embedded' }));
  const photo = chipPhotoOf(person);
  await lookFor('photo', photo, 'photo', networks);
  const shown = [join(outside, 'chip.jp2')];
  writeFileSync(shown[0] ?? '', photo);
  for (let number = 1; number <= framesEach; number += 1) {
    // New noise, so that these very pictures exist nowhere else on this machine.
    const jpeg = await asJpeg(expose(await nearer(frameOf(person, number), 1 + 0.04 * (number % 2))));
    await lookFor(`frame ${number}`, jpeg, 'live', networks);
    const file = join(outside, `${number}.jpg`);
    writeFileSync(file, jpeg);
    shown.push(file);
  }
  await networks.close();

  mkdirSync(join(inside, 'tmp'));
  const script = join(projectRoot(), 'tests', 'support', 'face', 'faceVisit.js');
  visit = fork(script, [join(projectRoot(), 'dist'), ...shown], {
    cwd: inside,
    // As scripts/uketsuke starts the kiosk: freed memory is overwritten at once, and lies in few pools.
    env: { ...process.env, TMPDIR: join(inside, 'tmp'), MALLOC_PERTURB_: '85', MALLOC_ARENA_MAX: '2' },
    execArgv: [],
  });
  await new Promise<void>((resolve, reject) => {
    visit.once('error', reject);
    visit.once('exit', (code) => reject(new Error(`the visit ended with ${code}`)));
    visit.on('message', (message: { readonly stage: string; readonly kind?: string }) => {
      outcome ??= message.kind;
      found.set(message.stage, foundInMemory(visit.pid ?? 0, patterns));
      if (message.stage === 'snapshot') resolve();
      else visit.send('go on');
    });
  });
}, 120_000);

afterAll(() => {
  visit.removeAllListeners();
  visit.kill('SIGKILL');
  for (const folder of [outside, inside]) rmSync(folder, { recursive: true, force: true });
});

/** The same head a little larger: who lives does not stand still. */
async function nearer(frame: Uint8Array, times: number): Promise<RawPicture> {
  const { width, height } = frameSize;
  const enlarged = await sharp(frame)
    .resize(Math.round(width * times), Math.round(height * times))
    .toBuffer();
  return loadFrame(await sharp(enlarged).extract({ left: 0, top: 0, width, height }).toBuffer());
}

async function lookFor(name: string, file: Uint8Array, kind: PictureKind, networks: FaceNetworks): Promise<void> {
  const middle = file.length >> 1;
  const piece = Buffer.from(file.subarray(middle, middle + 24));
  patterns.set(`${name}, file`, piece);
  const image = unwrap(await decodePicture(Uint8Array.from(file)));
  const [face] = await networks.find(image, kind);
  if (!face) throw new Error(`no face in ${name}`);
  const { x, y, width, height } = face.box;
  const centre = 3 * (Math.round(y + height / 2) * image.width + Math.round(x + width / 2));
  patterns.set(`${name}, pixels`, Buffer.from(image.data.slice(centre, centre + 24)));
  const embedding = await networks.embed(image, face);
  patterns.set(`${name}, embedding`, Buffer.from(embedding.slice(40, 46).buffer));
  words.push(piece.toString('base64').slice(0, 30), piece.toString('hex'), piece.toJSON().data.slice(0, 12).join(','));
  words.push(...[...embedding.slice(40, 46)].map(String));
}

test('the search finds what is there, and the visit was one', () => {
  expect(found.get('holding a photo and a frame')).toEqual(['frame 1, file', 'photo, file']);
  expect(found.get('recognised')).toContain('photo, embedding');
  expect(outcome).toBe('match');
});

test('after the visit nothing of it is left in memory, that of the worker and the libraries included', () => {
  expect(found.get('visit over')).toEqual([]);
});

test('nor in a heap snapshot, in whatever form', () => {
  const snapshot = readFileSync(join(inside, 'main.heapsnapshot'), 'utf8');
  expect(snapshot).toContain('CameraFaceMatcher');
  expect(words.filter((each) => snapshot.includes(each))).toEqual([]);
});

test('nor in a file: not one was written, none is open, deleted or not', () => {
  const written = readdirSync(inside, { recursive: true, encoding: 'utf8' });
  expect(written.toSorted()).toEqual(['main.heapsnapshot', 'tmp']);
  const fds = join('/proc', String(visit.pid), 'fd');
  const open = readdirSync(fds).map((fd) => readlinkSync(join(fds, fd)));
  expect(open.filter((target) => target.startsWith(outside) || target.includes('(deleted)'))).toEqual([]);
});
