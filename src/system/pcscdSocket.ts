import { createConnection } from 'node:net';

/** Where pcscd of Debian listens. */
export const pcscdSocketPath = '/run/pcscd/pcscd.comm';

const answerMs = 1_000;

/** Whether a pcscd (or systemd on its behalf) takes connections. A file left behind by a killed one does not. */
export function pcscdAnswers(): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(pcscdSocketPath);
    const finish = (answers: boolean) => {
      socket.destroy();
      resolve(answers);
    };
    socket.setTimeout(answerMs, () => finish(false));
    socket.once('connect', () => finish(true));
    socket.once('error', () => finish(false));
  });
}
