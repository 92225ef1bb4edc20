/** Tests start the program, and play patients at it, as the scripts do. */
export { KioskPlace, type KioskProcess } from '../../../scripts/kiosk/kioskProcess.ts';
