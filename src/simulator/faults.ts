import { z } from 'zod';
import { type GatewayService, gatewayServiceNames } from '../eligibility/wire.ts';
import { Listeners } from '../kernel/listeners.ts';

/** Kinds that only PMH has: it fails while eligibility is answered. */
const ofPmh = ['half', 'pmh-down'] as const;

/** Every way the simulated world can misbehave, by what misbehaves. Shown by the dock, refused when unknown. */
export const faultKinds = {
  card: ['pull', 'mute', 'garbage', 'pull-at', 'mute-at', 'garbage-at', 'another'],
  reader: ['lost'],
  cardCamera: ['dead', 'glare'],
  camera: ['dead', 'black', 'frozen'],
  gateway: ['down', 'late', 'slow', 'error', 'garbage', 'in-progress', ...ofPmh],
  clinic: ['down', 'slow', 'error', 'refuse', 'lose-answer'],
  disk: ['full'],
  /** A day off, or as much as they say, for as long as it is armed. */
  clock: ['ahead', 'behind', 'hour-ahead', 'hour-behind', 'fortnight-ahead', 'three-years-behind', 'year-2036'],
} as const;

export type FaultTarget = keyof typeof faultKinds;
export type FaultKind<T extends FaultTarget> = (typeof faultKinds)[T][number];

/** Kinds that strike once, at the `count`th chance from now, instead of `count` times from now on. */
export function strikesOnceAt(kind: string): boolean {
  return kind.endsWith('-at');
}

/** Body of `POST /api/faults`. `count` is how often it strikes, or at which chance; absent means once, at the next. */
export const faultRequestSchema = z
  .strictObject({
    target: z.enum(Object.keys(faultKinds) as [FaultTarget, ...FaultTarget[]]),
    kind: z.string(),
    count: z.union([z.int().positive(), z.literal('until-cleared')]).default(1),
    /** Gateway only: the one service that it strikes; absent means the whole system. */
    service: z.enum(gatewayServiceNames).exactOptional(),
  })
  .refine(({ target, service }) => service === undefined || target === 'gateway', {
    message: 'only the gateway has services',
    path: ['service'],
  })
  .refine(({ kind, service }) => service === undefined || !(ofPmh as readonly string[]).includes(kind), {
    message: 'this kind is of one service by itself',
    path: ['service'],
  })
  .refine(({ target, kind }) => (faultKinds[target] as readonly string[]).includes(kind), {
    message: 'this target has no such kind',
    path: ['kind'],
  })
  .refine(({ kind, count }) => !strikesOnceAt(kind) || count !== 'until-cleared', {
    message: 'this kind strikes once: count says at which command',
    path: ['count'],
  });

/** Query of `DELETE /api/faults`: of what to clear the faults; of everything when absent. */
export const clearRequestSchema = z.strictObject({
  target: z.enum(Object.keys(faultKinds) as [FaultTarget, ...FaultTarget[]]).exactOptional(),
});

export type FaultRequest = z.infer<typeof faultRequestSchema>;

interface ArmedFault {
  readonly target: FaultTarget;
  readonly kind: string;
  readonly service: GatewayService | undefined;
  left: number | 'until-cleared';
}

/** The faults waiting to strike. Simulated hardware asks `strikes` at each point where it can fail. */
export class FaultBoard {
  private armed: ArmedFault[] = [];
  private readonly listeners = new Listeners();

  arm(request: FaultRequest): void {
    const { target, kind, service, count } = request;
    this.armed.push({ target, kind, service, left: count });
    this.listeners.tell();
  }

  /** Whether this fault strikes now; counts it down. One armed for a service strikes where that service is named. */
  strikes<T extends FaultTarget>(target: T, kind: FaultKind<T>, service?: GatewayService): boolean {
    const fault = this.find(target, kind, service);
    if (!fault) return false;
    if (fault.left === 'until-cleared') return true;
    fault.left -= 1;
    const used = fault.left === 0;
    if (used) {
      this.armed = this.armed.filter((each) => each !== fault);
      this.listeners.tell();
    }
    return used || !strikesOnceAt(kind);
  }

  /** Whether this fault waits to strike; costs it nothing. */
  isArmed<T extends FaultTarget>(target: T, kind: FaultKind<T>): boolean {
    return this.find(target, kind, undefined) !== undefined;
  }

  /** @param target only what misbehaves there; everything when absent */
  clear(target?: FaultTarget): void {
    this.armed = target === undefined ? [] : this.armed.filter((each) => each.target !== target);
    this.listeners.tell();
  }

  /** What is armed, for the dock. */
  list(): readonly Readonly<ArmedFault>[] {
    return this.armed.map((each) => ({ ...each }));
  }

  /** Calls `listener` whenever what is armed changes; returns the way to stop that. */
  onChange(listener: () => void): () => void {
    return this.listeners.add(listener);
  }

  private find(target: FaultTarget, kind: string, service: GatewayService | undefined): ArmedFault | undefined {
    return this.armed.find((each) => each.target === target && each.kind === kind && each.service === service);
  }
}
