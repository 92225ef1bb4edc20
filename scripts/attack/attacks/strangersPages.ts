import { addressOf, listenersOf } from '../target.ts';
import type { Attack } from '../verdict.ts';
import { sendRaw } from '../wire.ts';

const foreign = (host: string): readonly (readonly string[])[] => [
  ['Host: rebound.example'],
  ['Host: rebound.example', 'Origin: http://rebound.example'],
  [`Host: ${host}`, 'Origin: null'],
  [`Host: ${host}`, 'Origin: http://evil.example'],
  [`Host: ${host}`, 'Host: evil.example'],
  [`Host: ${host}`, 'Sec-Fetch-Site: cross-site', 'Sec-Fetch-Mode: no-cors'],
];

/** A browser inside the clinic does what any page says. */
export const strangersPages: Attack = {
  id: 'strangers-pages',
  tries: "reach a listener through a stranger's page: rebound names, other origins, two hosts",
  needs: [],
  async through(target) {
    const through: string[] = [];
    for (const url of listenersOf(target)) {
      for (const path of ['/', '/healthz', '/metrics', '/api/people', '/sign-in']) {
        for (const lines of foreign(new URL(url).host)) {
          const { status } = await sendRaw(url, `GET ${path} HTTP/1.1`, 'Connection: close', ...lines);
          if (status < 400 && status !== 0) through.push(`${new URL(url).origin}${path} [${lines}] answered ${status}`);
        }
      }
    }
    if (target.simulator) through.push(...(await forgedPresses(addressOf(target, 'simulator'))));
    return through;
  },
};

async function forgedPresses(simulator: string): Promise<readonly string[]> {
  const through: string[] = [];
  for (const path of ['/api/card/remove', '/api/card/insert', '/api/faults']) {
    const lines = [`POST ${path} HTTP/1.1`, `Host: ${new URL(simulator).host}`, 'Connection: close'];
    const body = ['Content-Type: text/plain', 'Content-Length: 2', '', '{}'];
    const { status } = await sendRaw(simulator, ...lines, 'Origin: http://evil.example', ...body);
    if (status < 400) through.push(`POST ${path} from evil.example answered ${status}`);
  }
  return through;
}
