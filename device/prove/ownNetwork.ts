import { spawnSync } from 'node:child_process';

const enters = 'ip link set lo up && exec "$0" "$@"';

/**
 * Words before a command that give it a network of its own with nothing in it but itself: groups beside each other have
 * clinics on the same ports, since a kiosk that was set up for one knows them. Undefined where that is not allowed.
 */
export function ownNetwork(): readonly string[] | undefined {
  // Who is not root may have a network where nobody but they are root.
  const words = ['unshare', ...(process.getuid?.() === 0 ? [] : ['--map-root-user']), '--net', 'sh', '-c', enters];
  const [program = '', ...rest] = [...words, 'true'];
  return spawnSync(program, rest, { stdio: 'ignore' }).status === 0 ? words : undefined;
}
