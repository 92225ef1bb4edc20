import { createReadStream, existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import sharp from 'sharp';
import { type WebSocket, WebSocketServer } from 'ws';
import { connectLine, PressLimits } from '../../src/screen/line.ts';
import type { PatientScreen } from '../../src/screen/patientScreen.ts';
import { commandSchema, serverMessageSchema, type View } from '../../src/screen/view.ts';
import { projectRoot } from '../../src/system/paths.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css; charset=utf-8',
};

/** What the real server promises the browser; the built app must live under it. */
const policy = "default-src 'self'; img-src 'self' blob: data:; connect-src 'self'";

/** The built patient screen without the kiosk: shows the views a test pushes and collects what is pressed. */
export interface ScreenPreview {
  readonly url: string;
  readonly token: string;
  /** Actions and keys the browser sent, in order. */
  readonly pressed: string[];
  /** Pushes a view to all who look, and to whoever comes later. */
  push(view: View): void;
  /** Sends one camera picture. */
  picture(jpeg: Uint8Array): void;
  /** Cuts every line, as a crash of the process would. */
  hangUp(): void;
  close(): Promise<void>;
}

/** @param screen a kiosk's own, which the page is then connected to as the kiosk's server does it */
export async function startScreenPreview(screen?: PatientScreen): Promise<ScreenPreview> {
  const folder = join(projectRoot(), 'dist', 'screen');
  if (!existsSync(join(folder, 'index.html'))) throw new Error('dist/screen is not built');

  const token = 'preview';
  const pressed: string[] = [];
  let current: View | undefined;

  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://here').pathname;
    const file = join(folder, normalize(path === '/' ? '/index.html' : path));
    if (!existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, {
      'content-type': types[extname(file)] ?? 'application/octet-stream',
      'content-security-policy': policy,
    });
    createReadStream(file).pipe(response);
  });

  const sockets = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request, socket, head) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://here');
    if (pathname !== '/live' || searchParams.get('token') !== token) {
      socket.destroy();
      return;
    }
    sockets.handleUpgrade(request, socket, head, (line) => {
      if (screen) {
        const unheard = () => undefined;
        connectLine({ socket: line, screen, limits: new PressLimits(), onPainted: unheard, onAbuse: unheard });
        return;
      }
      line.on('message', (data) => {
        const said: unknown = JSON.parse(String(data));
        // That it has painted is told to whoever watches the browser.
        if (typeof said === 'object' && said !== null && 'painted' in said) return;
        const command = commandSchema.parse(said);
        if ('bench' in command) return void pressed.push(JSON.stringify(command.bench));
        pressed.push('action' in command ? command.action : `${command.key} ${command.up ? 'up' : 'down'}`);
      });
      if (current) send(line, current);
    });
  });

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}/?token=${token}`,
    token,
    pressed,
    push(view) {
      current = view;
      for (const line of sockets.clients) send(line, view);
    },
    picture(jpeg) {
      for (const line of sockets.clients) line.send(jpeg);
    },
    hangUp() {
      for (const line of sockets.clients) line.terminate();
    },
    async close() {
      for (const line of sockets.clients) line.terminate();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function send(line: WebSocket, view: View): void {
  line.send(JSON.stringify(serverMessageSchema.parse({ type: 'view', view })));
}

/** A 640 × 480 camera picture that cannot be taken for its own mirror image: a head, red on its left, blue on its right. */
export function cameraPicture(): Promise<Buffer> {
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480">
    <rect width="320" height="480" fill="#c94f3d"/><rect x="320" width="320" height="480" fill="#3d6fc9"/>
    <ellipse cx="320" cy="220" rx="95" ry="125" fill="#e8c4a4"/><path d="M130 480c20-90 100-130 190-130s170 40 190 130Z" fill="#f4f4f4"/>
  </svg>`;
  return sharp(Buffer.from(drawing)).jpeg().toBuffer();
}
