// An update, or a backup, goes to the kiosk piece by piece: a slow network takes its time, and what breaks off is said.
import { renew, renewed } from './parts.ts';
import { ask } from './signals.ts';

/** Sends the file of a form marked `data-upload`, then the form itself; without this script there is no such form. */
export function sendUpdates(): void {
  const show = (): void => {
    for (const form of document.querySelectorAll<HTMLFormElement>('form[data-upload]')) form.hidden = false;
  };
  show();
  document.addEventListener(renewed, show);
  document.addEventListener('submit', (event) => {
    const { target: form } = event;
    if (!(form instanceof HTMLFormElement) || form.dataset.upload === undefined) return;
    event.preventDefault();
    void send(form, form.dataset.upload);
  });
}

async function send(form: HTMLFormElement, to: string): Promise<void> {
  const file = form.querySelector<HTMLInputElement>('input[type="file"]')?.files?.[0];
  const button = form.querySelector('button');
  const says = form.querySelector('output');
  if (!file || !button || !says) return;
  button.disabled = true;
  const { _csrf, ...fields } = textsOf(form);
  const headers = { 'x-csrf-token': String(_csrf) };
  const piece = Number(form.dataset.piece);
  let refused: Response | undefined | null = null;
  for (let at = 0; at < file.size && refused === null; at += piece) {
    says.value = `送っています（${Math.floor((at / file.size) * 100)}%）`;
    const answer = await ask(`${to}?at=${at}&of=${file.size}`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/octet-stream' },
      body: file.slice(at, at + piece),
    });
    if (!answer?.ok) refused = answer;
  }
  if (refused === null) {
    const answer = await ask(form.action, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(fields),
    });
    refused = answer?.ok ? null : answer;
  }
  button.disabled = false;
  says.value = refused === null ? '' : await messageOf(refused);
  if (refused !== null) return;
  if (form.dataset.then === undefined) await renew('update');
  else location.assign(form.dataset.then);
}

/** What the form says beside its file. */
function textsOf(form: HTMLFormElement): Readonly<Record<string, string>> {
  const entries = [...new FormData(form)];
  return Object.fromEntries(entries.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])));
}

async function messageOf(answer: Response | undefined): Promise<string> {
  const told: unknown = await answer?.json().catch(() => undefined);
  const message: unknown = typeof told === 'object' && told !== null ? Reflect.get(told, 'message') : undefined;
  return typeof message === 'string' ? message : '送れませんでした。もう一度押してください。';
}
