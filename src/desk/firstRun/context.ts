import type { Result } from '../../problem/result.ts';
import type { SetUp } from '../../setup/setUp.ts';
import type { AccountsContext } from '../context.ts';
import type { BackupBringing } from '../ports.ts';
import type { Grant } from './grant.ts';

/** What the pages of the first set-up need. */
export interface FirstRunContext extends AccountsContext {
  readonly setUp: SetUp;
  readonly grant: Grant;
  readonly bringing: BackupBringing;
  /** For whoever stands before the kiosk's own screen; undefined once there is an administrator. */
  readonly code: () => string | undefined;
  /** Where another computer finds these pages. */
  readonly addresses: () => readonly string[];
  /** Why the set-up goes on although it was finished once; undefined where it was not. */
  readonly trouble: string | undefined;
  /** Where the kiosk’s own screen goes on once the kiosk has started. */
  readonly screenAfterwards: string;
  /** A page on the kiosk's own screen has painted a frame. */
  painted(): void;
  /** The configuration is written: ends the set-up and starts the kiosk. Errors: see `SetUp.finish`. */
  finish(practise: boolean): Promise<Result<void>>;
}

/** Routes of the first set-up, beside those of the desk, and the door each of them has. */
export const firstRunRoutes: Readonly<Record<string, 'open' | 'set-up'>> = {
  'GET /': 'open',
  'GET /set-up': 'open',
  'POST /api/set-up/begin': 'open',
  'GET /api/set-up/painted': 'open',
  'GET /set-up/:id': 'set-up',
  'GET /set-up/camera.jpg': 'set-up',
  'GET /set-up/finish': 'set-up',
  'GET /fragments/set-up/:id': 'set-up',
  'POST /api/set-up/steps/:id': 'set-up',
  'POST /api/set-up/steps/:id/skip': 'set-up',
  'POST /api/set-up/steps/:id/try': 'set-up',
  'POST /api/set-up/networks': 'set-up',
  'POST /api/set-up/import': 'set-up',
  'POST /api/set-up/finish': 'set-up',
  'GET /api/set-up/file': 'set-up',
  'GET /set-up/restore': 'set-up',
  'POST /api/set-up/restore/piece': 'set-up',
  'POST /api/set-up/restore/verify': 'set-up',
  'POST /api/set-up/restore/forget': 'set-up',
  'POST /api/set-up/restore/begin': 'set-up',
};
