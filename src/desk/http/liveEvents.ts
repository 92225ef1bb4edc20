import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Paced } from '../../kernel/paced.ts';
import type { DeskContext } from '../context.ts';
import { signedIn, tokenOf } from './access.ts';
import { securityHeaders } from './headers.ts';
import { kioskSeen } from './kioskSeen.ts';
import { refuse } from './outcome.ts';
import { answer } from './reply.ts';

/** More than any clinic has screens. */
const mostStreams = 50;

/** More than one person has pages open; the oldest of them ends when there is one more. */
const mostOfOnePerson = 8;

/** How often a stream says that it is alive, and looks whether its session still is. */
const beatMs = 10_000;

/** News come at once and then at most so often, milliseconds: each makes every open page ask for a part of itself. */
const pauseMs = 500;

/** A page that does not read what it is sent is let go; it comes again by itself. */
const backlogBytes = 16 * 1024;

/** How long the end of a stream may take to be read, milliseconds. */
const lastWordMs = 1_000;

interface Follower {
  readonly token: string;
  readonly staff: string;
}

/**
 * Server-sent events for open pages: `kiosk` with its present state, `arrivals` when something was recorded, `attention`
 * when something was ticked off, `update` when an update went on, `mode` when a mode was opened or ended, `locked` and
 * `signed-out` when the session shows nothing any more or is over, which ends the stream. Nothing about any patient:
 * pages ask for that.
 */
export class LiveEvents {
  private readonly desk: DeskContext;
  private readonly keep: (socket: Socket) => void;
  private readonly streams = new Map<ServerResponse, Follower>();
  private readonly stops: readonly (() => void)[];

  /** @param keep marks a connection as one that stays open */
  constructor(desk: DeskContext, keep: (socket: Socket) => void) {
    this.desk = desk;
    this.keep = keep;
    const beat = setInterval(() => this.beat(), beatMs).unref();
    const paced = (text: () => string) => new Paced(pauseMs, () => this.tell(text()));
    const kiosk = paced(() => this.kioskEvent());
    const arrivals = paced(() => event('arrivals', {}));
    const attention = paced(() => event('attention', {}));
    const mode = paced(() => event('mode', {}));
    const update = paced(() => event('update', {}));
    this.stops = [
      desk.kiosk.subscribe(() => kiosk.ring()),
      desk.outbox.onRecorded(() => arrivals.ring()),
      desk.settled.onChange(() => attention.ring()),
      desk.modes.onChange(() => mode.ring()),
      desk.updates.onChange(() => update.ring()),
      desk.sessions.onChange(() => this.endThoseShut()),
      ...[kiosk, arrivals, attention, mode, update].map((each) => () => each.stop()),
      () => clearInterval(beat),
    ];
  }

  attach(request: FastifyRequest, reply: FastifyReply): void {
    const staff = signedIn(request).staff.id;
    const own = [...this.streams].filter(([, follower]) => follower.staff === staff);
    const oldest = own.length >= mostOfOnePerson ? own[0]?.[0] : undefined;
    if (oldest) this.end(oldest);
    if (this.streams.size >= mostStreams) {
      answer(request, reply, refuse(503, 'too-many-pages', '開いている画面が多すぎます。'));
      return;
    }
    reply.hijack();
    this.keep(request.raw.socket);
    const stream = reply.raw;
    stream.writeHead(200, { ...securityHeaders, 'content-type': 'text/event-stream; charset=utf-8' });
    this.streams.set(stream, { token: tokenOf(request), staff });
    stream.on('close', () => this.streams.delete(stream));
    stream.write(this.kioskEvent());
  }

  close(): void {
    for (const stop of this.stops) stop();
    for (const stream of this.streams.keys()) this.end(stream);
  }

  private tell(text: string): void {
    this.endThoseShut();
    for (const stream of this.streams.keys()) {
      if (stream.writableLength > backlogBytes) stream.destroy();
      else stream.write(text);
    }
  }

  private beat(): void {
    this.tell(': alive\n\n');
  }

  /** A session that is locked, or not proven by its new role, is told nothing either. */
  private endThoseShut(): void {
    for (const [stream, { token }] of this.streams) {
      const session = this.desk.sessions.find(token, 'page');
      if (!session) this.end(stream, event('signed-out', {}));
      else if (session.standing !== 'open' && session.standing !== 'resting') this.end(stream, event('locked', {}));
    }
  }

  private end(stream: ServerResponse, lastWord = ''): void {
    this.streams.delete(stream);
    stream.end(lastWord);
    // Who does not read does not read the end either.
    setTimeout(() => stream.destroy(), lastWordMs).unref();
  }

  private kioskEvent(): string {
    return event('kiosk', kioskSeen(this.desk.kiosk.now()));
  }
}

function event(name: string, data: object): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}
