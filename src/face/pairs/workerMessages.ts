import type { Problem, Result } from '../../problem/result.ts';
import type { EmbeddedPicture, PictureTask } from './embedPicture.ts';

/** What a worker that embeds pictures is asked. One at a time. */
export type EmbedRequest = PictureTask;

/** What it answers; an embedding is handed over, not copied. */
export type EmbedReply = { readonly result: Result<EmbeddedPicture> };

/** What it says where it cannot begin. */
export type Farewell = { readonly problem: Problem };
