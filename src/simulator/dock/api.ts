import type { CameraScene } from '../camera/scene.ts';

/** A fixture person as `GET /api/people` introduces them. */
export interface DockPerson {
  readonly id: string;
  readonly name: string;
  readonly summary: string;
  readonly summaryEn: string;
  readonly pin: string;
  readonly tags: readonly string[];
}

export interface Fault {
  readonly target: string;
  readonly kind: string;
  /** The one service of the gateway that it strikes. */
  readonly service?: string;
  readonly left: number | 'until-cleared';
}

/** What may be armed. */
export interface KnownFaults {
  /** Every kind of fault by what it befalls. */
  readonly kinds: Readonly<Record<string, readonly string[]>>;
  /** The gateway's services. */
  readonly services: readonly string[];
}

/** `GET /api/state`: what the simulated world looks like now. */
export interface DockState {
  readonly card: string | null;
  readonly phone: string | null;
  readonly camera: CameraScene;
  readonly faults: readonly Fault[];
  readonly screenUrl: string | null;
  /** The same screen, where it may stand inside this page. */
  readonly mirrorUrl: string | null;
}

/** One reception as the simulated clinic holds it; only what the dock shows. */
export interface HeldReception {
  readonly idempotencyKey: string;
  readonly receivedAt: string;
  readonly deliveries: number;
  readonly reception: {
    readonly version: number;
    readonly status: 'confirmed' | 'provisional';
    readonly person: { readonly name: string } | null;
    readonly link: { readonly kind: string };
    readonly holder: { readonly method: string } | null;
    readonly consents: readonly { readonly item: string; readonly agreed: boolean }[];
    readonly eligibility: { readonly name: string; readonly validity: string } | null;
  };
}

/** One question the simulated gateway was asked. */
export interface ShownQuestion {
  readonly requestId: string;
  readonly receivedAt: string;
  readonly service: string;
  readonly person: string | null;
  readonly method: string | null;
  readonly outcome: string;
}

/** Everything the dock shows, asked for together. */
export interface DockData {
  readonly state: DockState;
  readonly receptions: readonly HeldReception[];
  readonly questions: readonly ShownQuestion[];
}

async function call<T>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<T> {
  const response = await fetch(path, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  const answer: unknown = await response.json();
  if (response.ok) return answer as T;
  throw new Error(hasError(answer) ? answer.error : `${response.status}`);
}

function hasError(answer: unknown): answer is { readonly error: string } {
  return typeof answer === 'object' && answer !== null && 'error' in answer && typeof answer.error === 'string';
}

export const api = {
  people: () => call<readonly DockPerson[]>('GET', '/api/people'),
  knownFaults: async (): Promise<KnownFaults> => {
    const { known, services } = await call<{ known: KnownFaults['kinds']; services: readonly string[] }>(
      'GET',
      '/api/faults',
    );
    return { kinds: known, services };
  },
  data: async (): Promise<DockData> => {
    const [state, receptions, questions] = await Promise.all([
      call<DockState>('GET', '/api/state'),
      call<readonly HeldReception[]>('GET', '/api/clinic/receptions'),
      call<readonly ShownQuestion[]>('GET', '/api/gateway/requests'),
    ]);
    return { state, receptions, questions };
  },
  insertCard: (person: string) => call<DockState>('POST', '/api/card/insert', { person }),
  holdPhone: (person: string) => call<DockState>('POST', '/api/phone/hold', { person }),
  removePhone: () => call<DockState>('POST', '/api/phone/remove'),
  removeCard: () => call<DockState>('POST', '/api/card/remove'),
  showCamera: (scene: CameraScene) => call<DockState>('POST', '/api/camera', scene),
  armFault: (target: string, kind: string, count: number | 'until-cleared', service: string | undefined) =>
    call<DockState>('POST', '/api/faults', { target, kind, count, service }),
  clearFaults: () => call<DockState>('DELETE', '/api/faults'),
};
