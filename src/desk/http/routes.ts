import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Html, html } from '../../kernel/html.ts';
import type { Session } from '../accounts/sessions.ts';
import type { DeskContext } from '../context.ts';
import { layout, type PageFrame } from '../pages/layout.ts';
import type { RouteKey } from '../roles.ts';
import { csrfFor, signedIn } from './access.ts';
import { type Outcome, type Refusal, refuse } from './outcome.ts';
import { answer, sendInPieces, sendPage } from './reply.ts';

type GetKey = Extract<RouteKey, `GET ${string}`>;
type PostKey = Extract<RouteKey, `POST ${string}`>;

/** What a page is: its title, which others may see in the browser's tab, its heading where that is another, and what stands on it. */
export interface PageContent {
  readonly title: string;
  readonly heading?: string;
  readonly body: Html;
  /** Markup behind `body`, UTF-8, that is too long to be put together and sent in one go. */
  readonly long?: Uint8Array;
}

/** Where what is long goes in. No text becomes this: what is no markup is escaped. */
const placeOfLong = new Html('<!-- long -->');

/** A read for programs: what it returns is sent as JSON. */
export function json(
  server: FastifyInstance,
  key: GetKey,
  read: (by: Session, request: FastifyRequest) => Refusal | object | Promise<Refusal | object>,
): void {
  server.get(pathOf(key), async (request, reply) => {
    const body = await read(signedIn(request), request);
    return isRefusal(body) ? answer(request, reply, body) : reply.send(body);
  });
}

/** A page for people, in the desk's frame. */
export function page(
  server: FastifyInstance,
  desk: DeskContext,
  key: GetKey,
  show: (
    by: Session,
    frame: PageFrame,
    request: FastifyRequest,
  ) => Refusal | PageContent | Promise<Refusal | PageContent>,
): void {
  server.get(pathOf(key), async (request, reply) => {
    const by = signedIn(request);
    const frame = frameOf(desk, by, csrfFor(reply, by), pathOf(key));
    const content = await show(by, frame, request);
    if (isRefusal(content)) return answer(request, reply, content);
    const { title, heading, body, long } = content;
    const shown = layout(
      { ...frame, notice: server.notices.take(by.key) },
      title,
      long ? html`${body}${placeOfLong}` : body,
      heading,
    );
    if (!long) return sendPage(reply, shown);
    const [before = '', after = ''] = shown.text.split(placeOfLong.text);
    return sendInPieces(reply.type('text/html; charset=utf-8'), [Buffer.from(before), long, Buffer.from(after)]);
  });
}

/** A part of a page that renews itself. */
export function fragment(
  server: FastifyInstance,
  key: GetKey,
  show: (by: Session, csrf: string, request: FastifyRequest) => Refusal | Html,
): void {
  server.get(pathOf(key), async (request, reply) => {
    const by = signedIn(request);
    const shown = show(by, csrfFor(reply, by), request);
    return shown instanceof Html ? sendPage(reply, shown) : answer(request, reply, shown);
  });
}

/** Something staff do: the same for a form on `page` and for a program that sends JSON. */
export function action<T extends z.ZodType>(
  server: FastifyInstance,
  key: PostKey,
  { page: formPage, body }: { readonly page: string; readonly body: T },
  run: (input: z.output<T>, by: Session, request: FastifyRequest) => Outcome | Promise<Outcome>,
): void {
  server.post(pathOf(key), { config: { page: formPage } }, async (request, reply) => {
    const input = inputOf(request, body);
    if (!input.success) return answer(request, reply, wrongInput(input.error));
    return answer(request, reply, await run(input.data, signedIn(request), request));
  });
}

/** The body without the CSRF token that came with it. */
export function inputOf<T extends z.ZodType>({ body }: FastifyRequest, schema: T) {
  const fields: Record<string, unknown> = { ...(typeof body === 'object' ? body : {}) };
  delete fields._csrf;
  return schema.safeParse(fields);
}

/** Names the fields, never what was in them. */
export function wrongInput(error: z.ZodError): Refusal {
  const fields = [...new Set(error.issues.map(({ path }) => path.join('.')))].filter((field) => field !== '');
  return {
    ...refuse(400, 'wrong-input', `入力を確認してください${fields.length > 0 ? `（${fields.join('、')}）` : ''}。`),
  };
}

/** The `:id` of a route, as `schema` wants it. */
export function idOfRequest(request: FastifyRequest, schema: z.ZodType<string>): string | undefined {
  return z.object({ id: schema }).safeParse(request.params).data?.id;
}

export function frameOf(desk: DeskContext, by: Session, csrf: string, path: string): PageFrame {
  const { facility, modes, accounts, sessions, demo } = desk;
  const open = modes.now();
  return {
    clinicName: facility.clinicName,
    kiosk: facility.kiosk,
    staff: by.staff,
    csrf,
    path,
    notice: null,
    limits: sessions.limits,
    isResting: by.standing === 'resting',
    demo: demo !== undefined,
    mode: open && { kind: open.kind, endsAt: open.endsAt, by: accounts.nameOf(open.staff) },
  };
}

function pathOf(key: RouteKey): string {
  return key.slice(key.indexOf(' ') + 1);
}

function isRefusal(value: object): value is Refusal {
  return 'kind' in value && value.kind === 'refused' && 'said' in value;
}
