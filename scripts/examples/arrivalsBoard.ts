/**
 * An example of a consumer: a board of everybody who has arrived today, at any kiosk of the hospital.
 * `node scripts/run.mjs examples/arrivalsBoard --server nats://a:4222 --server nats://b:4222`
 */
import { readFileSync } from 'node:fs';
import { connect, credsAuthenticator } from '@nats-io/transport-node';
import { Command } from 'commander';
import { startOfTokyoDay, tokyoClock } from '../../src/kernel/tokyoTime.ts';
import { ArrivalsBoard } from './board/board.ts';
import { followArrivals } from './board/followArrivals.ts';

interface Options {
  readonly server: readonly string[];
  readonly stream: string;
  readonly creds?: string;
  readonly json?: boolean;
}

const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value];
const command = new Command('arrivals-board')
  .option('--server <url>', 'a server of the cluster; give it once for each', collect, [])
  .option('--stream <name>', 'the stream the kiosks publish to', 'ARRIVALS')
  .option('--creds <file>', 'credentials as nsc makes them')
  .option('--json', 'one line of JSON for each change')
  .parse();
const { server, stream, creds, json } = command.opts<Options>();

const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());

const connection = await connect({
  servers: server.length > 0 ? [...server] : ['nats://127.0.0.1:4222'],
  name: 'arrivals-board',
  maxReconnectAttempts: -1,
  ...(creds === undefined ? {} : { authenticator: credsAuthenticator(readFileSync(creds)) }),
});
const board = new ArrivalsBoard();
await followArrivals(connection, board, {
  stream,
  since: startOfToday(),
  signal: stopping.signal,
  onChange: () => {
    board.forgetBefore(startOfToday().toISOString());
    process.stdout.write(json ? `${JSON.stringify(board.arrivals())}\n` : table());
  },
});
await connection.close();

function table(): string {
  const lines = board.arrivals().map(({ receivedAt, kiosk, name, toTheDesk }) => {
    return `${tokyoClock(receivedAt)}  ${kiosk.padEnd(20)}  ${name}${toTheDesk ? '  → 受付' : ''}`;
  });
  // Clears the terminal: a board shows what is, not what was.
  return `\u001b[2J\u001b[H${lines.length} arrived\n\n${lines.join('\n')}\n`;
}

function startOfToday(): Date {
  return new Date(startOfTokyoDay(Date.now()));
}
