import { execFileSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { onTestFinished } from 'vitest';
import type { Place } from '../../../scripts/bench/stream/localCluster.ts';

/** Hosts on a network of their own, as network name spaces behind a bridge. Needs root. */
export interface TestNetwork {
  readonly places: readonly Place[];
  /** Lets no packet pass between this host and the other hosts; this process still reaches all of them. */
  isolate(index: number): void;
  heal(index: number): void;
}

/** `count` hosts with a nats-server's ports; gone when the test ends. */
export function testNetwork(count: number): TestNetwork {
  const mark = randomInt(0x10000).toString(16).padStart(4, '0');
  const net = `10.${randomInt(200, 250)}.${randomInt(1, 250)}`;
  const bridge = `ukb${mark}`;
  const hosts = Array.from({ length: count }, (_each, index) => ({
    space: `uk${mark}n${index}`,
    ip: `${net}.${index + 2}`,
  }));
  onTestFinished(() => {
    for (const { space } of hosts) tryIp('netns', 'del', space);
    tryIp('link', 'del', bridge);
  });
  ip('link', 'add', bridge, 'type', 'bridge');
  ip('addr', 'add', `${net}.1/24`, 'dev', bridge);
  ip('link', 'set', bridge, 'up');
  for (const [index, { space, ip: address }] of hosts.entries()) {
    const [outer, inner] = [`ukv${mark}${index}`, `ukw${mark}${index}`];
    ip('netns', 'add', space);
    ip('link', 'add', outer, 'type', 'veth', 'peer', 'name', inner);
    ip('link', 'set', outer, 'master', bridge, 'up');
    ip('link', 'set', inner, 'netns', space);
    ip('-n', space, 'link', 'set', 'lo', 'up');
    ip('-n', space, 'addr', 'add', `${address}/24`, 'dev', inner);
    ip('-n', space, 'link', 'set', inner, 'up');
  }

  /** Both ways, since an answer is a packet too. */
  function routes(index: number, change: 'add' | 'del'): void {
    const own = hosts[index];
    for (const other of hosts) {
      if (!own || other === own) continue;
      ip('-n', own.space, 'route', change, 'blackhole', `${other.ip}/32`);
      ip('-n', other.space, 'route', change, 'blackhole', `${own.ip}/32`);
    }
  }

  return {
    places: hosts.map(({ space, ip: host }) => ({
      host,
      clientPort: 4222,
      clusterPort: 6222,
      through: ['ip', 'netns', 'exec', space],
    })),
    isolate: (index) => routes(index, 'add'),
    heal: (index) => routes(index, 'del'),
  };
}

function ip(...args: readonly string[]): void {
  execFileSync('ip', args, { stdio: ['ignore', 'ignore', 'pipe'] });
}

function tryIp(...args: readonly string[]): void {
  try {
    ip(...args);
  } catch {
    // It was never made.
  }
}
