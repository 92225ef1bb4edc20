import { chmodSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { readCapped } from '../../kernel/cappedBody.ts';
import type { Report } from '../report.ts';
import type { CheckStep } from '../runChecks.ts';
import { diagnosePath, diagnoseRequestSchema, withSocketName } from './protocol.ts';

/** Runs the checks of a kiosk that is running, all or those named. */
export type Diagnose = (
  only: readonly string[] | undefined,
  signal: AbortSignal,
  onStep: (step: CheckStep) => void,
) => Promise<Report>;

const mostRequestBytes = 16 * 1024;

/**
 * Answers the command line on a socket that only this kiosk's own user can reach. A socket that a killed process left
 * there is replaced: whoever calls this has the data folder to itself. Rejects as `listen` does.
 */
export async function serveControl(socket: string, diagnose: Diagnose): Promise<{ close(): Promise<void> }> {
  const server = createServer((request, response) => {
    void answer(request, response, diagnose).catch(() => response.destroy());
  });
  rmSync(socket, { force: true });
  await withSocketName(
    socket,
    (name) =>
      new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(name, resolve);
      }),
  );
  chmodSync(socket, 0o600);
  server.unref();
  return {
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      rmSync(socket, { force: true });
    },
  };
}

async function answer(request: IncomingMessage, response: ServerResponse, diagnose: Diagnose): Promise<void> {
  const asked = request.method === 'POST' && request.url === diagnosePath ? await askedFor(request) : undefined;
  if (!asked) {
    response.writeHead(400).end();
    return;
  }
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  response.writeHead(200, { 'content-type': 'application/x-ndjson' });
  const line = (content: unknown): void => {
    response.write(`${JSON.stringify(content)}\n`);
  };
  const report = await diagnose(asked.only, gone.signal, line);
  line({ kind: 'report', report });
  response.end();
}

async function askedFor(request: IncomingMessage): Promise<{ readonly only?: readonly string[] } | undefined> {
  const body = await readCapped({ body: request }, mostRequestBytes);
  try {
    const { only } = diagnoseRequestSchema.parse(JSON.parse(Buffer.from(body ?? []).toString('utf8')));
    return only ? { only } : {};
  } catch {
    return undefined;
  }
}
