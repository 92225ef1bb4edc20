import { scryptSync } from 'node:crypto';
import { answerCalls } from '../../kernel/workerAnswers.ts';
import type { HashRequest } from './hashing.ts';

// Hashes on a thread of its own. Started by hashing.ts.
answerCalls<HashRequest, Uint8Array>(async ({ secret, salt, bytes, cost }) => {
  const hash = scryptSync(secret, salt, bytes, { ...cost, maxmem: 256 * cost.N * cost.r });
  secret.fill(0);
  return Uint8Array.from(hash);
});
