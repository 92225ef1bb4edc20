/** Tests go through a visit as the scripts do. */
export { personCalled, visitByFace, visitByPin } from '../../../scripts/kiosk/visits.ts';
