// Walking away. The kiosk shuts a session that nobody is at; this takes the names off the screen in the same moment,
// also where the line is cut, and brings the page back as it was once whoever is signed in has proved to be there.
import { listenForBell } from './call.ts';
import { forgetParts } from './parts.ts';
import { isShut, reopened, streamClosed } from './signals.ts';
import { followKiosk, stopFollowing } from './stream.ts';
import { type TypedField, typedIn, typeInto } from './unsent.ts';

/** How often the kiosk is told that somebody is there, milliseconds. */
const tellEveryMs = 15_000;
/** The kiosk counts from its own moment: rather ask for proof early than have a form refused. */
const earlierMs = 20_000;
/** How often a locked page asks whether somebody calls at the kiosk, milliseconds. */
const bellMs = 5_000;

/** What all tabs of this browser tell each other. */
const tabs = new BroadcastChannel('uketsuke-desk');

let seenAt = Date.now();
let toldAt = 0;
let actedAt = Date.now();
let away:
  | { readonly typed: readonly TypedField[]; readonly scroll: number; readonly bell: ReturnType<typeof setInterval> }
  | undefined;

/** Watches whether somebody is there, for as long as this document is open. */
export function watchForLeaving(): void {
  for (const kind of ['pointermove', 'pointerdown', 'wheel', 'touchstart', 'keydown']) {
    document.addEventListener(kind, (event) => event.isTrusted && here(), { passive: true });
  }
  setInterval(lockIfLeft, 1000);
  tabs.addEventListener('message', ({ data }) => {
    if (data === 'here' && !away) seenAt = Date.now();
    if (data === 'locked') lock();
    if (data === 'unlocked' && away) void reopen();
  });
  document.addEventListener(isShut, () => lock());
  document.addEventListener(streamClosed, () => void tell());
  document.addEventListener('submit', submitted, { capture: true });
  // A page the browser keeps for the back button would come back with everything on it.
  addEventListener('pagehide', ({ persisted }) => persisted && document.body.replaceChildren());
  addEventListener('pageshow', ({ persisted }) => persisted && location.reload());
}

/** Something was changed, and the kiosk took it. */
export function acted(): void {
  actedAt = Date.now();
}

function here(): void {
  // Whoever comes back too late has not been here all the time.
  lockIfLeft();
  if (away) return;
  const now = Date.now();
  seenAt = now;
  if (now - toldAt < tellEveryMs) return;
  toldAt = now;
  tabs.postMessage('here');
  void tell();
}

function lockIfLeft(): void {
  if (!away && Date.now() - seenAt >= limit('lockMs')) void lockByHand();
}

async function tell(): Promise<void> {
  const answer = await fetch('/api/me/here').catch(() => undefined);
  if (answer?.status === 423) lock();
  if (answer?.status === 401) location.assign('/sign-in');
}

/** Locks this page and tells the kiosk, which then shuts the session for every tab. */
async function lockByHand(): Promise<void> {
  lock();
  tabs.postMessage('locked');
  await post('/api/me/lock', {});
}

/** Takes everything off the page. What somebody typed and did not send is kept, in memory; nothing that was shown. */
function lock(): void {
  const template = document.getElementById('lock-template');
  if (away || !(template instanceof HTMLTemplateElement)) return;
  const bell = setInterval(() => void listenForBell(), bellMs);
  away = { typed: typedIn(document.body), scroll: scrollY, bell };
  stopFollowing();
  forgetParts();
  document.body.replaceChildren(template.content.cloneNode(true));
  document.title = document.title.replace(/^.* - /, 'ロック中 - ');
  field()?.focus();
}

function submitted(event: SubmitEvent): void {
  const { target: form } = event;
  if (!(form instanceof HTMLFormElement) || form.method !== 'post') return;
  const rests = 'resting' in document.body.dataset || Date.now() - actedAt >= limit('idleMs') - earlierMs;
  const isUnlock = form.id === 'unlock' && away;
  const isLock = form.id === 'lock-now' || (rests && !away && !form.action.endsWith('/api/sign-out'));
  if (!isUnlock && !isLock) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  void (isUnlock ? unlock() : lockByHand());
}

async function unlock(): Promise<void> {
  const secret = field()?.value ?? '';
  const answer = await post('/api/me/unlock', { secret });
  if (answer?.ok) {
    tabs.postMessage('unlocked');
    return reopen();
  }
  if (answer?.status === 401) return location.assign('/sign-in');
  const told: unknown = await answer?.json().catch(() => undefined);
  const message: unknown = typeof told === 'object' && told !== null ? Reflect.get(told, 'message') : undefined;
  const place = document.getElementById('lock-said');
  if (place) {
    place.textContent = typeof message === 'string' ? message : '受付機につながりません。少し待ってください。';
    place.hidden = false;
  }
  const typed = field();
  if (!typed) return;
  typed.value = '';
  typed.focus();
}

/** Asks for the same page anew, and puts back what was typed there. */
async function reopen(): Promise<void> {
  const answer = await fetch(location.href).catch(() => undefined);
  if (!away || !answer) return;
  if (!answer.ok || new URL(answer.url).pathname !== location.pathname)
    return location.assign(answer.ok ? answer.url : '/');
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const { typed, scroll, bell } = away;
  clearInterval(bell);
  away = undefined;
  seenAt = Date.now();
  acted();
  document.body.replaceWith(document.adoptNode(page.body));
  document.title = page.title;
  document.dispatchEvent(new Event(reopened));
  typeInto(document.body, typed);
  document.getElementById('main')?.focus({ preventScroll: true });
  scrollTo(0, scroll);
  followKiosk();
}

function post(path: string, body: Readonly<Record<string, string>>): Promise<Response | undefined> {
  const token = document.querySelector<HTMLInputElement>('#unlock input[name="_csrf"]')?.value ?? '';
  return fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-csrf-token': token },
    body: JSON.stringify(body),
  }).catch(() => undefined);
}

function field(): HTMLInputElement | null {
  return document.querySelector<HTMLInputElement>('#unlock input[name="secret"]');
}

/** A time of the kiosk's, as the page carries it, milliseconds. */
function limit(name: 'lockMs' | 'idleMs'): number {
  return Number(document.body.dataset[name] ?? Number.POSITIVE_INFINITY);
}
