import type { Logger } from 'pino';
import { Registry } from 'prom-client';
import { type Health, startOps } from '../../desk/ops.ts';
import type { HeldPort } from '../../kernel/heldPort.ts';
import { ok, type Result } from '../../problem/result.ts';
import { PaintWatch } from '../../screen/paintWatch.ts';
import type { ReaderSeen } from '../../setup/ports.ts';
import { figuresOfService } from '../figuresOfService.ts';
import type { BrowserSupervisor } from '../surroundings.ts';

export interface SetUpWatched {
  readonly port: HeldPort;
  readonly reader: () => ReaderSeen;
  /** Whoever keeps the kiosk's own browser running; undefined where nobody does. */
  readonly browser: BrowserSupervisor | undefined;
  readonly log: Logger;
}

/** What a supervisor is told while nobody is served yet. */
export interface SetUpHealth {
  /** The kiosk's own screen has painted a frame. */
  painted(): void;
  close(): Promise<void>;
}

/**
 * `/healthz` and `/metrics` of a kiosk that is being set up: out of service (U-740), and all the same a system that
 * does its work where it paints and knows its reader. A device that is updated before its set-up goes by that.
 * A browser that shows nothing at all is started again; one that has painted is let be, since whoever sets the kiosk up
 * may have a dialog for files before the page. Errors: U-702 the port is taken.
 */
export async function openSetUpHealth({ port, reader, browser, log }: SetUpWatched): Promise<Result<SetUpHealth>> {
  let paintedAt: number | undefined;
  const metrics = new Registry();
  figuresOfService(metrics, {
    isInService: () => false,
    sincePaintedMs: () => (paintedAt === undefined ? undefined : performance.now() - paintedAt),
  });
  const ops = await startOps({ port, health: () => healthOfSetUp(reader()), metrics, log });
  if (!ops.ok) return ops;
  const firstFrame = new PaintWatch({
    isExpected: browser?.startsOne ?? false,
    onFrozen(problem) {
      log.warn({ problem: problem.code, why: problem.detail }, 'patient screen');
      browser?.restart(problem);
    },
  });
  return ok({
    painted() {
      paintedAt = performance.now();
      firstFrame.close();
    },
    close() {
      firstFrame.close();
      return ops.value.close();
    },
  });
}

function healthOfSetUp({ name, problem }: ReaderSeen): Health {
  return {
    ok: false,
    details: { problem: 'U-740', alerts: problem?.code ?? '', free: true, reader: problem ? '' : name },
  };
}
