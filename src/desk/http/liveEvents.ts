import type { ServerResponse } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { DeskContext } from '../context.ts';
import { tokenOf } from './access.ts';
import { securityHeaders } from './headers.ts';
import { kioskSeen } from './kioskSeen.ts';
import { refuse } from './outcome.ts';
import { answer } from './reply.ts';

/** More than any clinic has screens. */
const mostStreams = 50;

/** How often a stream says that it is alive, and looks whether its session still is. */
const beatMs = 10_000;

/**
 * Server-sent events for open pages: `kiosk` with its present state, `arrivals` when something was recorded, `mode`
 * when a mode was opened or ended, `signed-out` when the session is over. Nothing about any patient: pages ask for that.
 */
export class LiveEvents {
  readonly #desk: DeskContext;
  readonly #streams = new Map<ServerResponse, string>();
  readonly #stops: readonly (() => void)[];

  constructor(desk: DeskContext) {
    this.#desk = desk;
    const beat = setInterval(() => this.#beat(), beatMs).unref();
    this.#stops = [
      desk.kiosk.subscribe(() => this.#tell(this.#kioskEvent())),
      desk.outbox.onRecorded(() => this.#tell(event('arrivals', {}))),
      desk.modes.onChange(() => this.#tell(event('mode', {}))),
      () => clearInterval(beat),
    ];
  }

  attach(request: FastifyRequest, reply: FastifyReply): void {
    if (this.#streams.size >= mostStreams) {
      answer(request, reply, refuse(503, 'too-many-pages', '開いている画面が多すぎます。'));
      return;
    }
    reply.hijack();
    const stream = reply.raw;
    stream.writeHead(200, { ...securityHeaders, 'content-type': 'text/event-stream; charset=utf-8' });
    this.#streams.set(stream, tokenOf(request));
    stream.on('close', () => this.#streams.delete(stream));
    stream.write(this.#kioskEvent());
  }

  close(): void {
    for (const stop of this.#stops) stop();
    for (const stream of this.#streams.keys()) stream.end();
    this.#streams.clear();
  }

  #tell(text: string): void {
    for (const stream of this.#streams.keys()) stream.write(text);
  }

  #beat(): void {
    for (const [stream, token] of this.#streams) {
      if (this.#desk.sessions.find(token, false)) stream.write(': alive\n\n');
      else stream.end(event('signed-out', {}));
    }
  }

  #kioskEvent(): string {
    return event('kiosk', kioskSeen(this.#desk.kiosk.now()));
  }
}

function event(name: string, data: object): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}
