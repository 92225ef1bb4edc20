import { UsbDevice } from './usbDevice.ts';
import { answerToStreaming, cameraDescription, framesPerSecond, PictureInPayloads } from './uvc.ts';

const everyMs = 1_000 / framesPerSecond;

/** A webcam on the machine's USB, before which a test holds pictures. */
export class UsbCamera {
  private pictures: readonly Uint8Array[] = [];
  private place = 0;
  private frameId: 0 | 1 = 0;
  private current: PictureInPayloads | undefined;
  private due = 0;
  private timer: NodeJS.Timeout | undefined;
  readonly device: UsbDevice;

  constructor() {
    this.device = new UsbDevice({
      description: cameraDescription,
      onRequest: answerToStreaming,
      onBulkWanted: () => this.serve(),
      onForget: () => {
        clearTimeout(this.timer);
        this.current = undefined;
      },
    });
  }

  /** Pictures given since the camera was made. */
  frames = 0;

  /** @param pictures JPEG of 640 × 480, shown one after the other, again and again */
  show(pictures: readonly Uint8Array[]): void {
    this.pictures = pictures;
    this.place = 0;
    this.serve();
  }

  private serve(): void {
    clearTimeout(this.timer);
    for (;;) {
      const current = this.current ?? this.nextPicture();
      if (!current) return;
      this.current = current;
      let wasShort = false;
      const took = this.device.answerBulkIn((longest) => {
        const bytes = current.read(longest) ?? Buffer.alloc(0);
        wasShort = bytes.length < longest;
        return bytes;
      });
      if (!took) return;
      // A read that was filled to the brim does not say that the picture is over: an empty one must follow.
      if (current.isGiven && wasShort) this.current = undefined;
    }
  }

  /** The next picture, if it is time for one; otherwise comes back when it is. */
  private nextPicture(): PictureInPayloads | undefined {
    const jpeg = this.pictures[this.place % this.pictures.length];
    const wait = this.due - performance.now();
    if (jpeg === undefined) return undefined;
    if (wait > 0) {
      this.timer = setTimeout(() => this.serve(), wait);
      return undefined;
    }
    this.due = Math.max(this.due + everyMs, performance.now());
    this.place += 1;
    this.frames += 1;
    this.frameId = this.frameId === 0 ? 1 : 0;
    return new PictureInPayloads(jpeg, this.frameId);
  }
}
