// What the kiosk tells open pages as it happens. Nothing about any patient: pages ask for that.
import { callFor, show } from './call.ts';
import { renew } from './parts.ts';

/** Follows the kiosk until the session is over. */
export function followKiosk(): void {
  const events = new EventSource('/api/kiosk/events');
  let missedSome = false;
  events.addEventListener('open', () => {
    show('offline', false);
    if (missedSome) renewArrivals();
    missedSome = false;
  });
  events.addEventListener('error', () => {
    missedSome = true;
    show('offline', true);
  });
  events.addEventListener('kiosk', (event) => {
    callFor(needsIn(event.data));
    void renew('kiosk');
  });
  events.addEventListener('arrivals', renewArrivals);
  events.addEventListener('mode', () => {
    if (document.getElementById('kiosk')) location.reload();
  });
  events.addEventListener('signed-out', () => {
    events.close();
    location.assign('/sign-in');
  });
}

function renewArrivals(): void {
  void renew('arrivals');
}

/** What the kiosk needs of staff, in the event that tells of it. */
function needsIn(data: string): string {
  const told: unknown = JSON.parse(data);
  const needs: unknown = typeof told === 'object' && told !== null ? Reflect.get(told, 'needs') : undefined;
  return typeof needs === 'string' ? needs : '';
}
