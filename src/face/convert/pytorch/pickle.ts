/**
 * Python's pickle, as far as a dictionary of tensors needs it. A pickle is a program: it may name any function of
 * Python and have it called. This reader calls none. What it does not know it refuses: every instruction and every name
 * that is not listed here or by its caller.
 */

/** Lists and tuples are arrays, dictionaries are maps. `Built` is what the caller makes of the names it allows. */
export type Pickled<Built> =
  | null
  | boolean
  | number
  | bigint
  | string
  | Built
  | Name<Built>
  | Pickled<Built>[]
  | Map<Pickled<Built>, Pickled<Built>>;

/** A function or class of Python, by `module name`: what stands for it here. */
export class Name<Built> {
  readonly path: string;
  /** What a call with these arguments comes to; absent where a call is refused. */
  readonly call: ((args: readonly Pickled<Built>[]) => Pickled<Built>) | undefined;

  constructor(path: string, call?: (args: readonly Pickled<Built>[]) => Pickled<Built>) {
    this.path = path;
    this.call = call;
  }
}

/** What a pickle may speak of beside plain values. */
export interface Vocabulary<Built> {
  readonly names: readonly Name<Built>[];
  /** What stands for an object that is kept outside the pickle. */
  persistent(id: Pickled<Built>): Pickled<Built>;
}

/** A pickle asks for something that plain data has no need of. */
export class PickleRefused extends Error {
  override readonly name = 'PickleRefused';
}

/**
 * Reads the pickle that begins at `start`.
 *
 * @returns its value, and where it ends
 * @throws PickleRefused for whatever is not on the lists; a RangeError where it ends too early
 */
export function readPickle<Built>(
  bytes: Buffer,
  start: number,
  vocabulary: Vocabulary<Built>,
): { readonly value: Pickled<Built>; readonly end: number } {
  const reader = new PickleReader(bytes, start, vocabulary);
  return { value: reader.run(), end: reader.at };
}

class PickleReader<Built> {
  at: number;
  private readonly bytes: Buffer;
  private readonly vocabulary: Vocabulary<Built>;
  private stack: Pickled<Built>[] = [];
  /** The stacks below the marks that are still open. */
  private readonly below: Pickled<Built>[][] = [];
  private readonly memo = new Map<number, Pickled<Built>>();

  constructor(bytes: Buffer, start: number, vocabulary: Vocabulary<Built>) {
    this.bytes = bytes;
    this.at = start;
    this.vocabulary = vocabulary;
  }

  run(): Pickled<Built> {
    for (;;) {
      const instruction = this.byte();
      if (instruction === code('.')) return this.pop();
      const act = this.instructions[instruction];
      if (!act) throw new PickleRefused(`an instruction 0x${instruction.toString(16)} that no plain data needs`);
      act();
    }
  }

  /** By their codes; the names are those of Python's `pickletools`. */
  private readonly instructions: Readonly<Record<number, () => void>> = {
    /* PROTO */ 128: () => this.protocol(),
    /* NONE */ [code('N')]: () => this.push(null),
    /* NEWTRUE */ 136: () => this.push(true),
    /* NEWFALSE */ 137: () => this.push(false),
    /* BININT1 */ [code('K')]: () => this.push(this.byte()),
    /* BININT2 */ [code('M')]: () => this.push(this.bytes.readUInt16LE(this.skip(2))),
    /* BININT */ [code('J')]: () => this.push(this.bytes.readInt32LE(this.skip(4))),
    /* LONG1 */ 138: () => this.push(this.long(this.byte())),
    /* BINUNICODE */ [code('X')]: () => this.push(this.text(this.bytes.readUInt32LE(this.skip(4)))),
    /* MARK */ [code('(')]: () => this.mark(),
    /* EMPTY_TUPLE */ [code(')')]: () => this.push([]),
    /* TUPLE */ [code('t')]: () => this.push(this.sinceMark()),
    /* TUPLE1 */ 133: () => this.push(this.take(1)),
    /* TUPLE2 */ 134: () => this.push(this.take(2)),
    /* TUPLE3 */ 135: () => this.push(this.take(3)),
    /* EMPTY_LIST */ [code(']')]: () => this.push([]),
    /* APPEND */ [code('a')]: () => this.append(this.take(1)),
    /* APPENDS */ [code('e')]: () => this.append(this.sinceMark()),
    /* EMPTY_DICT */ [code('}')]: () => this.push(new Map()),
    /* SETITEM */ [code('s')]: () => this.set(this.take(2)),
    /* SETITEMS */ [code('u')]: () => this.set(this.sinceMark()),
    /* BINPUT */ [code('q')]: () => this.remember(this.byte()),
    /* LONG_BINPUT */ [code('r')]: () => this.remember(this.bytes.readUInt32LE(this.skip(4))),
    /* BINGET */ [code('h')]: () => this.recall(this.byte()),
    /* LONG_BINGET */ [code('j')]: () => this.recall(this.bytes.readUInt32LE(this.skip(4))),
    /* GLOBAL */ [code('c')]: () => this.push(this.named(`${this.line()} ${this.line()}`)),
    /* REDUCE */ [code('R')]: () => this.call(),
    /* BINPERSID */ [code('Q')]: () => this.push(this.vocabulary.persistent(this.pop())),
    /* BUILD */ [code('b')]: () => this.build(),
  };

  private protocol(): void {
    if (this.byte() !== 2) throw new PickleRefused('a pickle of another protocol than 2');
  }

  private mark(): void {
    this.below.push(this.stack);
    this.stack = [];
  }

  private named(path: string): Name<Built> {
    const name = this.vocabulary.names.find((each) => each.path === path);
    if (!name) throw new PickleRefused(`the name ${JSON.stringify(path.slice(0, 80))}, which no plain data needs`);
    return name;
  }

  private call(): void {
    const [name, args] = this.take(2);
    if (!(name instanceof Name) || !name.call || !Array.isArray(args)) {
      throw new PickleRefused(`a call of ${name instanceof Name ? name.path : 'what is no name'}`);
    }
    this.push(name.call(args));
  }

  /** Attributes of a dictionary, such as the versions of its layers: not needed, and set on nothing. */
  private build(): void {
    this.pop();
    if (!(this.top() instanceof Map)) throw new PickleRefused('attributes for what is no dictionary');
  }

  private append(values: readonly Pickled<Built>[]): void {
    const list = this.top();
    if (!Array.isArray(list)) throw new PickleRefused('entries for what is no list');
    for (const value of values) list.push(value);
  }

  private set(entries: readonly Pickled<Built>[]): void {
    const dictionary = this.top();
    if (!(dictionary instanceof Map) || entries.length % 2 !== 0) {
      throw new PickleRefused('entries for what is no dictionary');
    }
    for (let i = 0; i < entries.length; i += 2) dictionary.set(entries[i] ?? null, entries[i + 1] ?? null);
  }

  private remember(place: number): void {
    this.memo.set(place, this.top());
  }

  private recall(place: number): void {
    const value = this.memo.get(place);
    if (value === undefined) throw new RangeError(`nothing was remembered as ${place}`);
    this.push(value);
  }

  private push(value: Pickled<Built>): void {
    this.stack.push(value);
  }

  private pop(): Pickled<Built> {
    const value = this.stack.pop();
    if (value === undefined) throw new RangeError('nothing left to take');
    return value;
  }

  private top(): Pickled<Built> {
    const value = this.pop();
    this.push(value);
    return value;
  }

  private take(count: number): Pickled<Built>[] {
    if (this.stack.length < count) throw new RangeError('nothing left to take');
    return this.stack.splice(-count);
  }

  private sinceMark(): Pickled<Built>[] {
    const taken = this.stack;
    const below = this.below.pop();
    if (!below) throw new RangeError('no mark is open');
    this.stack = below;
    return taken;
  }

  private byte(): number {
    return this.bytes.readUInt8(this.at++);
  }

  /** Moves on; where it was. Reading there throws where the bytes have ended. */
  private skip(count: number): number {
    this.at += count;
    return this.at - count;
  }

  private text(length: number): string {
    const start = this.skip(length);
    if (this.at > this.bytes.length) throw new RangeError('a text that goes on past the end');
    return this.bytes.toString('utf8', start, this.at);
  }

  private line(): string {
    const end = this.bytes.indexOf('\n', this.at);
    if (end < 0) throw new RangeError('a line without end');
    const line = this.bytes.toString('latin1', this.at, end);
    this.at = end + 1;
    return line;
  }

  /** A whole number of any size: two's complement, the lowest byte first. */
  private long(length: number): bigint {
    const digits = this.bytes.subarray(this.skip(length), this.at);
    if (digits.length < length) throw new RangeError('a number that goes on past the end');
    const unsigned = digits.reduceRight((sum, digit) => (sum << 8n) | BigInt(digit), 0n);
    return BigInt.asIntN(8 * length, unsigned);
  }
}

function code(letter: string): number {
  return letter.charCodeAt(0);
}
