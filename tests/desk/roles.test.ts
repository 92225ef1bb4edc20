import { text } from 'node:stream/consumers';
import { v7 as uuidv7 } from 'uuid';
import { expect, test } from 'vitest';
import { access, type Role, roles } from '../../src/desk/roles.ts';
import { type DeskClient, testDesk } from '../support/desk/desk.ts';

const routes = Object.entries(access).map(([key, who]) => {
  const [method = '', path = ''] = key.split(' ');
  const id = path.startsWith('/api/staff') ? 's-999' : uuidv7();
  return { key, method, path: path.replace(':id', id), who };
});

/** The status that comes back. The body of one of the routes never ends. */
async function statusOf(client: DeskClient, route: (typeof routes)[number], csrf: string): Promise<number> {
  const isPost = route.method === 'POST';
  const headers = isPost
    ? { 'content-type': 'application/json', ...(csrf ? { 'x-csrf-token': csrf } : {}) }
    : undefined;
  const answer = await client.open(route.method, route.path, {
    ...(isPost ? { body: '{}' } : {}),
    ...(headers ? { headers } : {}),
  });
  if (answer.headers['content-type']?.startsWith('text/event-stream')) answer.destroy();
  // Read to its end, so that the connection is used again: the desk does not take a hundred new ones at once.
  else await text(answer);
  return answer.statusCode ?? 0;
}

async function csrfOf(client: DeskClient): Promise<string> {
  return String((await client.get('/api/csrf')).json().csrf);
}

test('nobody gets past the sign-in page', async () => {
  const desk = await testDesk();
  const client = desk.client();
  const csrf = await csrfOf(client);
  for (const route of routes) {
    const status = await statusOf(client, route, csrf);
    const isPage = route.method === 'GET' && !/^\/(api|fragments)\//.test(route.path);
    const closed = isPage ? 303 : 401;
    if (route.who === 'anyone') expect([route.key, status]).not.toEqual([route.key, closed]);
    else expect([route.key, status]).toEqual([route.key, closed]);
  }
});

test.each(roles)('a %s may use what the table says, and nothing else', async (role: Role) => {
  const desk = await testDesk();
  let client = await desk.signedIn(role);
  for (const route of routes) {
    const status = await statusOf(client, route, await csrfOf(client));
    const allowed = route.who === 'anyone' || route.who.includes(role);
    if (allowed) expect([route.key, status]).not.toEqual([route.key, 403]);
    else expect([route.key, status]).toEqual([route.key, 403]);
    expect([route.key, status < 500]).toEqual([route.key, true]);
    if (route.key === 'POST /api/sign-out') client = await desk.signedIn(role);
  }
});

test('nothing is changed without the token of the page, or with that of somebody else', async () => {
  const desk = await testDesk();
  const admin = await desk.signedIn('administrator');
  const stranger = await csrfOf(desk.client());
  const colleague = await csrfOf(await desk.signedIn('administrator'));
  for (const route of routes.filter(({ method }) => method === 'POST')) {
    for (const csrf of ['', 'made-up', stranger, colleague]) {
      expect([route.key, await statusOf(admin, route, csrf)]).toEqual([route.key, 403]);
    }
  }
  expect((await admin.get('/api/me')).status).toBe(200);
});

test('every route that may be used is in the table: another one is not served', async () => {
  const desk = await testDesk();
  const client = await desk.signedIn('administrator');
  const known = new Set(Object.keys(access));
  for (const path of ['/api/patients', '/api/../desk.sqlite', '/src/desk/roles.ts', '/live.js.map']) {
    expect(known.has(`GET ${path}`)).toBe(false);
    expect((await client.get(path)).status).toBe(404);
  }
  expect((await client.send('DELETE', '/api/staff')).status).toBe(404);
  expect((await client.send('HEAD', '/')).status).toBe(404);
});

test('no answer is kept anywhere, framed by anybody, or allowed to load or run anything else', async () => {
  const desk = await testDesk();
  const client = await desk.signedIn('administrator');
  for (const path of ['/', '/sign-in', '/desk.css', '/api/me', '/api/nothing', '/fragments/kiosk', '/statistics']) {
    const { headers, text } = await client.get(path);
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['content-security-policy']).toContain("default-src 'none'; script-src 'self'; style-src 'self';");
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['referrer-policy']).toBe('same-origin');
    expect(headers['strict-transport-security']).toBeUndefined();
    expect(text).not.toMatch(
      /<script(?! type="module" src="\/live\.js">)|<style|\son\w+="|\sstyle="|https?:\/\/(?!www\.w3\.org\/2000\/svg")/,
    );
  }
});

test('a body that is too large, or none of the two kinds, is refused without being read to its end', async () => {
  const desk = await testDesk();
  const client = await desk.signedIn();
  const csrf = await csrfOf(client);
  const send = (type: string, body: string) =>
    client.send('POST', '/api/kiosk/help', { body, headers: { 'content-type': type, 'x-csrf-token': csrf } });
  expect((await send('application/json', JSON.stringify({ visit: 'x'.repeat(20_000) }))).status).toBe(413);
  expect((await send('application/json', '{')).status).toBe(400);
  expect((await send('application/xml', '<visit/>')).status).toBe(415);
});
