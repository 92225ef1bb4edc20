import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { statisticsStyle } from '../../statistics/style.ts';

/**
 * The files every page needs; read once, so that nothing of the disk can be asked for by a path.
 * @param folder where they were built to: `desk.css`, `live.js`, `icon.svg`
 */
export async function serveAssets(server: FastifyInstance, folder: string): Promise<void> {
  const read = (file: string) => readFile(join(folder, file), 'utf8');
  const [style, script, icon] = await Promise.all([read('desk.css'), read('live.js'), read('icon.svg')]);
  server.get('/desk.css', async (_request, reply) =>
    reply.type('text/css; charset=utf-8').send(`${style}${statisticsStyle}`),
  );
  server.get('/live.js', async (_request, reply) => reply.type('text/javascript; charset=utf-8').send(script));
  server.get('/icon.svg', async (_request, reply) => reply.type('image/svg+xml').send(icon));
}
