import { onTheWeb } from './filePlace.ts';
import type { PublishedNetwork } from './manifest.ts';

/** Who says nothing for so long is not waited for, milliseconds. */
const patienceMs = 2_000;

/** Whether any of the publishers of these networks answers. */
export async function areReachable(networks: readonly PublishedNetwork[]): Promise<boolean> {
  const addresses = networks.flatMap(({ published }) => published.files.flatMap(({ addresses }) => addresses));
  const onePerHost = new Map(addresses.map((address) => [new URL(address).host, new URL(address)]));
  const answers = await Promise.all([...onePerHost.values()].map((url) => answersAt(url)));
  return answers.includes(true);
}

async function answersAt(url: URL): Promise<boolean> {
  const incoming = await onTheWeb(url, patienceMs).open(0);
  if (!incoming.ok) return false;
  await incoming.value.bytes[Symbol.asyncIterator]().return?.();
  return true;
}
