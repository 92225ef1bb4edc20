import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { faceGuidances } from '../face/guidance.ts';
import { listenOptions, type PortChoice } from '../kernel/heldPort.ts';
import type { Result } from '../problem/result.ts';
import { projectRoot } from '../system/paths.ts';
import { acts } from './camera/acts.ts';
import { type CameraScene, headTurns, spoofKinds } from './camera/scene.ts';
import { scriptNames } from './camera/scripts.ts';
import { chipKinds } from './card/badChips/chipKind.ts';
import { serveFaults } from './faultRoutes.ts';
import { faultKinds } from './faults.ts';
import { simulatedListener } from './listener.ts';
import type { Person } from './people.ts';
import { acceptEmptyJson, BadRequest, explain, listenForErrors } from './serverErrors.ts';
import { serveSound } from './soundRoutes.ts';
import type { World } from './world.ts';

export interface SimulatorServerOptions {
  readonly port: PortChoice;
  readonly world: World;
  /** Folder that holds `dist/dock` and `fixtures/people`; the project's own when absent. */
  readonly root?: string;
}

export interface SimulatorServer {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * The simulated outside world over HTTP, on loopback only: the clinic system the kiosk calls, the API that plays card,
 * phone, camera and faults, and the dock page. Rejects where the port is taken.
 */
export async function createSimulatorServer(options: SimulatorServerOptions): Promise<SimulatorServer> {
  const { port, world, root = projectRoot() } = options;
  const server = simulatedListener('simulator');
  listenForErrors(server);
  acceptEmptyJson(server);
  await world.clinic.serve(server);
  serveWorld(server, world, root);
  await serveDock(server, join(root, 'dist', 'dock'));
  const url = await server.listen(listenOptions('127.0.0.1', port));
  return { url, close: () => server.close() };
}

function serveWorld(server: FastifyInstance, world: World, root: string): void {
  const { people, slot, phoneSlot, camera, faults, gateway, clinic, sound } = world;
  const state = () => ({
    card: slot.present?.id ?? null,
    phone: phoneSlot.present?.id ?? null,
    camera: camera.scene(),
    faults: faults.list(),
    screenUrl: world.screenUrl(),
    mirrorUrl: world.mirrorUrl(),
    browserOrders: world.browserOrders(),
  });

  server.get('/api/state', async () => state());
  server.get('/api/people', async () => people.map(introduce));
  server.get<{ Params: { id: string } }>('/api/people/:id/portrait.jpg', async (request, reply) => {
    const { id } = personNamed(people, request.params.id);
    return reply.sendFile('frame-1.jpg', join(root, 'fixtures', 'people', id));
  });

  server.post('/api/card/insert', async (request) => {
    const { person, chip } = parseBody(
      z.strictObject({ person: z.string(), chip: z.enum(chipKinds).exactOptional() }),
      request.body,
    );
    expectDone(await slot.insert(personNamed(people, person), chip));
    return state();
  });
  server.post('/api/card/remove', async () => {
    await slot.remove();
    return state();
  });

  server.post('/api/paper', async (request) => {
    world.layPaper(parseBody(z.strictObject({ lies: z.boolean() }), request.body).lies);
    return state();
  });

  server.post('/api/phone/hold', async (request) => {
    const { person } = parseBody(z.strictObject({ person: z.string() }), request.body);
    expectDone(await phoneSlot.insert(ownerOfPhone(people, person)));
    return state();
  });
  server.post('/api/phone/remove', async () => {
    await phoneSlot.remove();
    return state();
  });

  server.post('/api/camera', async (request) => {
    camera.show(checkedScene(parseBody(sceneSchema, request.body), people, root));
    return state();
  });

  server.post('/api/keys', async (request) => {
    const { keys, holdMs } = parseBody(keysSchema, request.body);
    for (const code of keys) {
      world.press(code, false);
      if (holdMs > 0) await setTimeout(holdMs);
      world.press(code, true);
    }
    return state();
  });

  serveSound(server, sound, parseBody);
  serveFaults(server, faults, faultKinds, state);

  server.get('/api/gateway/requests', async () => gateway.requests());
  server.get('/api/clinic/receptions', async () => clinic.receptions());
  server.get('/api/clinic/conflicts', async () => clinic.conflicts());
}

/** Keys by their place on the keyboard, one after the other; `holdMs` is how long each stays down. */
const keysSchema = z.strictObject({
  keys: z.array(z.string().regex(/^\w{1,32}$/)).max(64),
  holdMs: z.int().min(0).max(5_000).default(0),
});

const scriptStep = z.strictObject({
  do: z.enum(acts),
  seconds: z.number().positive().max(120),
  until: z.enum(faceGuidances).optional(),
});
const script = z.union([z.enum(scriptNames), z.array(scriptStep).max(20)]);

const headPlace = z.strictObject({
  x: z.number().min(-1).max(1),
  y: z.number().min(-1).max(1),
  size: z.number().min(0).max(1),
  turn: z.enum(headTurns).optional(),
});

const sceneSchema = z.union(
  [
    z.strictObject({ person: z.string(), script: script.optional(), at: headPlace.optional() }),
    z.strictObject({ image: z.string().min(1) }),
    z.strictObject({ spoof: z.string(), as: z.enum(spoofKinds).optional() }),
    z.strictObject({ none: z.literal(true) }),
  ],
  {
    error: `one of {"person": id, "script"?: ${scriptNames.join('|')} or [{"do": ${acts.join('|')}, "seconds": n, "until"?: what the screen asks}], "at"?: {"x": -1…1, "y": -1…1, "size": 0…1, "turn"?: ${headTurns.join('|')}}}, {"image": path}, {"spoof": id, "as"?: ${spoofKinds.join('|')}}, {"none": true}`,
  },
);

function checkedScene(scene: CameraScene, people: readonly Person[], root: string): CameraScene {
  if ('person' in scene) personNamed(people, scene.person);
  if ('spoof' in scene) personNamed(people, scene.spoof);
  if (!('image' in scene)) return scene;
  const image = resolve(root, scene.image);
  if (!statSync(image, { throwIfNoEntry: false })?.isFile()) throw new BadRequest(404, `there is no file ${image}`);
  return { image };
}

function introduce({ id, name, summary, card, tags }: Person) {
  return { id, name, summary: summary.ja, summaryEn: summary.en, pin: card.pin, tags };
}

function personNamed(people: readonly Person[], id: string): Person {
  const person = people.find((each) => each.id === id);
  if (person) return person;
  throw new BadRequest(404, `nobody is called ${id}. Known: ${people.map((each) => each.id).join(', ')}`);
}

function ownerOfPhone(people: readonly Person[], id: string): Person {
  const person = personNamed(people, id);
  if (person.phone) return person;
  const owners = people.filter(({ phone }) => phone).map((each) => each.id);
  throw new BadRequest(404, `${id} has no phone. Who has: ${owners.join(', ')}`);
}

/** The card may refuse to go in: the virtual reader is gone, say. */
function expectDone(result: Result<void>): void {
  if (result.ok) return;
  const { code, detail } = result.problem;
  throw new BadRequest(503, detail === undefined ? code : `${code}: ${detail}`);
}

function parseBody<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new BadRequest(400, explain(parsed.error));
}

async function serveDock(server: FastifyInstance, folder: string): Promise<void> {
  const isBuilt = existsSync(folder);
  await server.register(fastifyStatic, {
    ...(isBuilt ? { root: folder } : { serve: false }),
    setHeaders: (reply) => {
      reply.header('content-security-policy', "script-src 'self'; object-src 'none'; base-uri 'none'");
    },
  });
  if (isBuilt) return;
  server.get('/', async () => {
    throw new BadRequest(404, 'the dock page is not built: npm run setup');
  });
}
