import { randomUUID } from 'node:crypto';

/** Names this run of this process in the claims it makes: process ids alone are used again after a restart. */
export const thisOwner = `${process.pid} ${randomUUID()}`;

/**
 * Whether the process behind a claim is certainly gone, so that its work may be taken over at once. Another process
 * that got the same number in the meantime looks alive; then the claim's lease decides.
 */
export function isGone(owner: string): boolean {
  if (owner === thisOwner) return false;
  const pid = Number.parseInt(owner, 10);
  if (!Number.isInteger(pid) || pid === process.pid) return true;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    // EPERM: there is such a process, it is only not ours.
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}
