// What is pressed in a part that renews itself is done in place: the page, its scroll and its focus stay.
import { show } from './call.ts';
import { acted } from './lock.ts';
import { renew } from './parts.ts';
import { ask } from './signals.ts';

/** Sends forms marked `data-in-place` without leaving the page; without this script they go the usual way. */
export function sendInPlace(): void {
  document.addEventListener('submit', (event) => {
    const { target: form, submitter } = event;
    if (!(form instanceof HTMLFormElement) || form.dataset.inPlace === undefined) return;
    if (!(submitter instanceof HTMLButtonElement)) return;
    event.preventDefault();
    void send(form, submitter);
  });
}

/** Pressed twice before the answer is there is pressed once. Not disabled: the focus would be lost. */
const underWay = new WeakSet<HTMLButtonElement>();

async function send(form: HTMLFormElement, pressed: HTMLButtonElement): Promise<void> {
  const { _csrf, ...fields } = Object.fromEntries(new FormData(form, pressed));
  if (underWay.has(pressed)) return;
  underWay.add(pressed);
  const answer = await ask(pressed.formAction, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-csrf-token': String(_csrf) },
    body: JSON.stringify(fields),
  });
  underWay.delete(pressed);
  if (answer?.status === 423) return;
  if (answer?.ok) acted();
  const told: unknown = await answer?.json().catch(() => undefined);
  const message: unknown = typeof told === 'object' && told !== null ? Reflect.get(told, 'message') : undefined;
  say(typeof message === 'string' ? message : '送れませんでした。もう一度押してください。', answer?.ok === true);
  const part = form.closest('[data-part]');
  if (part) await renew(part.id);
}

/** How long it is said, milliseconds: it stands over the page. What went wrong takes longer to read. */
const saidMs = { good: 5_000, bad: 15_000 } as const;
let saidUntil: ReturnType<typeof setTimeout> | undefined;

/** A sentence where the page says what became of something, read out by screen readers. */
function say(text: string, good: boolean): void {
  const place = document.getElementById('said');
  const kind = good ? 'good' : 'bad';
  if (place) place.className = kind;
  show('said', true, text);
  clearTimeout(saidUntil);
  saidUntil = setTimeout(() => show('said', false), saidMs[kind]);
}
