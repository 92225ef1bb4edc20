import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../src/system/paths.ts';
import { Patient } from './patient.ts';
import { SimulatorApi } from './simulatorApi.ts';

const startLimitMs = 240_000;

/** A kiosk's place: its data, and the simulated clinic's disk beside it. Survives the processes that run in it. */
export class KioskPlace {
  readonly folder = mkdtempSync(join(tmpdir(), 'uketsuke-kiosk-'));
  readonly dataFolder = join(this.folder, 'data');
  private readonly started = new Set<ChildProcess>();
  private readonly program: string;
  private readonly inside: string | undefined;
  /** A program that ends by a fault of its own leaves no kiosk behind, which nobody would find for hours. */
  private readonly atExit = (): void => {
    for (const child of this.started) child.kill('SIGKILL');
  };

  /**
   * @param program the folder that holds the product; the project itself when absent
   * @param inside a module that is loaded before the program, with a channel to it ({@link KioskProcess.child})
   */
  constructor(program: string = projectRoot(), inside?: string) {
    this.program = program;
    this.inside = inside;
    process.on('exit', this.atExit);
  }

  /** Starts the real program with the simulator, on free ports, with the card in process unless told otherwise. */
  async start(...more: readonly string[]): Promise<KioskProcess> {
    const card = more.includes('--card') ? [] : ['--card', 'direct'];
    // The same networks whether or not the weights of the other profile are installed on this machine.
    const profile = ['--set', 'face.profile=embedded'];
    const args = ['run', '--simulator', '--data-dir', this.dataFolder, ...card, ...profile];
    const ports = ['--screen-port', '0', '--desk-port', '0', '--sim-port', '0', '--ops-port', '0'];
    const child = spawn(join(this.program, 'scripts', 'uketsuke'), [...args, ...ports, ...more], {
      env: { ...process.env, TMPDIR: this.folder, ...(this.inside && { NODE_OPTIONS: `--import=${this.inside}` }) },
      // Ctrl-C is for whoever has an eye on its inside: they still ask it things, and end it themselves.
      detached: this.inside !== undefined,
      stdio: ['ignore', 'pipe', 'pipe', ...(this.inside ? (['ipc'] as const) : [])],
    });
    this.started.add(child);
    return new KioskProcess(child, await addressesOf(child), this.dataFolder);
  }

  /** Ends whatever still runs and takes everything away. */
  async clear(): Promise<void> {
    for (const child of this.started) child.kill('SIGKILL');
    await Promise.all([...this.started].map(endOf));
    process.off('exit', this.atExit);
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export interface Addresses {
  readonly screen: string;
  readonly desk: string;
  readonly simulator: string;
}

/** One running kiosk program. */
export class KioskProcess {
  readonly addresses: Addresses;
  readonly simulator: SimulatorApi;
  readonly child: ChildProcess;
  private readonly ended: Promise<number | NodeJS.Signals | null>;
  private readonly dataFolder: string;
  private complained = '';

  constructor(child: ChildProcess, addresses: Addresses, dataFolder: string) {
    this.child = child;
    this.dataFolder = dataFolder;
    this.addresses = addresses;
    this.simulator = new SimulatorApi(addresses.simulator);
    child.stderr?.on('data', (chunk) => {
      this.complained += String(chunk);
    });
    this.ended = endOf(child);
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** Everything in its log so far. */
  log(): string {
    return readFileSync(join(this.dataFolder, 'log', 'kiosk.log'), 'utf8');
  }

  /** Everything on its standard error since it was ready. */
  complaints(): string {
    return this.complained;
  }

  /** Reads no more of what it prints, as a terminal that was closed. */
  hangUp(): void {
    this.child.stdout?.destroy();
    this.child.stderr?.destroy();
  }

  patient(): Promise<Patient> {
    return Patient.at(this.addresses.screen);
  }

  /** Sends the signal and waits for the end; the exit code, or the signal that ended it, its own fault's included. */
  kill(signal: NodeJS.Signals): Promise<number | NodeJS.Signals | null> {
    this.child.kill(signal);
    return this.ended;
  }
}

/** The exit code, or the signal that ended it. */
function endOf(child: ChildProcess): Promise<number | NodeJS.Signals | null> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve(child.exitCode ?? child.signalCode);
    else child.once('exit', (code, by) => resolve(code ?? by));
  });
}

function addressesOf(child: ChildProcess): Promise<Addresses> {
  return new Promise((resolve, reject) => {
    let out = '';
    let err = '';
    const limit = setTimeout(() => fail('no addresses in time'), startLimitMs);
    const fail = (why: string): void => {
      clearTimeout(limit);
      child.kill('SIGKILL');
      reject(new Error(`the kiosk did not start: ${why}\n${out}${err}`));
    };
    child.stderr?.on('data', (chunk) => {
      err += String(chunk);
    });
    const onExit = (code: number | null): void => fail(`it ended with ${code}`);
    child.once('exit', onExit);
    child.stdout?.on('data', (chunk) => {
      out += String(chunk);
      const [, screen, desk, simulator] =
        /^Patient screen {2}(\S+)\nStaff desk {2}(\S+)\nSimulator {2}(\S+)$/m.exec(out) ?? [];
      if (!screen || !desk || !simulator) return;
      clearTimeout(limit);
      child.off('exit', onExit);
      resolve({ screen, desk, simulator });
    });
  });
}
