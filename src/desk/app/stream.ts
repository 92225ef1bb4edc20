// What the kiosk tells open pages as it happens. Nothing about any patient: pages ask for that.
import { callFor, show } from './call.ts';
import { renew } from './parts.ts';
import { isShut, streamClosed } from './signals.ts';

let events: EventSource | undefined;
let look: ReturnType<typeof setInterval> | undefined;

/** What became of deliveries is nobody's event: a look now and then, milliseconds. */
const lookEveryMs = 60_000;

/** Follows the kiosk until the session is shut or over. */
export function followKiosk(): void {
  stopFollowing();
  const stream = new EventSource('/api/kiosk/events');
  events = stream;
  look = setInterval(renewArrivals, lookEveryMs);
  stream.addEventListener('open', () => {
    show('offline', false);
    // Whoever came while nothing was heard, between the page and its first word too, is on it now.
    renewArrivals();
  });
  stream.addEventListener('error', () => {
    show('offline', true);
    if (stream.readyState === EventSource.CLOSED) document.dispatchEvent(new Event(streamClosed));
  });
  stream.addEventListener('kiosk', (event) => {
    callFor(needsIn(event.data));
    void renew('kiosk');
  });
  stream.addEventListener('arrivals', renewArrivals);
  stream.addEventListener('attention', () => void renew('attention'));
  stream.addEventListener('update', () => void renew('update'));
  stream.addEventListener('mode', () => {
    if (document.getElementById('kiosk')) location.reload();
  });
  stream.addEventListener('locked', () => document.dispatchEvent(new Event(isShut)));
  stream.addEventListener('signed-out', () => {
    stopFollowing();
    location.assign('/sign-in');
  });
}

export function stopFollowing(): void {
  events?.close();
  clearInterval(look);
}

function renewArrivals(): void {
  void renew('attention');
  void renew('arrivals');
}

/** What the kiosk needs of staff, in the event that tells of it. */
function needsIn(data: string): string {
  const told: unknown = JSON.parse(data);
  const needs: unknown = typeof told === 'object' && told !== null ? Reflect.get(told, 'needs') : undefined;
  return typeof needs === 'string' ? needs : '';
}
