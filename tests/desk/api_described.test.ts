import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { access } from '../../src/desk/roles.ts';
import { projectRoot } from '../../src/system/paths.ts';
import { testDesk, waitingForStaff } from '../support/desk/desk.ts';

const operation = z.looseObject({
  'x-roles': z.array(z.string()),
  requestBody: z
    .looseObject({
      content: z.union([
        z.object({ 'application/json': z.object({ schema: z.object({ $ref: z.string() }) }) }),
        z.object({ 'application/octet-stream': z.object({ schema: z.object({ $ref: z.string() }) }) }),
      ]),
    })
    .optional(),
});
const document = z
  .looseObject({
    openapi: z.string().regex(/^3\.1\./),
    paths: z.record(z.string(), z.looseObject({ get: operation.optional(), post: operation.optional() })),
    components: z.object({ schemas: z.record(z.string(), z.looseObject({})) }),
  })
  .parse(parse(readFileSync(join(projectRoot(), 'docs', 'api', 'desk.yaml'), 'utf8')));

function describes(schema: string, body: unknown): boolean {
  return z.fromJSONSchema(document.components.schemas[schema] ?? {}).safeParse(body).success;
}

test('the document has every route of the API with its roles, and no other', () => {
  const described = Object.entries(document.paths).flatMap(([path, { get, post }]) =>
    Object.entries({ GET: get, POST: post }).flatMap(([method, entry]) =>
      entry ? [[`${method} ${path.replace('{id}', ':id')}`, entry['x-roles']] as const] : [],
    ),
  );
  const served = Object.entries(access)
    .filter(([key]) => key.includes(' /api/'))
    .map(([key, who]) => [key, who === 'anyone' ? [] : [...who]] as const);
  expect(Object.fromEntries(described)).toEqual(Object.fromEntries(served));
});

test('every body it names is one it describes', () => {
  const named = Object.values(document.paths).flatMap(({ post }) =>
    post
      ? [
          Object.values(post.requestBody?.content ?? {})[0]
            ?.schema.$ref.split('/')
            .at(-1) ?? 'none',
        ]
      : [],
  );
  expect(named.filter((name) => !document.components.schemas[name])).toEqual([]);
});

test('what it says of bodies and answers is what the desk takes and gives', async () => {
  const desk = await testDesk();
  const client = await desk.signedIn();
  const { visit } = waitingForStaff();
  const card = { name: '山田花子', birthdate: '19850412', sex: '2', address: '緑町' } as const;
  desk.kiosk.put(waitingForStaff({ visit, card, differs: ['name'], problem: 'U-405' }));
  await client.post('/api/kiosk/card', { visit });
  const bodies = [
    ['/api/kiosk/approve', 'Approval', { visit, reason: 'injury', oral: true }],
    ['/api/kiosk/help', 'Visit', { visit }],
    ['/api/kiosk/number', 'NumberB', { visit, birth: '600412', expiry: '2031', code: '8017' }],
    ['/api/mode/open', 'OpenMode', { kind: 'disaster', reason: '地震' }],
    ['/api/arrivals', 'WithoutCard', { ...card, asked: true, agreed: ['checkup'] }],
  ] as const;
  for (const [path, schema, body] of bodies) {
    expect([path, (await client.post(path, body)).status]).toEqual([path, 200]);
    expect([path, describes(schema, body)]).toEqual([path, true]);
    const odd = { ...body, odd: 1 };
    expect([path, (await client.post(path, odd)).status]).toEqual([path, 400]);
    expect([path, describes(schema, odd)]).toEqual([path, false]);
  }
  expect(describes('Kiosk', (await client.get('/api/kiosk/now')).json())).toBe(true);
  expect(describes('Card', (await client.post('/api/kiosk/card', { visit })).json())).toBe(true);
  expect(describes('Mode', (await client.get('/api/mode')).json())).toBe(true);
  expect(describes('Kiosk', { visit })).toBe(false);
});
