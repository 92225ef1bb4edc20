import type { Command, Painted, View } from '../view.ts';
import { beat } from './heartbeat.ts';
import { showPicture } from './livePicture.ts';
import { loadNewerApp } from './newerApp.ts';

const firstPauseMs = 250;
const longestPauseMs = 1_000;

/** Another browser has the screen; the server's word for it is a close code. */
const takenCode = 4409;

/** Why there is nothing to show: the process cannot be heard, or it shows the screen to another browser. */
export type NoView = 'down' | 'taken';

/** The line to the kiosk process. It decides everything; this end shows and reports presses. */
export interface Connection {
  send(command: Command): void;
  close(): void;
}

/**
 * Opens the line and keeps it open. `onView` gets each view the process pushes, and as soon as the line is down why
 * there is none: what was on screen may no longer be true then.
 */
export function connect(onView: (view: View | NoView) => void): Connection {
  const address = liveAddress();
  let socket: WebSocket | undefined;
  let timer: number | undefined;
  let pauseMs = firstPauseMs;
  let closed = false;
  let wasOpen = false;
  let stopBeating: () => void = () => undefined;

  function open(): void {
    socket = new WebSocket(address);
    socket.binaryType = 'blob';
    socket.onopen = () => {
      if (wasOpen) void loadNewerApp();
      wasOpen = true;
      stopBeating = beat((zoom) => say({ painted: zoom }));
    };
    socket.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (data instanceof Blob) return showPicture(data);
      const view = viewIn(data);
      if (!view) return;
      pauseMs = firstPauseMs;
      onView(view);
    };
    socket.onclose = ({ code }) => {
      stopBeating();
      onView(code === takenCode ? 'taken' : 'down');
      if (closed) return;
      timer = window.setTimeout(open, pauseMs);
      pauseMs = Math.min(pauseMs * 2, longestPauseMs);
    };
  }

  function say(message: Command | Painted): void {
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
  }

  open();
  return {
    send: say,
    close() {
      closed = true;
      window.clearTimeout(timer);
      socket?.close();
    },
  };
}

/**
 * Where the line is, with what opens it. The token is taken out of the address bar, where it would stay in the history;
 * after a reload the cookie opens the line.
 */
function liveAddress(): string {
  const { href, search } = window.location;
  const address = new URL(`/live${search}`, href);
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
  if (address.searchParams.has('token')) window.history.replaceState(null, '', '/');
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
