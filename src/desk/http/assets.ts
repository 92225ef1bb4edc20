import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { numbersStyle } from '../../numbers/style.ts';
import { projectRoot } from '../../system/paths.ts';

/** The two files a page needs; read once, so that nothing of the disk can be asked for by a path. */
export async function serveAssets(server: FastifyInstance): Promise<void> {
  const folder = join(projectRoot(), 'src', 'desk', 'assets');
  const [style, script] = await Promise.all([readFile(join(folder, 'desk.css'), 'utf8'), readFile(join(folder, 'live.js'))]);
  server.get('/desk.css', async (_request, reply) => reply.type('text/css; charset=utf-8').send(`${style}${numbersStyle}`));
  server.get('/live.js', async (_request, reply) => reply.type('text/javascript; charset=utf-8').send(script));
}
