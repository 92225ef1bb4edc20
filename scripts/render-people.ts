/**
 * Draws the fixture people: chip photos, camera frames, turned heads, and the empty room. The same pictures every time.
 * Run after a build: node dist/scripts/render-people.js            what is missing
 *                    node dist/scripts/render-people.js --all      everything anew
 *                    node dist/scripts/render-people.js --person yamada-hanako [--person …]
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { projectRoot } from '../src/system/paths.ts';
import { picturesOf } from './heads/album.ts';
import { cast } from './heads/cast.ts';
import { drawEarlier, drawIdentity } from './heads/identity.ts';
import { asCameraFrame, asChipPhoto, asScan, seenSize } from './heads/picture.ts';
import { renderHead, renderRoom } from './heads/render.ts';

const { values } = parseArgs({
  options: { all: { type: 'boolean', default: false }, person: { type: 'string', multiple: true } },
});
const fixtures = join(projectRoot(), 'fixtures');
const ids = values.person ?? Object.keys(cast);
const anew = values.all || values.person !== undefined;

for (const [at, id] of ids.entries()) {
  const drawn = await renderPerson(id);
  process.stdout.write(`${at + 1}/${ids.length} ${id}: ${drawn} pictures drawn\n`);
}
await renderEmptyRoom();

async function renderPerson(id: string): Promise<number> {
  const casting = cast[id];
  if (!casting) throw new Error(`nobody is cast as ${id}. Cast: ${Object.keys(cast).join(', ')}`);
  const [today, earlier] = [drawIdentity(casting), drawEarlier(casting)];
  const folder = join(fixtures, 'people', id);
  mkdirSync(folder, { recursive: true });
  const wanted = picturesOf(id, casting).filter(({ file }) => anew || !existsSync(join(folder, file)));
  for (const { file, look, view, kind, noise } of wanted) {
    const picture = renderHead(kind === 'chip' ? earlier : today, look, view);
    const scan = casting.photo?.scan;
    writeFileSync(
      join(folder, file),
      kind === 'chip'
        ? await asChipPhoto(scan ? await asScan(picture, scan) : picture)
        : await asCameraFrame(picture, noise),
    );
  }
  return wanted.length;
}

async function renderEmptyRoom(): Promise<void> {
  const file = join(fixtures, 'scenes', 'empty-room.jpg');
  if (existsSync(file) && !values.all) return;
  mkdirSync(join(fixtures, 'scenes'), { recursive: true });
  writeFileSync(file, await asCameraFrame(renderRoom(seenSize), 1));
}
