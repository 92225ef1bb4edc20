import formBody from '@fastify/formbody';
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import { second } from '../../kernel/durations.ts';
import type { Result } from '../../problem/result.ts';
import { whenFree } from '../../storage/whenFree.ts';
import type { AccountsContext } from '../context.ts';
import { secondFactorRoutes } from '../routes/secondFactorRoutes.ts';
import { type SignInParts, signInRoutes } from '../routes/signInRoutes.ts';
import { guardRoutes } from './access.ts';
import { serveAssets } from './assets.ts';
import { answerErrors } from './errors.ts';
import { formFields } from './forms.ts';
import { securityHeaders } from './headers.ts';
import { Notices } from './notices.ts';

/** The largest form has a name and an address in it, bytes; routes that take certificates have a limit of their own. */
export const bodyLimit = 16 * 1024;

/** How long a request waits for a database that another program holds, milliseconds. */
const heldPatienceMs = 10 * second;

export interface PagesOptions {
  /** Whether they are reached over TLS. */
  readonly isSecured: boolean;
  /** What the pages load, as built: `dist/desk`. */
  readonly appFolder: string;
  readonly parts: SignInParts;
  /** Routes beside the table of roles.ts, by key, and the door each of them has. */
  readonly beside?: Readonly<Record<string, string>>;
}

/**
 * What every server of pages for staff begins with: how forms are read, what each answer carries, who is let in where,
 * what the pages load, and the way in itself. Its own routes come after.
 */
export async function openPages(
  server: FastifyInstance,
  desk: AccountsContext,
  { isSecured, appFolder, parts, beside = {} }: PagesOptions,
): Promise<void> {
  await server.register(formBody, { parser: formFields });
  server.decorate('notices', new Notices());
  server.addHook('onSend', async (_request, reply) => {
    reply.headers(securityHeaders);
  });
  answerErrors(server, desk.log);
  // Of single routes; of all together the listener has its own.
  await server.register(rateLimit, { global: false });
  await guardRoutes(server, { sessions: desk.sessions, free: () => whenWritable(desk), isSecured, beside });
  await serveAssets(server, appFolder);
  signInRoutes(server, desk, parts);
  secondFactorRoutes(server, desk, parts);
}

/** A trail that cannot be written says so where something is to go on record: not everything does. */
function whenWritable({ store, audit }: Pick<AccountsContext, 'store' | 'audit'>): Promise<Result<void>> {
  return whenFree(() => {
    const trail = audit.free();
    return !trail.ok && trail.problem.code === 'U-512' ? trail : store.free();
  }, heldPatienceMs);
}
