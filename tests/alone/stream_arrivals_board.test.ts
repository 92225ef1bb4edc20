import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { loopbackPlaces } from '../../scripts/bench/stream/localCluster.ts';
import { ArrivalsBoard } from '../../scripts/examples/board/board.ts';
import { followArrivals } from '../../scripts/examples/board/followArrivals.ts';
import { sampleReception } from '../support/outbox/queue.ts';
import {
  deliverUntilTaken,
  leaderOf,
  openSink,
  runningStream,
  stream,
  withConnection,
} from '../support/outbox/streamCluster.ts';

describe('the arrivals board', () => {
  test('shows each arrival once, newest first, in its latest version', () => {
    const board = new ArrivalsBoard();
    const early = sampleReception({ receivedAt: '2026-04-01T00:10:00.000Z' });
    const late = sampleReception({ receivedAt: '2026-04-01T00:20:00.000Z' });
    const { eligibility } = late;
    const corrected = {
      ...late,
      version: 2,
      eligibility: { ...eligibility, validity: 'invalid', insurance: null },
    } as const;
    expect([corrected, early, late, early, corrected].map((each) => board.take(each))).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
    expect(board.arrivals()).toMatchObject([
      { id: late.id, version: 2, toTheDesk: true },
      { id: early.id, version: 1, toTheDesk: false },
    ]);
    board.forgetBefore('2026-04-01T00:15:00.000Z');
    expect(board.arrivals()).toHaveLength(1);
  });

  test('misses nobody at any kiosk while a server is killed', { timeout: 150_000 }, async () => {
    const { cluster } = await runningStream(await loopbackPlaces(3));
    const kiosks = ['east', 'west', 'south'].map((kiosk) => ({ kiosk, sink: openSink(cluster) }));
    const board = new ArrivalsBoard();
    const stopping = new AbortController();
    const since = new Date(Date.now() - 60_000);
    const following = withConnection(cluster, (connection) =>
      followArrivals(connection, board, { stream, since, onChange: () => {}, signal: stopping.signal }),
    );
    onTestFinished(async () => {
      stopping.abort();
      await following;
    });

    const told: string[] = [];
    const arrive = async (count: number) => {
      for (const { kiosk, sink } of kiosks) {
        for (let each = 0; each < count; each += 1) {
          const reception = sampleReception({ kiosk });
          await deliverUntilTaken(sink, reception);
          told.push(`${kiosk} ${reception.id}`);
        }
      }
    };
    await arrive(10);
    await vi.waitFor(() => expect(board.arrivals()).toHaveLength(30), { timeout: 20_000 });
    await cluster.kill(await leaderOf(cluster));
    await arrive(10);
    await vi.waitFor(() => expect(board.arrivals()).toHaveLength(60), { timeout: 90_000 });
    expect(
      board
        .arrivals()
        .map(({ kiosk, id }) => `${kiosk} ${id}`)
        .toSorted(),
    ).toEqual(told.toSorted());
  });
});
