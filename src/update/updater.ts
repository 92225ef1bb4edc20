import type { Result } from '../problem/result.ts';

/** What an update says it is, once its signature was believed. */
export interface UpdateOffer {
  /** Of the program it brings. */
  readonly version: string;
  /** Which kind of machine it is for. */
  readonly compatible: string;
}

/** How far an installation is. */
export interface UpdateProgress {
  /** 0 to 100. */
  readonly percent: number;
  /** What is being done, in the installer's own words. */
  readonly doing: string;
}

/** Port: whoever verifies updates and writes them beside the running system. */
export interface Updater {
  /**
   * Verifies the signature and reads what the update is; touches nothing. Errors: U-720 not signed by whom this machine
   * believes, or not for this kind of machine; U-723 it cannot be read; U-725 this machine is not updated in this way.
   */
  inspect(source: string): Promise<Result<UpdateOffer>>;
  /**
   * Writes it to the system that does not run, and has it started next. Errors: U-720, U-721, U-724 it could not be
   * written; U-725.
   */
  install(source: string, onProgress: (progress: UpdateProgress) => void): Promise<Result<void>>;
}
