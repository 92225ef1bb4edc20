import { parentPort, workerData } from 'node:worker_threads';
import type { ChosenProfile } from '../models/chooseProfile.ts';
import { openFaceNetworks } from '../networks/openFaceNetworks.ts';
import { embedPicture } from './embedPicture.ts';
import type { EmbedReply, EmbedRequest, Farewell } from './workerMessages.ts';

// One of several that embed the pictures of a file of pairs. Started by embedAll.ts.
if (!parentPort) throw new Error('this file runs as a worker');
const port = parentPort;
const chosen: ChosenProfile = workerData;

const networks = await openFaceNetworks(chosen);
if (networks.ok) {
  port.on('message', async (task: EmbedRequest) => {
    const result = await embedPicture(networks.value, task);
    const embedding = result.ok ? result.value.embedding : undefined;
    const moved = embedding?.buffer instanceof ArrayBuffer ? [embedding.buffer] : [];
    port.postMessage({ result } satisfies EmbedReply, moved);
  });
} else {
  port.postMessage({ problem: networks.problem } satisfies Farewell);
}
