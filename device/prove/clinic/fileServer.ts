import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** The one that Windows has, too: a share is named without a port. */
const port = 445;
const opensWithinMs = 20_000;

/** Where a machine finds this side of its network. */
export const serverAddress = '10.0.2.2';

/**
 * The clinic's file server (Samba) on this side, with one share that wants SMB 3, encrypted and signed. It is switched
 * off and on again; what lies in its folder stays.
 */
export class FileServer {
  readonly share = '受付 OQS';
  readonly user = 'nobody';
  readonly password: string;
  private readonly folder: string;
  private readonly configuration: string;
  private running: ChildProcess | undefined;
  private isPrepared = false;

  constructor(folder: string, password: string) {
    this.folder = folder;
    this.password = password;
    this.configuration = join(folder, 'smb.conf');
  }

  /** What lies in a folder of the share. */
  filesIn(name: 'face' | 'req' | 'res'): readonly string[] {
    return readdirSync(join(this.folder, 'share', name));
  }

  async open(): Promise<void> {
    this.prepare();
    // Whoever is there already would be asked in its place.
    if (await answers()) throw new Error(`port ${port} is taken: another file server runs here`);
    this.running = spawn('smbd', ['--foreground', '--no-process-group', '-s', this.configuration], { stdio: 'ignore' });
    const end = performance.now() + opensWithinMs;
    while (!(await answers())) {
      if (performance.now() > end)
        throw new Error(`the file server does not open port ${port}: it wants the right to that port`);
      await sleep(200);
    }
  }

  /** As when its plug is pulled: who is connected hears nothing. */
  close(): void {
    // Each client has a process of its own.
    if (this.running?.pid !== undefined) spawnSync('pkill', ['-KILL', '-P', String(this.running.pid)]);
    this.running?.kill('SIGKILL');
    this.running = undefined;
  }

  /** Makes its share, and whom it knows, once. */
  private prepare(): void {
    if (this.isPrepared) return;
    const { folder, password } = this;
    rmSync(folder, { recursive: true, force: true });
    const own = ['lock', 'state', 'cache', 'private', 'pid', 'ncalrpc'].map((name) => [name, join(folder, name)]);
    for (const [, path = ''] of own) mkdirSync(path, { recursive: true });
    for (const name of ['face', 'req', 'res']) mkdirSync(join(folder, 'share', name), { recursive: true });
    chmodSync(join(folder, 'share'), 0o755);
    const at = (name: string): string => join(folder, name);
    writeFileSync(
      this.configuration,
      [
        ...[
          '[global]',
          'interfaces = lo',
          'bind interfaces only = yes',
          `smb ports = ${port}`,
          'disable netbios = yes',
        ],
        ...['server min protocol = SMB3', 'server smb encrypt = required', 'server signing = mandatory'],
        ...['map to guest = never', `passdb backend = tdbsam:${at('private/passdb.tdb')}`, `log file = ${at('log')}`],
        ...[`lock directory = ${at('lock')}`, `state directory = ${at('state')}`, `cache directory = ${at('cache')}`],
        ...[`private dir = ${at('private')}`, `pid directory = ${at('pid')}`, `ncalrpc dir = ${at('ncalrpc')}`],
        ...['load printers = no', 'printcap name = /dev/null', 'disable spoolss = yes', ''],
        ...[
          `[${this.share}]`,
          `path = ${at('share')}`,
          'read only = no',
          `valid users = ${this.user}`,
          'force user = root',
        ],
        '',
      ].join('\n'),
    );
    const known = spawnSync('smbpasswd', ['-c', this.configuration, '-s', '-a', this.user], {
      input: `${password}\n${password}\n`,
      encoding: 'utf8',
    });
    if (known.status !== 0) throw new Error(`smbpasswd of Debian's samba: ${known.error?.message ?? known.stderr}`);
    process.once('exit', () => this.close());
    this.isPrepared = true;
  }
}

function answers(): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
