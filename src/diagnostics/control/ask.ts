import { request } from 'node:http';
import { createInterface } from 'node:readline';
import type { Report } from '../report.ts';
import type { CheckStep } from '../runChecks.ts';
import { diagnosePath, lineSchema, withSocketName } from './protocol.ts';

/** What a running kiosk says of itself; `nobody` where none is there, `silent` where one is and gives no report. */
export type KioskAnswer = { readonly kind: 'report'; readonly report: Report } | { readonly kind: 'nobody' | 'silent' };

/** Longer than all checks of a kiosk together, milliseconds. */
const longestMs = 150_000;

/** Asks the kiosk behind a socket to look at itself. */
export async function askKiosk(
  socket: string,
  only: readonly string[] | undefined,
  onStep: (step: CheckStep) => void,
): Promise<KioskAnswer> {
  return withSocketName(
    socket,
    (socketPath) =>
      new Promise<KioskAnswer>((resolve) => {
        let answered: KioskAnswer = { kind: 'silent' };
        const asking = request(
          // Asked once: a connection kept open would keep the command line from ending.
          { socketPath, path: diagnosePath, method: 'POST', agent: false, signal: AbortSignal.timeout(longestMs) },
          (response) => {
            const lines = createInterface({ input: response });
            lines.on('line', (text) => {
              const line = lineIn(text);
              if (line?.kind === 'report') answered = line;
              else if (line) onStep(line);
            });
            lines.once('close', () => resolve(answered));
            response.once('error', () => resolve({ kind: 'silent' }));
          },
        );
        asking.once('error', (error) => resolve({ kind: isNobody(error) ? 'nobody' : 'silent' }));
        asking.end(JSON.stringify({ ...(only ? { only } : {}) }));
      }),
  ).catch(() => ({ kind: 'nobody' }));
}

function isNobody(error: Error): boolean {
  return 'code' in error && (error.code === 'ENOENT' || error.code === 'ECONNREFUSED' || error.code === 'ENOTDIR');
}

type Line = CheckStep | Extract<KioskAnswer, { kind: 'report' }>;

function lineIn(text: string): Line | undefined {
  try {
    // Names of ports may be those of another version: they are only shown.
    return lineSchema.parse(JSON.parse(text)) as Line;
  } catch {
    return undefined;
  }
}
