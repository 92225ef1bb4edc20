// Draws the fixture people: chip photos, camera frames and the empty room. Two processes, a few minutes; the same
// pictures every time. Run after a build: node dist/scripts/render-people.js [person …]
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadPeople } from '../src/simulator/people.ts';
import { projectRoot } from '../src/system/paths.ts';
import { cast } from './heads/cast.ts';
import { drawIdentity } from './heads/identity.ts';
import { between, idPhoto, liveLook } from './heads/look.ts';
import { asCameraFrame, asChipPhoto } from './heads/picture.ts';
import { renderHead, renderRoom } from './heads/render.ts';

const frameSize = { width: 640, height: 480 } as const;
const chipSize = { width: 240, height: 320 } as const;
const frames = 6;

const root = projectRoot();
const people = loadPeople(root);

async function renderPerson(id: string): Promise<void> {
  const casting = cast[id];
  if (!casting) throw new Error(`nobody is cast as ${id}; see scripts/heads/cast.ts`);
  const who = drawIdentity(casting);
  const folder = join(root, 'fixtures', 'people', id);
  mkdirSync(folder, { recursive: true });
  if (people.find((person) => person.id === id)?.card.photo) {
    const photo = renderHead(who, idPhoto, { ...chipSize, headShare: 0.58 });
    writeFileSync(join(folder, 'chip.jp2'), await asChipPhoto(photo));
  }
  const [from, to] = [liveLook(casting.seed * 2), liveLook(casting.seed * 2 + 1)];
  for (let number = 1; number <= frames; number += 1) {
    const look = between(from, to, (number - 1) / (frames - 1));
    const picture = renderHead(who, look, { ...frameSize, headShare: 0.52 });
    writeFileSync(join(folder, `frame-${number}.jpg`), await asCameraFrame(picture, casting.seed * 100 + number));
  }
}

async function renderEmptyRoom(): Promise<void> {
  const folder = join(root, 'fixtures', 'scenes');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'empty-room.jpg'), await asCameraFrame(renderRoom(frameSize), 1));
}

/** One process a person, as many at a time as there are processors. */
async function renderAll(ids: readonly string[]): Promise<void> {
  const waiting = [...ids];
  let done = 0;
  const work = async (): Promise<void> => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      await inProcess(id);
      done += 1;
      process.stdout.write(`${done}/${ids.length} ${id}\n`);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
}

function inProcess(id: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [fileURLToPath(import.meta.url), '--one', id], { stdio: 'inherit' });
    child.once('error', reject);
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${id}: exit ${code}`))));
  });
}

const [first, ...rest] = process.argv.slice(2);
if (first === '--one') {
  await renderPerson(rest[0] ?? '');
} else {
  await renderEmptyRoom();
  await renderAll(first === undefined ? people.map(({ id }) => id) : [first, ...rest]);
}
