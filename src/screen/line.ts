import type { WebSocket } from 'ws';
import { Allowance } from '../kernel/allowance.ts';
import type { PatientScreen } from './patientScreen.ts';
import { readCommand } from './readCommand.ts';
import type { Command, View } from './view.ts';

/** A live picture is dropped rather than queued when this much waits to be sent: the newest is what counts. */
const pictureBacklogBytes = 256 * 1024;

/** The same for views, of which only the newest counts too. */
const viewBacklogBytes = 64 * 1024;

/** Nobody presses faster than this; a keyboard that repeats a key does not either. */
const pressesOfAPerson = { burst: 40, perSecond: 20 } as const;

/** What a broken page may send before its line is closed. */
const messagesOfAPage = { burst: 200, perSecond: 60 } as const;

/** Close codes of the line, told to the page. */
export const lineCodes = { taken: 4409, tooMuch: 4429 } as const;

/** What may come in over all lines of the screen together, so that coming again wins nothing. */
export class PressLimits {
  readonly presses = new Allowance(pressesOfAPerson);
  readonly messages = new Allowance(messagesOfAPage);
}

export interface LineParts {
  readonly socket: WebSocket;
  readonly screen: PatientScreen;
  readonly limits: PressLimits;
  /** Told that the browser has painted, and at which zoom. */
  readonly onPainted: (zoom: number) => void;
  /** Told when a line is closed for what came over it. */
  readonly onAbuse: () => void;
}

/** One browser: the present view at once, every change after it, live pictures, and its presses back. */
export function connectLine(parts: LineParts): void {
  const { socket, screen } = parts;
  const stopViews = sendViews(socket, screen);
  const stopFrames = screen.onFrame((jpeg) => {
    if (socket.bufferedAmount >= pictureBacklogBytes) return;
    // The picture belongs to whoever took it and is zeroed when looked at; so is this copy, once it is sent.
    const copy = Buffer.from(jpeg);
    socket.send(copy, { binary: true }, () => copy.fill(0));
  });
  const stopPresses = takePresses(parts);
  socket.once('close', () => {
    stopViews();
    stopFrames();
    stopPresses();
  });
}

/** While the browser does not read, views wait outside: it gets the newest when it has caught up. */
function sendViews(socket: WebSocket, screen: PatientScreen): () => void {
  let last = '';
  let isBehind = false;
  const show = (view: View): void => {
    if (socket.bufferedAmount > viewBacklogBytes) {
      isBehind = true;
      return;
    }
    const message = JSON.stringify({ type: 'view', view });
    if (message === last) return;
    last = message;
    socket.send(message, () => {
      if (!isBehind || socket.bufferedAmount > viewBacklogBytes) return;
      isBehind = false;
      show(screen.view());
    });
  };
  const stop = screen.onView(show);
  show(screen.view());
  return stop;
}

/**
 * A press is for the screen that is there. Where they come faster than anybody presses, the newest waits and those
 * before it are forgotten; where they come faster than any page sends, the line is closed.
 */
function takePresses({ socket, screen, limits, onPainted, onAbuse }: LineParts): () => void {
  let waiting: Command | undefined;
  /** The other half of the key that waits: one that came up before it went down would be held for ever. */
  let itsEnd: Command | undefined;
  let timer: NodeJS.Timeout | undefined;
  const pressWaiting = (): void => {
    timer = undefined;
    const both = [waiting, itsEnd];
    waiting = undefined;
    itsEnd = undefined;
    for (const command of both) if (command !== undefined) take(command);
  };
  const take = (command: Command): void => {
    // A key that comes up is half of a press: it was counted when it went down.
    const isEnd = 'key' in command && command.up;
    if (isEnd && waiting !== undefined && 'key' in waiting && waiting.key === command.key) {
      itsEnd = command;
      return;
    }
    if (isEnd || (!timer && limits.presses.take())) {
      if ('key' in command) screen.key({ code: command.key, up: command.up });
      else if ('bench' in command) screen.tell(command.bench);
      else screen.press(command.action);
      return;
    }
    waiting = command;
    itsEnd = undefined;
    timer ??= setTimeout(pressWaiting, limits.presses.waitMs());
  };
  const isAbuse = (): boolean => {
    if (limits.messages.take()) return false;
    if (socket.readyState === socket.OPEN) onAbuse();
    socket.close(lineCodes.tooMuch, 'too many messages');
    // What is still in the pipe is not looked at.
    socket.removeAllListeners('message');
    return true;
  };
  socket.on('ping', isAbuse);
  socket.on('message', (data, isBinary) => {
    if (isAbuse()) return;
    const said = !isBinary && Buffer.isBuffer(data) ? readCommand(data) : undefined;
    if (!said) return;
    if ('painted' in said) onPainted(said.painted);
    else take(said);
  });
  return () => clearTimeout(timer);
}
