import { mapOk, ok, type Result } from '../../../problem/result.ts';
import { readPrivateFile } from '../../../storage/privateFile.ts';
import type { OpenSink } from '../sink.ts';
import { type StreamOptions, streamSink } from './streamSink.ts';

export interface StreamSettings extends Omit<StreamOptions, 'credentials' | 'timeLimitMs'> {
  /** The kiosk's `.creds` file; absent where the servers let anybody in. */
  readonly credentialsFile?: string | undefined;
}

/** Limit of one attempt, milliseconds. */
const timeLimitMs = 10_000;

/** Errors: U-702 the credentials are missing, or open to others. */
export function openStream({ credentialsFile, ...settings }: StreamSettings): Result<OpenSink> {
  const read = credentialsFile === undefined ? ok(undefined) : readPrivateFile(credentialsFile);
  return mapOk(read, (credentials) => {
    const sink = streamSink({ ...settings, ...(credentials && { credentials }), timeLimitMs });
    return { sink, close: () => sink.close() };
  });
}
