import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';

/** Where a server of the cluster lives. */
export interface Place {
  readonly host: string;
  readonly clientPort: number;
  readonly clusterPort: number;
  /** Command the server is started through: `ip netns exec …`, or nothing. */
  readonly through?: readonly string[];
}

/** A cluster of real nats-servers, with temporary storage. */
export interface LocalCluster {
  readonly servers: readonly string[];
  /** SIGKILL: the server has no time to say goodbye. */
  kill(index: number): Promise<void>;
  /** SIGSTOP and SIGCONT: the server stands still and keeps its connections. */
  freeze(index: number): Promise<void>;
  thaw(index: number): void;
  /** Starts a killed server again, on the storage it had. */
  start(index: number): void;
  /** Memory the server holds, bytes. */
  residentBytes(index: number): number;
  /** Resolves once JetStream has a leader and answers. */
  ready(): Promise<void>;
  close(): Promise<void>;
}

/** Starts one nats-server for each place, from the Debian package. */
export function startCluster(places: readonly Place[]): LocalCluster {
  const folder = mkdtempSync(join(tmpdir(), 'uketsuke-nats-'));
  const processes: (ChildProcess | undefined)[] = places.map(() => undefined);
  const servers = places.map(({ host, clientPort }) => `nats://${host}:${clientPort}`);

  function start(index: number): void {
    const place = places[index];
    if (!place) throw new Error('no such server');
    const file = join(folder, `${index}.conf`);
    writeFileSync(file, configuration(places, place, index, join(folder, `store-${index}`)));
    const [command = 'nats-server', ...rest] = [...(place.through ?? []), 'nats-server', '-c', file];
    processes[index] = spawn(command, rest, { stdio: 'ignore' });
  }
  async function kill(index: number): Promise<void> {
    const running = processes[index];
    processes[index] = undefined;
    if (!running || running.exitCode !== null || running.signalCode !== null) return;
    running.kill('SIGKILL');
    await once(running, 'exit');
  }

  places.forEach((_place, index) => {
    start(index);
  });
  return {
    servers,
    start,
    kill,
    async freeze(index) {
      const running = processes[index];
      running?.kill('SIGSTOP');
      // A signal is not there at once, and a server may take a message in between.
      while (running?.pid !== undefined && !/\) T/.test(readFileSync(`/proc/${running.pid}/stat`, 'utf8')))
        await sleep(5);
    },
    thaw: (index) => void processes[index]?.kill('SIGCONT'),
    residentBytes(index) {
      const status = readFileSync(`/proc/${processes[index]?.pid}/status`, 'utf8');
      return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) * 1_024;
    },
    ready: () => untilReady(servers),
    async close() {
      await Promise.all(places.map((_place, index) => kill(index)));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** `count` places on this machine's loopback, on ports that are free now. */
export async function loopbackPlaces(count: number): Promise<readonly Place[]> {
  const ports = await freePorts(count * 2);
  return Array.from({ length: count }, (_each, index) => ({
    host: '127.0.0.1',
    clientPort: ports[index * 2] ?? 0,
    clusterPort: ports[index * 2 + 1] ?? 0,
  }));
}

function configuration(places: readonly Place[], place: Place, index: number, store: string): string {
  const routes = places.map(({ host, clusterPort }) => `nats://${host}:${clusterPort}`);
  // Alone, a server that is told of a cluster waits for a majority of it.
  const cluster =
    places.length === 1
      ? ''
      : `cluster {
           name: test
           listen: "${place.host}:${place.clusterPort}"
           connect_retries: 1000
           routes: ${JSON.stringify(routes)}
         }`;
  return `
    server_name: node-${index}
    listen: "${place.host}:${place.clientPort}"
    ping_interval: "2s"
    ping_max: 2
    jetstream { store_dir: "${store}", max_memory_store: 64MB, max_file_store: 1GB }
    ${cluster}
  `;
}

async function untilReady(servers: readonly string[]): Promise<void> {
  const giveUpAt = Date.now() + 40_000;
  for (;;) {
    try {
      const connection = await connect({ servers: [...servers], timeout: 2_000, reconnect: false });
      try {
        await (await jetstreamManager(connection)).getAccountInfo();
        return;
      } finally {
        await connection.close();
      }
    } catch (error) {
      if (Date.now() > giveUpAt) throw error;
      await sleep(200);
    }
  }
}

/** All held open at once while they are being chosen, so that none is given twice. */
async function freePorts(count: number): Promise<readonly number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => {
    const address = server.address();
    return typeof address === 'object' && address ? address.port : 0;
  });
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
