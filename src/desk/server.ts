import fastify from 'fastify';
import type { ProblemCode } from '../problem/catalogue.ts';
import { deskPage } from './page.ts';

/** What the desk may know of the kiosk without knowing anything about a patient. */
export interface KioskStatus {
  readonly kiosk: string;
  readonly clinicName: string;
  readonly service: 'in-service' | 'out-of-service';
  /** Why, when out of service. */
  readonly problem: ProblemCode | null;
  readonly reader: string;
  readonly camera: string;
  readonly faceProfile: string;
  /** Deliveries that go out by themselves and those that wait for a person; null when the queue cannot be read. */
  readonly queue: { readonly waiting: number; readonly parked: number } | null;
}

/** A running desk server. */
export interface DeskServer {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * The desk as far as it goes today: the kiosk's state, on loopback, without any patient's data. Sign-in, arrivals and
 * 目視 come with the staff desk; until then there is nothing here that needs a person to be known.
 */
export async function startDeskServer(port: number, status: () => KioskStatus): Promise<DeskServer> {
  const server = fastify({ logger: false });
  server.get('/api/status', async () => status());
  server.get('/', async (_request, reply) =>
    reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', "default-src 'none'; style-src 'self'")
      .header('refresh', '5')
      .send(deskPage(status())),
  );
  server.get('/desk.css', async (_request, reply) => reply.type('text/css').send(deskStyle));
  await server.listen({ host: '127.0.0.1', port });
  const address = server.server.address();
  const bound = typeof address === 'object' && address ? address.port : port;
  return { url: `http://127.0.0.1:${bound}/`, close: () => server.close() };
}

const deskStyle = `
body { font: 18px/1.6 'Noto Sans CJK JP', 'Noto Sans JP', sans-serif; color: #17242b; background: #f4f6f5; margin: 3rem auto; max-width: 44rem; padding: 0 1rem; }
h1 { font-size: 1.5rem; }
dl { display: grid; grid-template-columns: 12rem 1fr; background: #fff; border: 1px solid #c8d2d0; border-radius: 8px; padding: 1rem 1.5rem; row-gap: .5rem; }
dt { color: #4a5b62; } dd { margin: 0; font-weight: 600; }
.alert { border-left: 6px solid #b4232a; background: #fff; padding: .75rem 1rem; }
`;
