import { randomBytes, timingSafeEqual } from 'node:crypto';
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
 * Who may see the patient screen: whoever brings the token of a seat. The kiosk's own browser is given a cookie for it,
 * which is another secret and known to no other program, so that its page can take the token out of the address.
 */
export class Seats {
  private readonly seats: readonly Seat[];
  private readonly cookieName: string;
  private readonly cookie = secret();

  /** @param port tells the cookies of several kiosks on one machine apart: a browser keeps them by host alone */
  constructor(names: readonly SeatName[], cookieName: string) {
    this.seats = names.map((name) => ({ name, token: secret(), browser: new OneBrowser() }));
    this.cookieName = cookieName;
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
    return isSame(cookies[this.cookieName], this.cookie) ? this.seats[0] : undefined;
  }

  /** The door of everything that is the patient's. */
  readonly door = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const seat = this.of(request);
    if (!seat) return reply.code(403).type('text/plain; charset=utf-8').send('This address needs its token.\n');
    if (seat.name === 'token' && !request.headers.upgrade) {
      reply.setCookie(this.cookieName, this.cookie, { path: '/', httpOnly: true, sameSite: 'strict' });
    }
    return undefined;
  };
}

function secret(): string {
  return randomBytes(24).toString('base64url');
}

function isSame(given: unknown, expected: string): boolean {
  if (typeof given !== 'string') return false;
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}
