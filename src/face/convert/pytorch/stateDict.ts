import { Name, type Pickled, readPickle, type Vocabulary } from './pickle.ts';

/** The weights of one layer, in the order the last dimension changes first. */
export interface Tensor {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** The weights of a network by the names PyTorch gives them. */
export type StateDict = ReadonlyMap<string, Tensor>;

const magic = 0x1950a86a20f9469cfc6cn;
const knownProtocol = 1001;
const bytesEach = { float: 4, long: 8 } as const;

/** Numbers that lie after the pickles, under a key. */
interface Storage {
  readonly of: keyof typeof bytesEach;
  readonly key: string;
  readonly count: number;
}

/** A view on a storage. */
interface View {
  readonly storage: Storage;
  readonly offset: number;
  readonly shape: readonly number[];
}

type Value = Pickled<Storage | View>;

/**
 * Reads what `torch.save` of PyTorch before 1.6 wrote of a network's `state_dict()`: four pickles (a mark, a version,
 * what machine it was, the dictionary), a fifth with the keys of the storages in their order, then each storage as its
 * length and its numbers. Counters, which are whole numbers, are left out.
 *
 * @throws PickleRefused where a pickle asks for anything but that; an Error where the file is another, or damaged
 */
export function readStateDict(file: Uint8Array): StateDict {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  let at = 0;
  const next = (): Value => {
    const { value, end } = readPickle(bytes, at, vocabulary);
    at = end;
    return value;
  };
  if (next() !== magic) throw new Error('not what PyTorch saves');
  if (next() !== knownProtocol) throw new Error(`not version ${knownProtocol} of what PyTorch saves`);
  const machine = next();
  if (!(machine instanceof Map) || machine.get('little_endian') !== true)
    throw new Error('the bytes lie the other way');
  const views = viewsIn(next());
  const storages = readStorages(bytes, keysIn(next()), views, () => at);
  return new Map(
    [...views]
      .filter(([, { storage }]) => storage.of === 'float')
      .map(([name, view]) => [name, tensorOf(name, view, storages)]),
  );
}

function readStorages(
  bytes: Buffer,
  keys: readonly string[],
  views: ReadonlyMap<string, View>,
  start: () => number,
): ReadonlyMap<string, Buffer> {
  const known = new Map([...views.values()].map(({ storage }) => [storage.key, storage]));
  const storages = new Map<string, Buffer>();
  let at = start();
  for (const key of keys) {
    const storage = known.get(key);
    if (!storage) throw new Error(`nothing is known of the storage ${key}`);
    const count = Number(bytes.readBigInt64LE(at));
    if (count !== storage.count) throw new Error(`the storage ${key} is not as long as it should be`);
    const from = at + 8;
    at = from + count * bytesEach[storage.of];
    if (at > bytes.length) throw new Error('the file ends too early');
    storages.set(key, bytes.subarray(from, at));
  }
  if (at !== bytes.length) throw new Error(`${bytes.length - at} bytes left over`);
  return storages;
}

function tensorOf(name: string, { storage, offset, shape }: View, storages: ReadonlyMap<string, Buffer>): Tensor {
  const bytes = storages.get(storage.key);
  const count = sizeOf(shape);
  if (!bytes || offset + count > storage.count) throw new Error(`${name} lies outside its storage`);
  return { shape, data: Float32Array.from({ length: count }, (_, i) => bytes.readFloatLE(4 * (offset + i))) };
}

/** The three names a state dict consists of, and the two kinds of numbers. */
const vocabulary: Vocabulary<Storage | View> = {
  names: [
    new Name<Storage | View>('collections OrderedDict', () => new Map()),
    new Name<Storage | View>('torch._utils _rebuild_tensor_v2', viewFrom),
    new Name('torch FloatStorage'),
    new Name('torch LongStorage'),
  ],
  persistent: storageFrom,
};

function storageFrom(id: Value): Storage {
  const [what, kind, key, , count] = Array.isArray(id) ? id : [];
  if (what !== 'storage' || !(kind instanceof Name) || typeof key !== 'string' || !isCount(count)) {
    throw new Error('a storage that is none');
  }
  return { of: kind.path === 'torch FloatStorage' ? 'float' : 'long', key, count };
}

function viewFrom([storage, offset, shape, strides]: readonly Value[]): View {
  if (!isStorage(storage) || !isCount(offset) || !isShape(shape) || !isShape(strides)) {
    throw new Error('a tensor that is none');
  }
  // One after the other, without gaps: how weights lie that nobody has cut out of others.
  const inOrder = shape.map((_, axis) => sizeOf(shape.slice(axis + 1)));
  if (strides.join() !== inOrder.join()) throw new Error('a tensor whose numbers do not lie in order');
  return { storage, offset, shape };
}

function viewsIn(value: Value): ReadonlyMap<string, View> {
  if (!(value instanceof Map)) throw new Error('no dictionary of tensors');
  return new Map(
    [...value].map(([name, view]) => {
      if (typeof name !== 'string' || !isView(view)) throw new Error('no dictionary of tensors');
      return [name, view];
    }),
  );
}

function keysIn(value: Value): readonly string[] {
  if (!Array.isArray(value) || !value.every((key) => typeof key === 'string')) throw new Error('no list of storages');
  return value;
}

function isStorage(value: Value | undefined): value is Storage {
  return typeof value === 'object' && value !== null && 'of' in value;
}

function isView(value: Value): value is View {
  return typeof value === 'object' && value !== null && 'storage' in value;
}

function isShape(value: Value | undefined): value is number[] {
  return Array.isArray(value) && value.every(isCount);
}

function isCount(value: Value | undefined): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, each) => product * each, 1);
}
