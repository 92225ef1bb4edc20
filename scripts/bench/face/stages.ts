import { decodePicture } from '../../../src/face/decodePicture.ts';
import type { FaceNetworks } from '../../../src/face/networks/faceNetworks.ts';
import { unwrap } from '../../../src/problem/result.ts';
import type { BareSession } from './bareSessions.ts';
import { type Cost, costOf } from './cost.ts';
import type { Peer } from './faceApi.ts';

/** What one frame costs. */
export interface FrameCosts {
  readonly decode: Cost;
  readonly find: Cost;
  /** Aligned and embedded. */
  readonly embed: Cost;
  readonly bare: Cost;
  /** From pixels to descriptor; undefined where the peer did not find the face, or none runs. */
  readonly peer: Cost | undefined;
}

/**
 * One frame through our chain, through the bare sessions and through the peer, one after the other, beginning with
 * another one each `round`: what else the machine does meets all of them. Undefined where our chain finds no face.
 */
export async function costOfFrame(
  jpeg: Uint8Array,
  round: number,
  ours: FaceNetworks,
  bareSessions: readonly BareSession[],
  peer: Peer | undefined,
): Promise<FrameCosts | undefined> {
  const decoded = await costOf(async () => unwrap(await decodePicture(jpeg)));
  const image = decoded.value;
  let [find, embed, bare, byPeer]: (Cost | undefined)[] = [];
  const turns = [
    async () => {
      const found = await costOf(() => ours.find(image, 'live'));
      const [face] = found.value;
      if (!face) return;
      find = found;
      embed = await costOf(() => ours.embed(image, face));
    },
    async () => {
      bare = await costOf(async () => {
        for (const session of bareSessions) await session.run();
      });
    },
    async () => {
      const answer = await peer?.look(image);
      if (answer?.found) byPeer = answer;
    },
  ];
  for (let turn = 0; turn < turns.length; turn += 1) await turns[(turn + round) % turns.length]?.();
  return find && embed && bare && { decode: decoded, find, embed, bare, peer: byPeer };
}
