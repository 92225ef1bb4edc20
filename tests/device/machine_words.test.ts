import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { wordsFor } from '../../device/prove/machine/machine.ts';
import { processorHere } from '../../device/prove/machine/processor.ts';

const folder = mkdtempSync(join(tmpdir(), 'uketsuke-words-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const options = { folder, disk: join(folder, 'disk.img') };

test('the computer’s own processor is taken where it can be opened, and emulated where there is none', () => {
  const device = join(folder, 'kvm');
  expect(processorHere(device)).toBe('emulated');
  writeFileSync(device, '');
  expect(processorHere(device)).toBe('this computer’s');
});

// As root: a node that anybody may open, with nothing behind it.
const nothing = join(folder, 'nothing');
const isMade = spawnSync('mknod', ['-m', '666', nothing, 'c', '10', '254']).status === 0;
test.skipIf(!isMade)('a node with nothing behind it is no processor', () => {
  expect(processorHere(nothing)).toBe('emulated');
});

test('an emulated machine goes by its own clock; one that is not has a slow disk, so that its moments are seen', () => {
  const slow = wordsFor(options, 'emulated').join(' ');
  expect(slow).toContain('-icount');
  expect(slow).not.toContain('throttling');
  const quick = wordsFor(options, 'this computer’s').join(' ');
  expect(quick).toContain('-accel kvm');
  expect(quick).not.toContain('-icount');
  expect(quick).toMatch(/id=disk,[^ ]*throttling\.bps-write=\d+/);
});

test('a machine keeps its number, and another has another', () => {
  const numberIn = (place: string) => {
    const words = wordsFor({ folder: place, disk: join(place, 'disk.img') }, 'emulated');
    return words[words.indexOf('-uuid') + 1];
  };
  const other = mkdtempSync(join(folder, 'other-'));
  expect(numberIn(folder)).toBe(numberIn(folder));
  expect(numberIn(other)).not.toBe(numberIn(folder));
});
