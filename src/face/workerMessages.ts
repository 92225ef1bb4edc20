import type { Result } from '../problem/result.ts';
import type { Look } from './engine.ts';

/** What the main thread asks of the worker. `bytes` is handed over, not copied. */
export type Request =
  | { readonly task: 'enrol' | 'look'; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly task: 'forget' };

/** The worker's answer: a look where one was asked for. */
export type Answer = Result<Look | undefined>;
