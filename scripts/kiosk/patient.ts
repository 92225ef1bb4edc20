import { WebSocket } from 'ws';
import { type ScreenId, serverMessageSchema, type View } from '../../src/screen/view.ts';

const patienceMs = 45_000;
const beatMs = 2_000;

type ViewOf<S extends ScreenId> = Extract<View, { screen: S }>;

/** A patient at the screen's socket: sees views, presses actions. The same door a browser goes through. */
export class Patient {
  /** Every screen seen so far, without repetitions in a row. */
  readonly screens: ScreenId[] = [];
  /** Live pictures seen so far. */
  pictures = 0;
  private readonly socket: WebSocket;
  private view: View | undefined;
  private told = '';
  private isCutOff = false;
  private wake: () => void = () => undefined;

  private constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on('message', (data, isBinary) => {
      if (isBinary) {
        this.pictures += 1;
        return;
      }
      const told = data.toString();
      // What was said already is no news.
      if (told === this.told) return;
      this.told = told;
      this.view = serverMessageSchema.parse(JSON.parse(told)).view;
      if (this.screens.at(-1) !== this.view.screen) this.screens.push(this.view.screen);
      this.wake();
    });
    // As the page does, once the line stands: it says that it has painted. A busy kiosk may take longer to open one.
    const beat = setInterval(() => {
      if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify({ painted: 1 }));
    }, beatMs).unref();
    socket.on('close', () => {
      clearInterval(beat);
      this.isCutOff = true;
      this.wake();
    });
    // What ends the line is told by its close.
    socket.on('error', () => undefined);
  }

  /** Stands before the kiosk whose screen is at `url` (with its token). */
  static async at(url: string): Promise<Patient> {
    const address = new URL(url);
    address.protocol = 'ws:';
    address.pathname = '/live';
    const socket = new WebSocket(address);
    const patient = new Patient(socket);
    await new Promise<void>((resolve, reject) => {
      socket.once('open', () => resolve());
      socket.once('error', reject);
    });
    return patient;
  }

  /** Waits until this screen is up and, where given, `fits` says so; tells what was seen instead when it never is. */
  async sees<S extends ScreenId>(screen: S, fits: (view: ViewOf<S>) => boolean = () => true): Promise<ViewOf<S>> {
    const seen = await this.watches((view) => (isScreen(view, screen) && fits(view) ? view : undefined));
    if (seen) return seen;
    throw new Error(`waited for ${screen}, saw ${this.screens.join(' → ')}, now ${JSON.stringify(this.view)}`);
  }

  /** Whether the line to the screen has ended: the kiosk is gone, or has turned this browser away. */
  get isGone(): boolean {
    return this.isCutOff;
  }

  /** Waits until `finds` finds something in a view. Undefined where it never does, or the line ends. */
  async watches<T>(finds: (view: View) => T | undefined, withinMs: number = patienceMs): Promise<T | undefined> {
    const deadline = Date.now() + withinMs;
    while (Date.now() < deadline) {
      const found = this.view && finds(this.view);
      if (found !== undefined || this.isCutOff) return found;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 200);
        this.wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    return undefined;
  }

  press(action: string): void {
    this.socket.send(JSON.stringify({ action }));
  }

  /** Waits until `action` may be pressed on `screen`, and presses it. */
  async presses(screen: ScreenId, action: string): Promise<void> {
    await this.sees(screen, ({ actions }) => actions.includes(action));
    this.press(action);
  }

  /** Types a PIN digit by digit, as a person does, and submits it. */
  async typesPin(pin: string): Promise<void> {
    for (const [index, digit] of [...pin].entries()) {
      await this.sees('pin', (view) => view.state !== 'checking' && view.digitsTyped === index);
      this.press(`pin.digit.${digit}`);
    }
    await this.presses('pin', 'pin.submit');
  }

  leave(): void {
    this.socket.close();
  }
}

function isScreen<S extends ScreenId>(view: View, screen: S): view is ViewOf<S> {
  return view.screen === screen;
}
