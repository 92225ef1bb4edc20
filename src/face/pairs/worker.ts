import { workerData } from 'node:worker_threads';
import { answerCalls, sayFarewell } from '../../kernel/workerAnswers.ts';
import type { Result } from '../../problem/result.ts';
import type { ChosenProfile } from '../models/chooseProfile.ts';
import { openFaceNetworks } from '../networks/openFaceNetworks.ts';
import { type EmbeddedPicture, embedPicture, type PictureTask } from './embedPicture.ts';

// One of several that embed the pictures of a file of pairs. Started by embedAll.ts.
const chosen: ChosenProfile = workerData;

const networks = await openFaceNetworks(chosen);
if (networks.ok) {
  answerCalls<PictureTask, Result<EmbeddedPicture>>((task) => embedPicture(networks.value, task), {
    handOver: (result) => {
      const embedding = result.ok ? result.value.embedding : undefined;
      return embedding?.buffer instanceof ArrayBuffer ? [embedding.buffer] : [];
    },
  });
} else {
  sayFarewell(networks.problem);
}
