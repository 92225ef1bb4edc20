import type { Server, Socket } from 'node:net';
import { Allowance, type AllowanceLimits, Allowances } from '../allowance.ts';
import type { SummedUp } from '../summedUp.ts';

/** How many connections a listener holds. */
export interface ConnectionLimits {
  readonly most: number;
  readonly mostOfOneAddress: number;
  /** New connections of one address. */
  readonly newOnes: AllowanceLimits;
  /** Of all together: one machine may have many addresses. */
  readonly allNewOnes: AllowanceLimits;
}

interface Held {
  readonly socket: Socket;
  readonly address: string;
  /** A line that is meant to stay open: an event stream, a WebSocket. It has a limit of its own where it is opened. */
  kept: boolean;
}

/**
 * Keeps the connections of one listener within their limits, and says so to nobody: a connection too many is simply
 * gone. Where there is no room the oldest of whoever has the most gives way, never the newcomer: somebody who holds all
 * connections open keeps nobody out.
 */
export class Connections {
  private readonly limits: ConnectionLimits;
  private readonly refused: SummedUp;
  private readonly newOnes: Allowances;
  private readonly allNewOnes: Allowance;
  private readonly held = new Map<string, Held>();

  constructor(server: Server, limits: ConnectionLimits, refused: SummedUp) {
    this.limits = limits;
    this.refused = refused;
    this.newOnes = new Allowances(limits.newOnes);
    this.allNewOnes = new Allowance(limits.allNewOnes);
    // Before the parser and TLS look at it: nothing is spent on what is refused.
    server.prependListener('connection', (socket: Socket) => this.take(socket));
  }

  /** Marks a connection as one that stays open: it no longer gives way to others. */
  keep(socket: Socket): void {
    const held = this.held.get(keyOf(socket));
    if (held) held.kept = true;
  }

  private take(socket: Socket): void {
    const address = socket.remoteAddress ?? '';
    if (!this.newOnes.take(address) || !this.allNewOnes.take()) {
      this.refused.count('connections too fast');
      socket.destroy();
      return;
    }
    const key = keyOf(socket);
    this.held.set(key, { socket, address, kept: false });
    socket.once('close', () => this.held.delete(key));
    if (this.of(address).length > this.limits.mostOfOneAddress) this.giveWay(this.of(address));
    if (this.held.size > this.limits.most) this.giveWay(this.ofWhoHasMost());
  }

  /** Ends the oldest that may be ended. */
  private giveWay(candidates: readonly Held[]): void {
    const oldest = candidates.find(({ kept }) => !kept);
    if (!oldest) return;
    this.refused.count('connections too many');
    this.held.delete(keyOf(oldest.socket));
    oldest.socket.destroy();
  }

  private of(address: string): readonly Held[] {
    return [...this.held.values()].filter((held) => held.address === address);
  }

  private ofWhoHasMost(): readonly Held[] {
    const addresses = new Set([...this.held.values()].map(({ address }) => address));
    return [...addresses].map((address) => this.of(address)).sort((a, b) => b.length - a.length)[0] ?? [];
  }
}

/** The same for a TLS connection and for the one underneath. */
function keyOf({ remoteAddress, remotePort }: Socket): string {
  return `${remoteAddress} ${remotePort}`;
}
