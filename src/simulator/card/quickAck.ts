import type { Socket } from 'node:net';
import koffi from 'koffi';

const ipprotoTcp = 6;
const tcpQuickAck = 12;

/**
 * vpcd sends each frame's header and body apart, and Nagle's algorithm there holds the body back until the header is
 * acknowledged, which Linux delays by 40 ms. Node cannot ask for quick acknowledgement and Linux forgets it after a
 * while, so libc is asked, after each header.
 *
 * @returns what to call after each header, or undefined where libc or the socket cannot be reached: slower, not wrong.
 */
export function quickAcknowledger(socket: Socket): (() => void) | undefined {
  const descriptor = descriptorOf(socket);
  if (descriptor === undefined || process.platform !== 'linux') return undefined;
  try {
    const libc = koffi.load('libc.so.6');
    const setsockopt = libc.func(
      'int setsockopt(int socket, int level, int option, const void *value, uint32_t length)',
    );
    const on = Buffer.from(Int32Array.of(1).buffer);
    return () => void setsockopt(descriptor, ipprotoTcp, tcpQuickAck, on, on.length);
  } catch {
    return undefined;
  }
}

/** The file descriptor below a socket: not public in Node, so nothing is taken for granted. */
function descriptorOf(socket: Socket): number | undefined {
  const handle: unknown = Reflect.get(socket, '_handle');
  if (typeof handle !== 'object' || handle === null) return undefined;
  const descriptor: unknown = Reflect.get(handle, 'fd');
  return typeof descriptor === 'number' && descriptor >= 0 ? descriptor : undefined;
}
