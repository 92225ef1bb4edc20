import type { PcscPort } from '../../diagnostics/ports.ts';
import { pcscdVersion } from '../../system/pcscd.ts';
import { pcscdAnswers, pcscdSocketPath } from '../../system/pcscdSocket.ts';

/** The PC/SC service of this machine. */
export const pcscPort: PcscPort = { answers: pcscdAnswers, version: pcscdVersion, socket: pcscdSocketPath };
