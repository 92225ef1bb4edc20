import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { catalogue } from '../../problem/catalogue.ts';
import type { Problem } from '../../problem/result.ts';
import { isStepId } from '../../setup/catalogue.ts';
import type { StepId } from '../../setup/stepIds.ts';
import { cookieOf, csrfFor } from '../http/access.ts';
import { refuse } from '../http/outcome.ts';
import { sendPage } from '../http/reply.ts';
import { type FirstRunFrame, firstStepPage } from '../pages/setUp/firstRunPages.ts';
import { nothingSaid, type StepSaid, stepShown } from '../pages/setUp/stepPage.ts';
import type { FirstRunContext } from './context.ts';

/** What was typed, field by field. */
export type TypedFields = Readonly<Record<string, unknown>>;

/** The set-up as it talks with whoever does it: what frames each page, what the next one says, where it goes on. */
export class Conversation {
  private readonly server: FastifyInstance;
  private readonly context: FirstRunContext;

  constructor(server: FastifyInstance, context: FirstRunContext) {
    this.server = server;
    this.context = context;
  }

  /** @param said in place of what was left for this page */
  frame(request: FastifyRequest, reply: FastifyReply, said: FirstRunFrame['said'] = null): FirstRunFrame {
    return {
      clinicName: this.context.facility.clinicName,
      csrf: csrfFor(reply, request.session),
      said: said ?? this.noticeFor(request),
    };
  }

  /** A sentence for the next page of this browser. */
  leave(request: FastifyRequest, text: string, good: boolean): void {
    this.server.notices.leave(keyOf(request), { said: text, good });
  }

  /** To the next question nobody has answered, or to the end. */
  async goOn(reply: FastifyReply, after?: StepId): Promise<FastifyReply> {
    const { setUp } = this.context;
    const next = setUp.next(await setUp.ports.seen(), after);
    return reply.redirect(next === undefined ? '/set-up/finish' : `/set-up/${next}`, 303);
  }

  /** The page of a step; after a refusal with what was typed and what is wrong with it. */
  async showStep(
    request: FastifyRequest,
    reply: FastifyReply,
    id: StepId,
    said: StepSaid = nothingSaid,
    typed: TypedFields = {},
  ): Promise<FastifyReply> {
    const { setUp } = this.context;
    const seen = await setUp.ports.seen();
    const steps = setUp.steps(seen);
    const at = steps.findIndex(({ step }) => step.id === id);
    const standing = steps[at];
    if (!standing) throw new Error(`${id} is not in the catalogue`);
    const shown = this.frame(request, reply);
    const fields = standing.step.fields(setUp.draft, seen).map((field) => withTyped(field, typed));
    const next = setUp.next(seen, id);
    const isTriable = standing.step.trial !== undefined && standing.standing === 'answered';
    const onward = isTriable ? `/set-up/${next ?? 'finish'}` : undefined;
    const forms = { to: '/api/set-up/steps', csrf: shown.csrf, maySkip: true, onward };
    const body = stepShown(standing, fields, seen, forms, said);
    return sendPage(reply, firstStepPage(shown, standing, at + 1, steps.length, body));
  }

  private noticeFor(request: FastifyRequest): FirstRunFrame['said'] {
    const notice = this.server.notices.take(keyOf(request));
    return notice && { text: notice.said, good: notice.good };
  }
}

/** Who is on record for it; nobody before there is an administrator. */
export function staffOf({ session }: FastifyRequest): { readonly staff?: string } {
  return session ? { staff: session.staff.id } : {};
}

export function wordsFor({ code }: Problem): string {
  return `${code} ${catalogue[code].staff}`;
}

/** The `:id` of a route, where there is such a step. */
export function stepIdOf({ params }: FastifyRequest): StepId | undefined {
  const id = z.object({ id: z.string() }).safeParse(params).data?.id;
  return id !== undefined && isStepId(id) ? id : undefined;
}

export const unknownStep = refuse(404, 'not-found', 'その設定はありません。');

/** Whose notices they are: of a session, else of the browser that said the code. */
function keyOf(request: FastifyRequest): string {
  return request.session?.key ?? `grant ${cookieOf(request, 'set-up')}`;
}

/** What was typed and not taken stands in its field again; what is secret does not. */
function withTyped<F extends { readonly kind: string; readonly name: string }>(field: F, typed: TypedFields): F {
  const value = typed[field.name];
  const isShown = field.kind === 'line' || field.kind === 'text' || field.kind === 'one';
  if (isShown && typeof value === 'string') return { ...field, value };
  return field.kind === 'several' && Array.isArray(value) ? { ...field, value } : field;
}
