import type { Problem, Result } from '../problem/result.ts';
import type { Look } from './engine.ts';

/** What the main thread asks of the worker. `bytes` is handed over, not copied. */
export type Request =
  | { readonly id: number; readonly task: 'enrol' | 'look'; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly id: number; readonly task: 'forget' };

/** The worker's answer; `value` is a look where one was asked for. */
export interface Reply {
  readonly id: number;
  readonly result: Result<Look | undefined>;
}

/** The last word of a worker that cannot do its work: it ends right after. */
export interface Farewell {
  readonly problem: Problem;
}
