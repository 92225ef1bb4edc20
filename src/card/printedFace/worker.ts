import { parentPort, workerData } from 'node:worker_threads';
import { openPictureReader } from './openPictureReader.ts';
import type { ReadingReply, ReadingRequest, Start } from './workerMessages.ts';

// Finding the card and its print takes 100 ms of computing: not on the thread that the screen waits for. The recogniser
// has a thread of its own below this one. Started by workerPictureReader.ts.
if (!parentPort) throw new Error('this file runs as a worker');
const port = parentPort;
const { layout }: Start = workerData;

const reader = await openPictureReader(layout);
// What was asked while the engine started has waited in the port.
port.on('message', async ({ id, jpeg, now }: ReadingRequest) => {
  const reading = await reader.read(jpeg, new Date(now));
  port.postMessage({ id, reading } satisfies ReadingReply);
  // What is posted is a copy.
  if (reading.kind === 'number') reading.number.fill(0);
});
