import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

declare module 'fastify' {
  interface FastifyContextConfig {
    /**
     * Who may use this route: `open` to everybody who may speak to this listener at all, or the name of one of its
     * doors. A route that says nothing is refused to all.
     */
    door?: string;
  }
}

/** Lets a request pass, or answers it itself. */
export type Door = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;

/** The doors of a listener by name. `open` needs none. */
export type Doors = Readonly<Record<string, Door>>;

/** For a listener of which nothing is anybody's in particular: says so of every route to come. */
export function openAll(server: FastifyInstance): void {
  server.addHook('onRoute', (route) => {
    route.config = { ...route.config, door: 'open' };
  });
}

/**
 * Asks the door of the route that was matched, never the address that was sent: a router decodes, and whoever reads the
 * same address a second time reads it differently.
 */
export function askDoor(doors: Doors, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const { door } = request.routeOptions.config;
  // What no route was found for is answered as such, to everybody alike.
  if (request.is404 || door === 'open') return Promise.resolve();
  const asked = door !== undefined && Object.hasOwn(doors, door) ? doors[door] : undefined;
  return asked ? asked(request, reply) : Promise.resolve(reply.code(403).type('text/plain').send('Refused.\n'));
}
