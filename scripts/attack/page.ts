import { type Answer, ask, askPatiently } from './wire.ts';

/** The sign-in page of a desk, as a browser has it open: with the token that its forms send back. */
export interface DeskPage {
  post(path: string, json: string): Promise<Answer>;
  /** As often as it takes to be answered: who has just asked too much is sent away. */
  postPatiently(path: string, json: string): Promise<Answer>;
}

/** Throws where the desk gives no token. */
export async function openPage(desk: string): Promise<DeskPage> {
  const { body, headers } = await askPatiently(new URL('/api/csrf', desk));
  const token = /"csrf\w*":"([^"]+)"/i.exec(body)?.[1];
  if (token === undefined) throw new Error(`no token from ${new URL('/api/csrf', desk)}`);
  const cookie = [headers['set-cookie'] ?? []].flat().map((each) => String(each).split(';')[0]);
  const sent = { 'content-type': 'application/json', 'x-csrf-token': token, cookie: cookie.join('; ') };
  const asked = (json: string) => ({ method: 'POST', headers: sent, body: json }) as const;
  return {
    post: (path, json) => ask(new URL(path, desk), asked(json)),
    postPatiently: (path, json) => askPatiently(new URL(path, desk), asked(json)),
  };
}
