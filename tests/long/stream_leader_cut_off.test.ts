import { describe, test } from 'vitest';
import { loopbackPlaces } from '../../scripts/bench/stream/localCluster.ts';
import {
  deliverUntilTaken,
  expectHeld,
  leaderOf,
  runningStream,
  someReceptions,
} from '../support/outbox/streamCluster.ts';
import { testNetwork } from '../support/system/network.ts';

const patience = { timeout: 110_000 };

describe('a cluster of three', () => {
  test('loses nothing and doubles nothing while its leader stands still and comes back', patience, async () => {
    const { cluster, sink } = await runningStream(await loopbackPlaces(3));
    const receptions = someReceptions(150);
    let frozen = 0;
    for (const [index, reception] of receptions.entries()) {
      if (index === 50) {
        frozen = await leaderOf(cluster);
        await cluster.freeze(frozen);
      }
      if (index === 100) cluster.thaw(frozen);
      await deliverUntilTaken(sink, reception);
    }
    await expectHeld(cluster, receptions);
  });

  test('loses nothing and doubles nothing while the network to its leader is cut', patience, async () => {
    const network = testNetwork(3);
    const { cluster, sink } = await runningStream(network.places);
    const receptions = someReceptions(150);
    let cutOff = 0;
    for (const [index, reception] of receptions.entries()) {
      if (index === 50) {
        cutOff = await leaderOf(cluster);
        network.isolate(cutOff);
      }
      if (index === 100) network.heal(cutOff);
      await deliverUntilTaken(sink, reception);
    }
    await expectHeld(cluster, receptions);
  });
});
