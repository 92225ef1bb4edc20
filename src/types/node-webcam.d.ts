/** The part of node-webcam 0.8.2 that this project uses; it ships no types. */
declare module 'node-webcam' {
  export interface WebcamOptions {
    readonly width: number;
    readonly height: number;
    readonly quality: number;
    readonly output: 'jpeg' | 'png';
    readonly device: string | false;
    readonly frames?: number;
    readonly skip?: number;
    readonly saveShots: boolean;
    readonly callbackReturn: 'location' | 'buffer' | 'base64';
    readonly verbose: boolean;
  }

  export interface Webcam {
    /** Runs the capture program through a shell; `location` without its extension is refused by fswebcam. */
    capture(location: string, callback: (error: Error | null, location?: string) => void): void;
    clear(): void;
  }

  export class FSWebcam implements Webcam {
    constructor(options: WebcamOptions);
    /** What is put before the arguments, for the shell. */
    bin: string;
    capture(location: string, callback: (error: Error | null, location?: string) => void): void;
    clear(): void;
  }

  const api: { readonly FSWebcam: typeof FSWebcam };
  export default api;
}
