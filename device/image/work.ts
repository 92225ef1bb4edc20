import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs';
import { dirname, join } from 'node:path';

/** A program of an image build: what it printed, or how it failed with the last of what it said. */
export interface Ran {
  readonly stdout: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
}

/**
 * Runs the programs of a build, one after the other, and keeps everything they say in one log. Throws where one fails:
 * whoever builds an image reads it and does something.
 */
export class Work {
  private readonly log: WriteStream;
  /** Seconds since the epoch: every time in what is built. */
  readonly sourceDate: number;
  private readonly say: (step: string) => void;

  constructor(options: {
    readonly logFile: string;
    readonly sourceDate: number;
    readonly say: (step: string) => void;
  }) {
    mkdirSync(dirname(options.logFile), { recursive: true });
    this.log = createWriteStream(options.logFile, { flags: 'w' });
    this.sourceDate = options.sourceDate;
    this.say = options.say;
  }

  /** A part of the build, with how long it took. */
  async step<T>(name: string, work: () => Promise<T>): Promise<T> {
    const began = performance.now();
    this.log.write(`== ${name}\n`);
    const value = await work();
    this.say(`${name}: ${Math.round((performance.now() - began) / 1_000)} s`);
    return value;
  }

  run(program: string, words: readonly string[], options: RunOptions = {}): Promise<Ran> {
    this.log.write(`$ ${[program, ...words].join(' ')}\n`);
    return new Promise((resolve, reject) => {
      const child = spawn(program, [...words], {
        ...(options.cwd !== undefined && { cwd: options.cwd }),
        env: { ...process.env, LC_ALL: 'C.UTF-8', SOURCE_DATE_EPOCH: String(this.sourceDate), ...options.env },
        stdio: ['pipe', 'pipe', 'pipe'],
      });
      const out: Buffer[] = [];
      const complaints: Buffer[] = [];
      child.stdout.on('data', (bytes: Buffer) => out.push(bytes));
      child.stderr.on('data', (bytes: Buffer) => {
        complaints.push(bytes);
        this.log.write(bytes);
      });
      child.once('error', reject);
      child.once('close', (code) => {
        const stdout = Buffer.concat(out).toString('utf8');
        this.log.write(stdout.slice(0, 20_000));
        if (code === 0) resolve({ stdout });
        else
          reject(new Error(`${program} ended with ${code}: ${lastLines(`${stdout}\n${Buffer.concat(complaints)}`)}`));
      });
      child.stdin.end(options.input ?? '');
    });
  }
}

function lastLines(text: string): string {
  return text.trim().split('\n').slice(-12).join('\n');
}

/** The release's own tools, in a tree of their own; what is made lies in `place` in it. */
export class Workshop {
  readonly tree: string;
  private readonly work: Work;

  constructor(tree: string, work: Work) {
    this.tree = tree;
    this.work = work;
    mkdirSync(this.place, { recursive: true });
  }

  /** Where things are made, as this machine sees it. */
  get place(): string {
    return join(this.tree, inside);
  }

  /** A path in {@link place}, as this machine sees it. */
  path(...names: readonly string[]): string {
    return join(this.place, ...names);
  }

  /**
   * Runs a tool for which time stands still at the source's date: what signs or keeps times writes the moment into what
   * it makes, and two builds would differ by nothing else.
   */
  runAtSourceDate(program: string, words: readonly string[]): Promise<Ran> {
    const date = new Date(this.work.sourceDate * 1_000).toISOString().slice(0, 19).replace('T', ' ');
    return this.run('faketime', ['-f', date, program, ...words], { env: { TZ: 'UTC' } });
  }

  /** Runs a tool; paths in its words are relative to {@link place}. */
  run(program: string, words: readonly string[], options: Omit<RunOptions, 'cwd'> = {}): Promise<Ran> {
    const enter = ['--mount', 'sh', '-c', enterTree, this.tree];
    return this.work.run('unshare', [...enter, '/usr/bin/env', '-C', inside, program, ...words], options);
  }
}

const inside = '/work';
/**
 * With a /proc of the tree's own, for as long as the tool runs: RAUC finds the files it has open there. With this
 * machine's card service, where it has one: a token with keys is spoken to through it.
 */
const enterTree = [
  'mount -t proc proc "$0/proc" || exit 1',
  'if [ -S /run/pcscd/pcscd.comm ]; then mkdir -p "$0/run/pcscd" && mount --bind /run/pcscd "$0/run/pcscd"; fi',
  'exec chroot "$0" "$@"',
].join('\n');
