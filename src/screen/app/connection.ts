import type { Command, View } from '../view.ts';
import { showPicture } from './livePicture.ts';

const firstPauseMs = 250;
const longestPauseMs = 5_000;

/** The line to the kiosk process. It decides everything; this end shows and reports presses. */
export interface Connection {
  send(action: string): void;
  close(): void;
}

/**
 * Opens the line and keeps it open. `onView` gets each view the process pushes, and null as soon as the line is down:
 * what was on screen may no longer be true then.
 */
export function connect(onView: (view: View | null) => void): Connection {
  let socket: WebSocket | undefined;
  let timer: number | undefined;
  let pauseMs = firstPauseMs;
  let closed = false;

  function open(): void {
    socket = new WebSocket(liveAddress());
    socket.binaryType = 'blob';
    socket.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (data instanceof Blob) return showPicture(data);
      const view = viewIn(data);
      if (!view) return;
      pauseMs = firstPauseMs;
      onView(view);
    };
    socket.onclose = () => {
      onView(null);
      if (closed) return;
      timer = window.setTimeout(open, pauseMs);
      pauseMs = Math.min(pauseMs * 2, longestPauseMs);
    };
  }

  open();
  return {
    send(action) {
      const command: Command = { action };
      if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(command));
    },
    close() {
      closed = true;
      window.clearTimeout(timer);
      socket?.close();
    },
  };
}

function liveAddress(): string {
  const address = new URL('/live', window.location.href);
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
  const token = new URLSearchParams(window.location.search).get('token');
  if (token) address.searchParams.set('token', token);
  return address.href;
}

/** The server checks its views against the schema before it sends them, so only the envelope is looked at here. */
function viewIn(data: unknown): View | undefined {
  if (typeof data !== 'string') return undefined;
  const message: unknown = JSON.parse(data);
  return isViewMessage(message) ? message.view : undefined;
}

function isViewMessage(message: unknown): message is { view: View } {
  return typeof message === 'object' && message !== null && 'type' in message && message.type === 'view';
}
