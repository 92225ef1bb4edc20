import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bootBackend } from '../../device/onboard/bootBackend.ts';
import { entryName, entryText, mostTries, parseEntryName, type Slot } from '../../device/onboard/bootEntries.ts';
import { BootLoader, type NewKernel } from '../../device/onboard/bootLoader.ts';

let esp: string;
let loader: BootLoader;

beforeEach(() => {
  esp = mkdtempSync(join(tmpdir(), 'uketsuke-esp-'));
  mkdirSync(join(esp, 'loader', 'entries'), { recursive: true });
  mkdirSync(join(esp, 'EFI', 'uketsuke'), { recursive: true });
  writeFileSync(join(esp, 'EFI', 'uketsuke', 'a.efi'), 'kernel of 1.0.0');
  const words = { title: 'Uketsuke 1.0.0', version: '1.0.0', isFirst: true };
  writeFileSync(join(esp, 'loader', 'entries', 'uketsuke-a.conf'), entryText('a', words));
  loader = new BootLoader(esp);
});
afterEach(() => rmSync(esp, { recursive: true, force: true }));

const rauc = (...words: readonly string[]) => bootBackend(words, loader, () => kernel('1.1.0'));
const entries = () => readdirSync(join(esp, 'loader', 'entries')).sort();

function kernel(version: string): NewKernel {
  const pieces = [Buffer.from('kernel of '), Buffer.from(version)];
  return { title: `Uketsuke ${version}`, version, read: () => pieces.shift() };
}

/** What systemd-boot does at a start (Automatic Boot Assessment): the lowest sort key with tries left, one try fewer. */
function boot(): Slot | undefined {
  const folder = join(esp, 'loader', 'entries');
  const startable = entries()
    .flatMap((file) => {
      const name = parseEntryName(file);
      const text = readFileSync(join(folder, file), 'utf8');
      return name && name.tries?.left !== 0 ? [{ file, name, key: /^sort-key (.*)$/m.exec(text)?.[1] ?? '' }] : [];
    })
    .sort((left, right) => (left.key < right.key ? -1 : 1));
  const chosen = startable[0];
  if (!chosen) return undefined;
  const { file, name } = chosen;
  if (name.tries) {
    const tries = { left: name.tries.left - 1, done: name.tries.done + 1 };
    writeFileSync(join(folder, entryName({ ...name, tries })), readFileSync(join(folder, file)));
    rmSync(join(folder, file));
  }
  return name.slot;
}

test.each([
  ['uketsuke-a.conf', { slot: 'a', tries: undefined }],
  ['uketsuke-b+3.conf', { slot: 'b', tries: { left: 3, done: 0 } }],
  ['uketsuke-b+1-2.conf', { slot: 'b', tries: { left: 1, done: 2 } }],
  ['uketsuke-b+0-3.conf', { slot: 'b', tries: { left: 0, done: 3 } }],
] as const)('%s says how often it was tried', (file, name) => {
  expect(parseEntryName(file)).toEqual(name);
  expect(entryName(name)).toBe(file);
});

test('what is not one of ours is not read as one', () => {
  for (const file of ['uketsuke-c.conf', 'uketsuke-a.conf.new', 'uketsuke-a+.conf', 'uketsuke-a+3-.conf', 'a.conf']) {
    expect([file, parseEntryName(file)]).toEqual([file, undefined]);
  }
});

test('an update is started first, on trial, and stays once it is good', () => {
  expect(rauc('get-primary')).toEqual({ print: 'A', exit: 0 });
  expect(rauc('get-state', 'B')).toEqual({ print: 'bad', exit: 0 });
  expect(rauc('set-state', 'B', 'bad')).toEqual({ exit: 0 });
  expect(rauc('set-primary', 'B')).toEqual({ exit: 0 });
  expect(entries()).toEqual(['uketsuke-a.conf', 'uketsuke-b+3.conf']);
  expect(readFileSync(join(esp, 'EFI', 'uketsuke', 'b.efi'), 'utf8')).toBe('kernel of 1.1.0');
  expect(rauc('get-primary').print).toBe('B');
  expect([boot(), loader.triesLeft('b')]).toEqual(['b', 2]);
  expect(rauc('set-state', 'B', 'good')).toEqual({ exit: 0 });
  expect(entries()).toEqual(['uketsuke-a.conf', 'uketsuke-b.conf']);
  expect([boot(), boot(), boot(), boot(), boot()]).toEqual(['b', 'b', 'b', 'b', 'b']);
});

test('an update that never gets well is left after three tries, and counts as bad', () => {
  rauc('set-primary', 'B');
  expect(Array.from({ length: mostTries }, boot)).toEqual(['b', 'b', 'b']);
  expect(entries()).toEqual(['uketsuke-a.conf', 'uketsuke-b+0-3.conf']);
  expect([boot(), boot()]).toEqual(['a', 'a']);
  expect(rauc('get-primary').print).toBe('A');
  expect(rauc('get-state', 'B').print).toBe('bad');
});

test('an older version is started first when it was installed last', () => {
  rauc('set-primary', 'B');
  rauc('set-state', 'B', 'good');
  bootBackend(['set-primary', 'A'], loader, () => kernel('0.9.0'));
  expect(boot()).toBe('a');
  expect(rauc('get-primary').print).toBe('A');
});

test('a power cut while the kernel is copied leaves the system that was there', () => {
  const cut = () => {
    throw new Error('power cut');
  };
  const half = { ...kernel('1.1.0'), read: cutAfter(Buffer.from('kern'), cut) };
  expect(() => loader.tryNext('b', half)).toThrow('power cut');
  expect(entries()).toEqual(['uketsuke-a.conf']);
  expect([loader.primary, loader.isGood('b'), boot()]).toEqual(['a', false, 'a']);
});

test('both entries first, as a cut between the two writes leaves them: a system is started all the same', () => {
  rauc('set-primary', 'B');
  const words = { title: 'Uketsuke 1.0.0', version: '1.0.0', isFirst: true };
  writeFileSync(join(esp, 'loader', 'entries', 'uketsuke-a.conf'), entryText('a', words));
  expect(boot()).toBeDefined();
  expect(loader.primary).toBeDefined();
});

test('wrong usage is refused', () => {
  for (const words of [[], ['get-state'], ['set-state', 'A', 'maybe'], ['set-primary', 'C'], ['format', 'A']]) {
    expect(bootBackend(words, loader, () => kernel('1'))).toEqual({ exit: 2 });
  }
});

test('without a system that can be started it says so', () => {
  loader.markBad('a');
  expect(rauc('get-primary')).toEqual({ exit: 1 });
});

function cutAfter(piece: Buffer, then: () => never): () => Uint8Array {
  let given = false;
  return () => {
    if (given) return then();
    given = true;
    return piece;
  };
}
