import type { Reception } from '../../src/reception/reception.ts';
import type { CameraScene } from '../../src/simulator/camera/scene.ts';
import type { ChipKind } from '../../src/simulator/card/badChips/chipKind.ts';

/** One reception as the simulated clinic system shows it. */
export interface HeldReception {
  readonly idempotencyKey: string;
  readonly receivedAt: string;
  /** How often it was offered. */
  readonly deliveries: number;
  readonly reception: Reception;
}

/** The simulator's HTTP API, as the dock and outside checks use it. */
export class SimulatorApi {
  private readonly base: string;

  constructor(url: string) {
    this.base = url.replace(/\/$/, '');
  }

  /** @param chip what lies there under their name; the person's own card when absent */
  insertCard(person: string, chip?: ChipKind): Promise<unknown> {
    return this.call('POST', '/api/card/insert', { person, ...(chip && { chip }) });
  }

  removeCard(): Promise<unknown> {
    return this.call('POST', '/api/card/remove');
  }

  /** Holds this person's phone to the second reader. */
  holdPhone(person: string): Promise<unknown> {
    return this.call('POST', '/api/phone/hold', { person });
  }

  removePhone(): Promise<unknown> {
    return this.call('POST', '/api/phone/remove');
  }

  showCamera(scene: CameraScene): Promise<unknown> {
    return this.call('POST', '/api/camera', scene);
  }

  /** Keys of the kiosk's keyboard, by their places: `Numpad5`. */
  pressKeys(...keys: readonly string[]): Promise<unknown> {
    return this.call('POST', '/api/keys', { keys });
  }

  /** What the kiosk has said aloud, oldest first. */
  async speech(): Promise<readonly { readonly at: string; readonly language: string; readonly text: string }[]> {
    return (await this.call('GET', '/api/speech')) as never;
  }

  fault(target: string, kind: string, count: number | 'until-cleared' = 1): Promise<unknown> {
    return this.call('POST', '/api/faults', { target, kind, count });
  }

  /** @param target only what misbehaves there; everything when absent */
  clearFaults(target?: string): Promise<unknown> {
    return this.call('DELETE', `/api/faults${target === undefined ? '' : `?target=${target}`}`);
  }

  /** When and why the kiosk has ordered the patient's browser to be started again. */
  async browserOrders(): Promise<readonly { readonly why: string }[]> {
    const { browserOrders } = (await this.call('GET', '/api/state')) as { browserOrders: { why: string }[] };
    return browserOrders;
  }

  /** Where the dock shows the patient screen, token and all: a place of its own beside the kiosk's browser. */
  async mirrorUrl(): Promise<string> {
    const { mirrorUrl } = (await this.call('GET', '/api/state')) as { mirrorUrl: string | null };
    if (mirrorUrl === null) throw new Error('the patient screen has no mirror');
    return mirrorUrl;
  }

  async receptions(): Promise<readonly HeldReception[]> {
    return (await this.call('GET', '/api/clinic/receptions')) as readonly HeldReception[];
  }

  /** Keys under which the clinic was offered two different receptions. */
  async conflicts(): Promise<readonly { readonly idempotencyKey: string }[]> {
    return (await this.call('GET', '/api/clinic/conflicts')) as readonly { readonly idempotencyKey: string }[];
  }

  /** Waits until the clinic holds at least `count` receptions. */
  async receives(count: number, withinMs = 20_000): Promise<readonly HeldReception[]> {
    const deadline = Date.now() + withinMs;
    let held = await this.receptions();
    while (held.length < count && Date.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      held = await this.receptions();
    }
    return held;
  }

  private async call(method: string, path: string, body?: unknown): Promise<unknown> {
    const asked = {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    };
    const address = `${this.base}${path}`;
    // A connection that was kept may be closed by the other side in the moment in which it is used again.
    const response = await fetch(address, asked).catch((error: unknown) => {
      if (isReset(error)) return fetch(address, asked);
      throw error;
    });
    const answer: unknown = await response.json();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${JSON.stringify(answer)}`);
    return answer;
  }
}

function isReset(error: unknown): boolean {
  const cause: unknown = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause && (cause.code === 'ECONNRESET' || cause.code === 'UND_ERR_SOCKET');
}
