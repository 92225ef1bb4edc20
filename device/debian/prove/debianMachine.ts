import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { remains } from './remains.ts';

/** How a program on the machine ended. */
export interface RanThere {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const startMs = 120_000;

/**
 * A Debian with its own systemd, in namespaces over a tree that stays as it is: whatever happens on the machine is
 * written into a layer of its own, which says afterwards what is left.
 */
export class DebianMachine {
  readonly root: string;
  private readonly base: string;
  private readonly folder: string;
  private readonly enter: string;
  private init: { readonly child: ChildProcess; readonly pid: number } | undefined;

  /** @param enter the script that makes its namespaces */
  private constructor(base: string, folder: string, enter: string) {
    this.base = base;
    this.folder = folder;
    this.root = join(folder, 'root');
    this.enter = enter;
  }

  /** @param base a tree of Debian; @param folder made anew for the layer */
  static async over(base: string, folder: string, enter: string): Promise<DebianMachine> {
    const machine = new DebianMachine(base, folder, enter);
    await machine.unmount();
    rmSync(folder, { recursive: true, force: true });
    for (const name of ['upper', 'work', 'root']) mkdirSync(join(folder, name), { recursive: true });
    const layers = `lowerdir=${base},upperdir=${join(folder, 'upper')},workdir=${join(folder, 'work')}`;
    await finished('mount', ['-t', 'overlay', 'overlay', '-o', layers, machine.root]);
    return machine;
  }

  /** Starts its systemd, and waits until that has started everything. */
  async switchOn(): Promise<void> {
    const namespaces = ['--mount', '--pid', '--fork', '--kill-child', '--uts', '--ipc', '--net', '--cgroup'];
    const words = [
      ...namespaces,
      '--',
      'sh',
      this.enter,
      this.root,
      '/usr/lib/systemd/systemd',
      '--log-target=console',
    ];
    const child = spawn('unshare', words, { stdio: ['ignore', 'pipe', 'pipe'] });
    const log = createWriteStream(join(this.folder, 'console.log'), { flags: 'a' });
    child.stdout.pipe(log, { end: false });
    child.stderr.pipe(log, { end: false });
    const until = performance.now() + startMs;
    while (performance.now() < until) {
      const pid = childOf(child.pid);
      if (pid !== undefined) {
        this.init = { child, pid };
        const { stdout } = await this.run('systemctl is-system-running');
        if (/^(running|degraded)$/m.test(stdout)) return;
      }
      await sleep(500);
    }
    throw new Error(`its systemd did not start within ${startMs / 1_000} s: see ${this.folder}/console.log`);
  }

  /** Runs a line of shell on it, as root. Never throws for how that ended. */
  run(script: string): Promise<RanThere> {
    const { init } = this;
    if (!init) throw new Error('the machine is off');
    const into = ['-t', `${init.pid}`, '-m', '-p', '-n', '-u', '-i', '-C', '--root', '--wd=/', '--'];
    const env = [
      'env',
      '-i',
      '-C',
      '/',
      'PATH=/usr/sbin:/usr/bin:/sbin:/bin',
      'LC_ALL=C.UTF-8',
      'DEBIAN_FRONTEND=noninteractive',
    ];
    return ended('nsenter', [...into, ...env, 'sh', '-c', script]);
  }

  /** What {@link run} printed; throws where it failed. */
  async done(script: string): Promise<string> {
    const { code, stdout, stderr } = await this.run(script);
    if (code !== 0) throw new Error(`${script}: ended with ${code}: ${lastLines(`${stdout}${stderr}`)}`);
    return stdout;
  }

  async switchOff(): Promise<void> {
    const { init } = this;
    this.init = undefined;
    if (!init || init.child.exitCode !== null) return;
    const gone = once(init.child, 'exit');
    init.child.kill('SIGKILL');
    await gone;
  }

  /** What is otherwise than in the tree it began with. The machine is off. */
  remains(): readonly string[] {
    return remains(this.base, join(this.folder, 'upper'));
  }

  /** Switches it off and takes it away. */
  async clear(): Promise<void> {
    await this.switchOff();
    await this.unmount();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async unmount(): Promise<void> {
    if (readFileSync('/proc/self/mounts', 'utf8').includes(` ${this.root} `)) await finished('umount', [this.root]);
  }
}

/** The process that `unshare` forked, which is the first one of the machine. */
function childOf(parent: number | undefined): number | undefined {
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const status = readFileSync(`/proc/${name}/status`, 'utf8');
      if (Number(/^PPid:\s*(\d+)/m.exec(status)?.[1]) === parent && /^Name:\s*systemd$/m.test(status))
        return Number(name);
    } catch {
      // It has ended meanwhile.
    }
  }
  return undefined;
}

async function finished(program: string, words: readonly string[]): Promise<void> {
  const { code, stderr } = await ended(program, words);
  if (code !== 0) throw new Error(`${program} ${words.join(' ')}: ${stderr}`);
}

async function ended(program: string, words: readonly string[]): Promise<RanThere> {
  const child = spawn(program, words, { stdio: ['ignore', 'pipe', 'pipe'] });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const [code] = await once(child, 'close');
  return { code: Number(code ?? 255), stdout, stderr };
}

function lastLines(text: string): string {
  return text.trim().split('\n').slice(-6).join(' / ');
}
