import { expect, onTestFinished, test } from 'vitest';
import { createSimulatedCamera } from '../../src/simulator/camera/simulatedCamera.ts';
import { FaultBoard } from '../../src/simulator/faults.ts';
import { projectRoot } from '../../src/system/paths.ts';

test('the simulated camera draws no oftener than it was told to', async () => {
  const camera = createSimulatedCamera({ root: projectRoot(), faults: new FaultBoard(), picturesPerSecond: 4 });
  onTestFinished(() => camera.close());
  const enough = new AbortController();
  const taken: number[] = [];
  for await (const frame of camera.stream(enough.signal)) {
    if (frame.ok) taken.push(performance.now());
    if (taken.length === 5) enough.abort();
  }
  // The first is drawn cold and comes late, so that the second follows sooner. From that one on, three waits of 250 ms,
  // each a little shorter by what drawing took and by the clock's grain.
  const [, second = 0, ...later] = taken;
  expect((later.at(-1) ?? 0) - second).toBeGreaterThan(600);
});
