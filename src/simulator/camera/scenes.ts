import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import type { Scene } from '../world.ts';

/** What a webcam gives: 640×480, JPEG. */
const size = { width: 640, height: 480 } as const;
const jpegQuality = 85;
const framesOfPerson = [1, 2, 3, 4, 5, 6];
/** Size and place of the print that is held up in a spoof scene, pixels. */
const paper = { width: 300, height: 380, left: 170, top: 60, margin: 14 } as const;

/** The pictures a scene is made of, JPEG each, to be shown in turn. */
export async function picturesOf(scene: Scene, root: string): Promise<readonly Uint8Array[]> {
  if ('person' in scene) return framesOf(scene.person, root);
  if ('image' in scene) return [await asFrame(await readFile(scene.image))];
  if ('spoof' in scene) return [await heldUpPrint(scene.spoof, root)];
  return [await emptyRoom(root)];
}

/** A black picture, as from a camera whose shutter is closed. */
export function blackPicture(): Promise<Uint8Array> {
  return sharp({ create: { ...size, channels: 3, background: '#000' } })
    .jpeg({ quality: jpegQuality })
    .toBuffer();
}

function framesOf(person: string, root: string): Promise<readonly Uint8Array[]> {
  const files = framesOfPerson.map((number) => join(root, 'fixtures', 'people', person, `frame-${number}.jpg`));
  return Promise.all(files.filter((file) => existsSync(file)).map((file) => readFile(file)));
}

function emptyRoom(root: string): Promise<Uint8Array> {
  return readFile(join(root, 'fixtures', 'scenes', 'empty-room.jpg'));
}

function asFrame(picture: Uint8Array): Promise<Uint8Array> {
  return sharp(picture)
    .resize({ ...size, fit: 'cover' })
    .jpeg({ quality: jpegQuality })
    .toBuffer();
}

/**
 * Somebody holding up a print: a grey picture of the person on white paper before the empty room. A plain stand-in for
 * an attack; scenes with perspective, bezel and moiré come with the liveness work.
 */
async function heldUpPrint(person: string, root: string): Promise<Uint8Array> {
  const [first] = await framesOf(person, root);
  const room = await emptyRoom(root);
  if (!first) return room;
  const { width, height, left, top, margin } = paper;
  const print = await sharp(first)
    .resize({ width: width - 2 * margin, height: height - 2 * margin, fit: 'cover' })
    .greyscale()
    .extend({ top: margin, bottom: margin, left: margin, right: margin, background: '#f4f2ec' })
    .toBuffer();
  return sharp(room)
    .composite([{ input: print, left, top }])
    .jpeg({ quality: jpegQuality })
    .toBuffer();
}
