import { closeSync, openSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { problemCode } from '../../problem/problemCode.ts';

/** The socket of a running kiosk, in its data folder, which only its own user may enter. */
export function controlSocketIn(dataFolder: string): string {
  return join(dataFolder, 'control.sock');
}

/** `POST` to this path: the running kiosk looks at itself. */
export const diagnosePath = '/diagnose';

export const diagnoseRequestSchema = z.strictObject({ only: z.array(z.string()).optional() });

const values = z.record(z.string(), z.union([z.number(), z.string(), z.boolean(), z.null()]));
const finding = z.strictObject({
  id: z.string(),
  number: problemCode,
  severity: z.enum(['critical', 'warning', 'notice']),
  says: z.string(),
  next: z.string(),
});
const checkReport = z.strictObject({ id: z.string(), ok: z.boolean(), ms: z.number(), values });

/** One line of its answer: a step of the checks, or at the end the report. */
export const lineSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('begun'), id: z.string(), title: z.string() }),
  z.strictObject({ kind: z.literal('ended'), report: checkReport, findings: z.array(finding) }),
  z.strictObject({
    kind: z.literal('report'),
    report: z.strictObject({
      ok: z.boolean(),
      findings: z.array(finding),
      checks: z.array(checkReport),
      skipped: z.array(z.strictObject({ id: z.string(), needs: z.array(z.string()) })),
    }),
  }),
]);

/** The name of a socket may have this many bytes (Linux: 108 with the end); longer ones are named by their folder. */
const longestName = 107;

/** Calls `use` with a name of the socket that is short enough for the system. */
export async function withSocketName<T>(socket: string, use: (name: string) => Promise<T>): Promise<T> {
  if (Buffer.byteLength(socket) <= longestName) return use(socket);
  const folder = openSync(dirname(socket), 'r');
  try {
    return await use(`/proc/self/fd/${folder}/${basename(socket)}`);
  } finally {
    closeSync(folder);
  }
}
