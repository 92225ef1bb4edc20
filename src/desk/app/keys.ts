// One key for each frequent act. The page says which: `data-key` on what it presses, or goes to where it is a field or
// stands in a list (`data-next`, `data-previous`). Never while somebody types, and only where they are switched on.

/** In this browser only: nothing but whether keys are wanted. */
const remembered = 'desk-keys';

/** Whether single keys act in this browser (WCAG 2.1.4: they can be switched off). */
export function keysAreOn(): boolean {
  return localStorage.getItem(remembered) !== 'off';
}

/** Listens for keys, for as long as this document is open; also on what comes into it later. */
export function listenForKeys(): void {
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.repeat) return;
    if (!keysAreOn() || isTyping(event.target) || document.querySelector('dialog[open]')) return;
    if (press(event.key.toLowerCase())) event.preventDefault();
  });
  document.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLInputElement) || target.id !== 'keys-on') return;
    localStorage.setItem(remembered, target.checked ? 'on' : 'off');
  });
  document.addEventListener('click', ({ target }) => {
    if (target instanceof Element && target.closest('#show-keys')) showKeys();
  });
}

/** Whether what has the focus takes letters, or a choice made by letters, itself. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.closest('textarea, select')) return true;
  return target instanceof HTMLInputElement && !['radio', 'checkbox', 'button', 'submit'].includes(target.type);
}

/** Whether the page had something under this key. */
function press(key: string): boolean {
  if (key === '?') {
    showKeys();
    return true;
  }
  const step = { n: 1, p: -1 }[key];
  if (step !== undefined) return walk(step);
  const found = [...document.querySelectorAll<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)];
  // In a list each entry has the key, and the one that has the focus is meant.
  const focused = document.activeElement;
  const here = found.find((each) => each === focused || each.closest('[data-stop]')?.contains(focused));
  const meant = here ?? found.find((each) => !each.closest('[data-stop]') && each.checkVisibility());
  if (!meant) return false;
  if (meant instanceof HTMLInputElement && meant.type !== 'radio') {
    meant.focus();
    meant.select();
  } else meant.click();
  return true;
}

/** Goes to the next, or the previous, of what wants attention, and round. */
function walk(step: number): boolean {
  const stops = [...document.querySelectorAll<HTMLElement>('[data-stop]')].filter((stop) => stop.checkVisibility());
  const at = stops.findIndex((stop) => stop.contains(document.activeElement));
  const from = at < 0 && step < 0 ? 0 : at;
  const next = stops[(from + step + stops.length) % stops.length];
  next?.querySelector<HTMLElement>('a[href]')?.focus();
  next?.scrollIntoView({ block: 'nearest' });
  return next !== undefined;
}

function showKeys(): void {
  const dialog = document.getElementById('keys');
  if (!(dialog instanceof HTMLDialogElement)) return;
  const on = document.getElementById('keys-on');
  if (on instanceof HTMLInputElement) on.checked = keysAreOn();
  dialog.showModal();
}
