import { createHash } from 'node:crypto';
import type { Box } from '../geometry.ts';
import type { RgbImage } from '../image.ts';

/** A visit looks at some hundred pictures; beyond this the oldest are forgotten. */
const mostRemembered = 8192;

/**
 * Remembers which pictures and which faces a visit has looked at, as digests only. The sensor's noise and the pulse see
 * to it that a living face never gives the same pixels twice: what comes again is a recording, or a camera that hangs.
 */
export class SeenPictures {
  private readonly digests = new Set<string>();

  /** Whether this file was here before; remembers it. */
  hasFile(jpeg: Uint8Array): boolean {
    return this.has(createHash('sha256').update(jpeg));
  }

  /** Whether exactly these pixels of a face were here before, whatever was drawn around them; remembers them. */
  hasFace({ data, width, height }: RgbImage, box: Box): boolean {
    const [left, top] = [Math.max(0, Math.round(box.x)), Math.max(0, Math.round(box.y))];
    const right = Math.min(width, Math.round(box.x + box.width));
    const hash = createHash('sha256');
    for (let y = top; y < Math.min(height, Math.round(box.y + box.height)); y++) {
      hash.update(data.subarray(3 * (y * width + left), 3 * (y * width + right)));
    }
    return this.has(hash);
  }

  clear(): void {
    this.digests.clear();
  }

  private has(hash: ReturnType<typeof createHash>): boolean {
    const digest = hash.digest('base64');
    if (this.digests.has(digest)) return true;
    this.digests.add(digest);
    const [oldest] = this.digests;
    if (this.digests.size > mostRemembered && oldest !== undefined) this.digests.delete(oldest);
    return false;
  }
}
