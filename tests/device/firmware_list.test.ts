import { describe, expect, test } from 'vitest';
import type { Slot } from '../../device/onboard/bootEntries.ts';
import { bootListIn } from '../../device/onboard/firmware/bootList.ts';
import { type KernelPartition, keepInList } from '../../device/onboard/firmware/ourOptions.ts';
import { partitionIn } from '../../device/onboard/programOfFirmware.ts';
import type { RunProgram } from '../../device/onboard/programs.ts';

const id = '2f0e7a3c-9d51-4a8e-b1c6-0f6f5d2a9e11';
const at: KernelPartition = { disk: '/dev/nvme0n1', place: 1, id };
const pathOf = (slot: Slot, partition = id) => `HD(1,GPT,${partition},0x800,0x100000)/\\EFI\\uketsuke\\${slot}.efi`;

interface Option {
  readonly label: string;
  readonly path: string;
}

/** A firmware with its list, at the seam of the program that shows and writes it. */
function firmware(options: Readonly<Record<string, Option>>, order: readonly string[], current?: string) {
  const kept = new Map(Object.entries(options));
  let inOrder = [...order];
  const writes: string[] = [];
  const shown = () =>
    [
      ...(current === undefined ? [] : [`BootCurrent: ${current}`]),
      'Timeout: 3 seconds',
      ...(inOrder.length > 0
        ? [`BootOrder: ${inOrder.join(',')}`]
        : ['No BootOrder is set; firmware will attempt recovery']),
      ...[...kept].map(([number, { label, path }]) => `Boot${number}* ${label}\t${path}`),
      '',
    ].join('\n');
  const run: RunProgram = (program, words) => {
    expect(program).toBe('efibootmgr');
    if (words.length === 0) return { ok: true, stdout: shown(), stderr: '' };
    writes.push(words.join(' '));
    const after = (word: string) => words[words.indexOf(word) + 1] ?? '';
    if (words.includes('--delete-bootnum')) {
      kept.delete(after('--bootnum'));
      inOrder = inOrder.filter((number) => number !== after('--bootnum'));
    } else if (words.includes('--create-only')) {
      const free =
        [...Array(16).keys()].map((n) => `000${n.toString(16).toUpperCase()}`).find((n) => !kept.has(n)) ?? '';
      kept.set(free, {
        label: after('--label'),
        path: `HD(${after('--part')},GPT,${id},0x800,0x100000)/${after('--loader')}`,
      });
    } else inOrder = after('--bootorder').split(',');
    return { ok: true, stdout: '', stderr: '' };
  };
  return { run, writes, labels: () => inOrder.map((number) => kept.get(number)?.label) };
}

const loader = { label: 'UEFI OS', path: `HD(1,GPT,${id},0x800,0x100000)/\\EFI\\BOOT\\BOOTX64.EFI` };
const network = { label: 'UEFI PXEv4', path: 'PciRoot(0x0)/Pci(0x3,0x0)/MAC(525400123456,1)' };
const setup = { label: 'UiApp', path: 'FvVol(7cb8bdc9)/FvFile(462caa21)' };
const usual = () => firmware({ '0000': setup, '0001': loader, '0002': network }, ['0001', '0002', '0000'], '0001');

describe('the signed kernels in the firmware’s list', () => {
  test('stand directly behind the boot loader, the one that runs first', () => {
    const { run, labels } = usual();
    expect(keepInList(run, at, ['a', 'b'], 'b')).toEqual({ kind: 'written' });
    expect(labels()).toEqual(['UEFI OS', 'Uketsuke b', 'Uketsuke a', 'UEFI PXEv4', 'UiApp']);
  });

  test('are written once: the firmware’s memory wears out', () => {
    const { run, writes } = usual();
    keepInList(run, at, ['a', 'b'], 'a');
    const { length } = writes;
    expect(keepInList(run, at, ['a', 'b'], 'a')).toEqual({ kind: 'as it was' });
    expect(writes).toHaveLength(length);
  });

  test('are only those that lie on the partition', () => {
    const { run, labels } = usual();
    keepInList(run, at, ['a'], 'a');
    expect(labels()).toEqual(['UEFI OS', 'Uketsuke a', 'UEFI PXEv4', 'UiApp']);
  });

  test('of a disk that is not in this machine any more, and those that stand there twice, go', () => {
    const before = {
      '0001': loader,
      '0003': { label: 'Uketsuke a', path: pathOf('a', '00000000-0000-4000-8000-000000000000') },
      '0004': { label: 'Uketsuke a', path: pathOf('a').toUpperCase() },
      '0005': { label: 'Uketsuke a', path: pathOf('a') },
    };
    const { run, labels } = firmware(before, ['0003', '0001', '0004', '0005'], '0001');
    keepInList(run, at, ['a', 'b'], 'a');
    expect(labels()).toEqual(['UEFI OS', 'Uketsuke a', 'Uketsuke b']);
  });

  test('stay where they are when the firmware itself started one of them', () => {
    const before = {
      '0001': loader,
      '0003': { label: 'Uketsuke a', path: pathOf('a') },
      '0004': { label: 'Uketsuke b', path: pathOf('b') },
    };
    const { run, writes } = firmware(before, ['0001', '0003', '0004'], '0003');
    expect(keepInList(run, at, ['a', 'b'], 'a')).toEqual({ kind: 'as it was' });
    expect(writes).toEqual([]);
  });

  test('never come before the boot loader, also where the firmware started one that was too much', () => {
    const before = {
      '0001': loader,
      '0003': { label: 'Uketsuke a', path: pathOf('a') },
      '0005': { label: 'Uketsuke a', path: pathOf('a') },
    };
    const { run, labels } = firmware(before, ['0001', '0003', '0005'], '0005');
    keepInList(run, at, ['a', 'b'], 'a');
    expect(labels()).toEqual(['UEFI OS', 'Uketsuke a', 'Uketsuke b']);
  });

  test.each([
    ['does not say what it started', undefined],
    ['started something that is not in its order', '0007'],
  ])('are left out where the firmware %s: none may come before the boot loader', (_what, current) => {
    const { run, writes } = firmware({ '0001': loader }, ['0001'], current);
    expect(keepInList(run, at, ['a', 'b'], 'a').kind).toBe('not possible');
    expect(writes).toEqual([]);
  });

  test('are no reason to stop where the firmware takes nothing', () => {
    const { run } = usual();
    const full: RunProgram = (program, words) =>
      words.length === 0 ? run(program, words) : { ok: false, stdout: '', stderr: 'No space left on device' };
    expect(keepInList(full, at, ['a', 'b'], 'a')).toEqual({
      kind: 'not possible',
      why: 'the firmware does not take them',
    });
    const none: RunProgram = () => ({
      ok: false,
      stdout: '',
      stderr: 'EFI variables are not supported on this system.',
    });
    expect(keepInList(none, at, ['a', 'b'], 'a').kind).toBe('not possible');
  });
});

test('the list is read as it is shown: entries that are off, and labels with spaces', () => {
  const shown =
    'BootCurrent: 000a\nBootOrder: 000A,0001\nBoot0001  Windows Boot Manager\tHD(1,GPT,x)\nBoot000A* UEFI OS\n';
  expect(bootListIn(shown)).toEqual({
    current: '000A',
    order: ['000A', '0001'],
    options: [
      { number: '0001', label: 'Windows Boot Manager', path: 'HD(1,GPT,x)' },
      { number: '000A', label: 'UEFI OS', path: '' },
    ],
  });
});

test('the partition is known by the disk it lies on, its place and its own number', () => {
  const listed = (device: object) => JSON.stringify({ blockdevices: [device] });
  expect(partitionIn(listed({ pkname: '/dev/nvme0n1', partn: 1, partuuid: id }))).toEqual(at);
  expect(partitionIn(listed({ pkname: null, partn: null, partuuid: null }))).toBeUndefined();
  expect(partitionIn('{}')).toBeUndefined();
});
