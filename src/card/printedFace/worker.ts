import { workerData } from 'node:worker_threads';
import { answerCalls } from '../../kernel/workerAnswers.ts';
import { openPictureReader } from './openPictureReader.ts';
import type { ReadingAnswer, ReadingRequest, Start } from './workerMessages.ts';

// Finding the card and its print takes 100 ms of computing: not on the thread that the screen waits for. The recogniser
// has a thread of its own below this one. Started by workerPictureReader.ts.
const { layout }: Start = workerData;

const reader = await openPictureReader(layout);
answerCalls<ReadingRequest, ReadingAnswer>(
  async ({ jpeg, now }) =>
    now === null ? { kind: 'outline', outline: await reader.outline(jpeg) } : reader.read(jpeg, new Date(now)),
  { sent: (reading) => void (reading.kind === 'number' && reading.number.fill(0)) },
);
