import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { OneBrowser } from './oneBrowser.ts';

/** Before whom the patient screen stands: the kiosk's own browser, and the dock's mirror where there is a simulator. */
export const seatNames = ['token', 'mirror'] as const;
export type SeatName = (typeof seatNames)[number];

/** A place for one browser. */
export interface Seat {
  readonly name: SeatName;
  /** Opens it, in the address; of this start. */
  readonly token: string;
  readonly browser: OneBrowser;
}

/**
 * What outlives the process, so that the page that stands open comes back by itself: the digest of the cookie that its
 * browser holds. Whoever reads it cannot make the cookie of it.
 */
export interface SeatMemory {
  /** Hex of SHA-256; undefined where none was given out, or nobody knows any more. */
  read(): string | undefined;
  keep(digest: string): void;
}

const nothing: SeatMemory = { read: () => undefined, keep: () => undefined };

/**
 * Who may see the patient screen: whoever brings the token of a seat. The kiosk's own browser is given a cookie for it,
 * which is another secret and known to no other program, so that its page can take the token out of the address. Of an
 * earlier start the token is worth nothing; the cookie it was changed for lets its one browser come back, until another
 * browser brings a token.
 */
export class Seats {
  private readonly seats: readonly Seat[];
  private readonly cookieName: string;
  private readonly memory: SeatMemory;
  private readonly cookie = secret();
  private accepted: string | undefined;

  /** @param cookieName tells the cookies of several kiosks on one machine apart: a browser keeps them by host alone */
  constructor(names: readonly SeatName[], cookieName: string, memory: SeatMemory = nothing) {
    this.seats = names.map((name) => ({ name, token: secret(), browser: new OneBrowser() }));
    this.cookieName = cookieName;
    this.memory = memory;
    this.accepted = memory.read();
  }

  /** Whether a browser is where the kiosk's own belongs. */
  isTaken(): boolean {
    return this.seats[0]?.browser.isThere() ?? false;
  }

  tokenOf(name: SeatName): string | undefined {
    return this.seats.find((seat) => seat.name === name)?.token;
  }

  /** Whose seat this request opens; undefined where it is nobody's. */
  of({ query, cookies }: FastifyRequest): Seat | undefined {
    const asked = typeof query === 'object' && query !== null ? query : {};
    const byToken = this.seats.find(({ name, token }) => isSame(Reflect.get(asked, name), token));
    if (byToken) return byToken;
    const brought = cookies[this.cookieName];
    return brought !== undefined && isSame(digestOf(brought), this.accepted) ? this.seats[0] : undefined;
  }

  /** The door of everything that is the patient's. */
  readonly door = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const seat = this.of(request);
    if (!seat) return reply.code(403).type('text/plain; charset=utf-8').send('This address needs its token.\n');
    const isByToken = isSame(Reflect.get(Object(request.query), seat.name), seat.token);
    if (seat.name === 'token' && isByToken && !request.headers.upgrade) {
      this.accept(digestOf(this.cookie));
      reply.setCookie(this.cookieName, this.cookie, { path: '/', httpOnly: true, sameSite: 'strict' });
    }
    return undefined;
  };

  private accept(digest: string): void {
    if (digest === this.accepted) return;
    this.accepted = digest;
    this.memory.keep(digest);
  }
}

function secret(): string {
  return randomBytes(24).toString('base64url');
}

function digestOf(cookie: string): string {
  return createHash('sha256').update(cookie).digest('hex');
}

function isSame(given: unknown, expected: string | undefined): boolean {
  if (typeof given !== 'string' || expected === undefined) return false;
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}

/** The seats before the screen at this port. */
export function seatsAt(port: number, names: readonly SeatName[] = ['token'], memory?: SeatMemory): Seats {
  return new Seats(names, `screen-${port}`, memory);
}
