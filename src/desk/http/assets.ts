import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { statisticsStyle } from '../../statistics/style.ts';
import { projectRoot } from '../../system/paths.ts';

/** The files every page needs; read once, so that nothing of the disk can be asked for by a path. */
export async function serveAssets(server: FastifyInstance): Promise<void> {
  const folder = join(projectRoot(), 'src', 'desk', 'assets');
  const read = (file: string) => readFile(join(folder, file), 'utf8');
  const [style, script, icon] = await Promise.all([read('desk.css'), read('live.js'), read('icon.svg')]);
  server.get('/desk.css', async (_request, reply) =>
    reply.type('text/css; charset=utf-8').send(`${style}${statisticsStyle}`),
  );
  server.get('/live.js', async (_request, reply) => reply.type('text/javascript; charset=utf-8').send(script));
  server.get('/icon.svg', async (_request, reply) => reply.type('image/svg+xml').send(icon));
}
