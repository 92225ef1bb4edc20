import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { SimulatedSound } from './sound.ts';

/**
 * What was heard, and the plug of the headphones: `GET /api/speech` the words alone, `GET /api/sounds` signals and outlet
 * besides, `POST /api/headphones {"plugged":true}`.
 *
 * @param parse checks a body, and answers 400 by throwing
 */
export function serveSound(
  server: FastifyInstance,
  sound: SimulatedSound,
  parse: <T>(schema: z.ZodType<T>, body: unknown) => T,
): void {
  server.get('/api/speech', async () =>
    sound
      .heard()
      .filter(({ kind }) => kind === 'words')
      .map(({ at, language, text }) => ({ at, language, text })),
  );
  server.get('/api/sounds', async () => sound.heard());
  server.post('/api/headphones', async (request) => {
    const { plugged } = parse(z.strictObject({ plugged: z.boolean() }), request.body);
    sound.plug(plugged);
    return { plugged };
  });
}
