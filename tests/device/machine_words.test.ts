import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { wordsFor } from '../../device/prove/machine/machine.ts';
import { processorHere } from '../../device/prove/machine/processor.ts';

const folder = mkdtempSync(join(tmpdir(), 'uketsuke-words-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const options = { folder, disk: join(folder, 'disk.img') };

test.each([
  ['can make a machine with it', 'read word; test "$word" = quit', 'this computer’s'],
  ['says that it is not lent', 'exit 1', 'emulated'],
  ['breaks down over it, as with the node of another hypervisor', 'kill -ABRT $$', 'emulated'],
])('the computer’s own processor is taken only where QEMU %s', (_name, does, expected) => {
  const qemu = join(folder, 'qemu');
  writeFileSync(qemu, `#!/bin/sh\n${does}\n`, { mode: 0o700 });
  expect(processorHere(qemu)).toBe(expected);
});

test('without QEMU nothing is lent', () => {
  expect(processorHere(join(folder, 'no-qemu'))).toBe('emulated');
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
