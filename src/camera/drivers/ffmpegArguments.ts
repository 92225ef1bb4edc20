import type { CameraSource } from '../source.ts';

/** What a device is asked for. `raw` is for the few webcams without MJPEG; it costs the kiosk the encoding. */
export type DeviceFormat = 'mjpeg' | 'raw';

const size = '640x480';
/** ffmpeg's scale from 2 (best) to 31. */
const encodingQuality = '3';

const copied = ['-c:v', 'copy'];
const encoded = ['-c:v', 'mjpeg', '-q:v', encodingQuality];
/** The stream is what we say it is: nothing is collected to find out. */
const atOnce = ['-probesize', '32', '-analyzeduration', '0', '-fpsprobesize', '0'];

/**
 * The command line that makes ffmpeg write JPEG pictures, one behind the other, to its standard output.
 *
 * A webcam's MJPEG is passed through untouched, also where it leaves out the Huffman tables: the decoders here put the
 * standard ones in. ffmpeg's own filter for that (mjpeg2jpeg) takes the empty packet of a USB fault for the end of the
 * stream, and then never sends a picture again.
 */
export function ffmpegArguments(source: CameraSource, framesPerSecond: number, format: DeviceFormat): string[] {
  return [
    ...['-hide_banner', '-nostdin', '-loglevel', 'error'],
    ...input(source, String(framesPerSecond), format),
    // A picture goes out when it is there, neither doubled nor left out to keep time.
    ...['-an', '-fps_mode', 'passthrough', '-flush_packets', '1', '-f', 'mjpeg', 'pipe:1'],
  ];
}

function input(source: CameraSource, rate: string, format: DeviceFormat): string[] {
  switch (source.kind) {
    case 'device': {
      const asked = ['-video_size', size, '-framerate', rate, '-i', source.path];
      return format === 'mjpeg'
        ? [...atOnce, '-f', 'v4l2', '-input_format', 'mjpeg', ...asked, ...copied]
        : ['-f', 'v4l2', ...asked, ...encoded];
    }
    case 'file': {
      const file = ['-f', 'mjpeg', '-framerate', rate, '-i', `file:${source.path}`];
      return [...atOnce, '-re', '-stream_loop', '-1', ...file, ...copied];
    }
    case 'test':
      return ['-re', '-f', 'lavfi', '-i', `testsrc=size=${size}:rate=${rate}`, ...encoded];
  }
}
