import { decodePicture } from '../../src/face/image.ts';
import type { FaceNetworks } from '../../src/face/networks/faceNetworks.ts';
import { unwrap } from '../../src/problem/result.ts';
import type { BareSession } from './bareSessions.ts';
import type { Peer } from './faceApi.ts';

/** Milliseconds of one frame; the whole is from JPEG bytes to embedding. */
export interface FrameTimes {
  readonly decode: number;
  readonly find: number;
  readonly embed: number;
  readonly bare: number;
  readonly peer: number;
  readonly peerFound: boolean;
}

/**
 * One frame through our chain, through the bare sessions and through the peer, one after the other, beginning with
 * another one each `round`: what else the machine does meets all of them.
 */
export async function timeFrame(
  jpeg: Uint8Array,
  round: number,
  ours: FaceNetworks,
  bare: readonly BareSession[],
  peer: Peer | undefined,
): Promise<FrameTimes | undefined> {
  const beforeDecode = performance.now();
  const image = unwrap(await decodePicture(jpeg));
  const decode = performance.now() - beforeDecode;
  const times = { decode, find: 0, embed: 0, bare: 0, peer: 0, peerFound: false };
  let found = false;
  const turns = [
    async () => {
      const started = performance.now();
      const [face] = await ours.find(image, 'live');
      times.find = performance.now() - started;
      if (!face) return;
      (await ours.embed(image, face)).fill(0);
      times.embed = performance.now() - started - times.find;
      found = true;
    },
    async () => {
      const started = performance.now();
      for (const session of bare) await session.run();
      times.bare = performance.now() - started;
    },
    async () => {
      if (!peer) return;
      const { ms, found: peerFound } = await peer.look(image);
      times.peer = ms;
      times.peerFound = peerFound;
    },
  ];
  for (let turn = 0; turn < turns.length; turn += 1) await turns[(turn + round) % turns.length]?.();
  return found ? times : undefined;
}
