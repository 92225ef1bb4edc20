// Parts of a page that renew themselves, in place: whoever reads, types or presses keys there goes on undisturbed.
import { hadIn, putRows } from './rows.ts';
import { ask } from './signals.ts';
import { countUp } from './since.ts';

/** Told on the document once a part has been renewed, with its id: whoever arranges what stands in it does so again. */
export const renewed = 'part-renewed';

/** What each part showed last, without the tokens of its forms, which differ each time. */
const shown = new Map<string, string>();
/** Parts that are being asked for, and whether there was news meanwhile. */
const asked = new Map<string, { again: boolean }>();

/** Asks for one part of the page and puts it in place; does nothing where the page has no such part. */
export async function renew(id: string): Promise<void> {
  const under = asked.get(id);
  if (under) {
    under.again = true;
    return;
  }
  const state = { again: true };
  asked.set(id, state);
  while (state.again) {
    state.again = false;
    await renewOnce(id);
  }
  asked.delete(id);
}

/** What is on the page is not what was put there any more. */
export function forgetParts(): void {
  shown.clear();
}

async function renewOnce(id: string): Promise<void> {
  const place = document.getElementById(id);
  if (!place) return;
  const text = await textOf(id, hadIn(place));
  if (text === undefined) return;
  const said = text.replaceAll(/name="_csrf" value="[^"]*"/g, '');
  // Left alone where nothing has changed: a screen reader would say it all again.
  if (shown.get(id) === said || !place.isConnected) return;
  shown.set(id, said);
  if (!putRows(place, text)) {
    const whole = hadIn(place) === '' ? text : await textOf(id, '');
    if (whole === undefined || !place.isConnected) return;
    const before = heldIn(place);
    place.innerHTML = whole;
    giveBack(place, before);
  }
  countUp();
  document.dispatchEvent(new CustomEvent(renewed, { detail: id }));
}

async function textOf(id: string, had: string): Promise<string | undefined> {
  const answer = await ask(`/fragments/${id}${had}`);
  return answer?.ok ? answer.text() : undefined;
}

/** What somebody was doing in a part: where the focus was, what was typed and not sent, what was folded out. */
interface Held {
  readonly focused: { readonly name: string; readonly at: number; readonly stop: number } | undefined;
  readonly selection: readonly [number, number] | undefined;
  readonly typed: ReadonlyMap<string, string>;
  readonly open: readonly string[];
}

const reachable = 'a[href], button:not([disabled]), input:not([type="hidden"]), select, textarea, summary';

/** What the focus may stand on, in order. */
function reachableIn(place: HTMLElement): readonly HTMLElement[] {
  return [...place.querySelectorAll<HTMLElement>(reachable)].filter((element) => element.checkVisibility());
}

function heldIn(place: HTMLElement): Held {
  const all = reachableIn(place);
  const at = all.findIndex((element) => element === document.activeElement);
  const focused = all[at];
  const fields = [...place.querySelectorAll('input')].filter((field) => field.value !== field.defaultValue);
  return {
    focused: focused && { name: nameOf(focused), at, stop: stopsIn(place).findIndex((stop) => stop.contains(focused)) },
    selection:
      focused instanceof HTMLInputElement && focused.selectionStart !== null
        ? [focused.selectionStart, focused.selectionEnd ?? focused.selectionStart]
        : undefined,
    typed: new Map(fields.map((field) => [nameOf(field), field.value])),
    open: [...place.querySelectorAll<HTMLDetailsElement>('details[open][id]')].map(({ id }) => id),
  };
}

function giveBack(place: HTMLElement, { focused, selection, typed, open }: Held): void {
  for (const id of open) document.getElementById(id)?.toggleAttribute('open', true);
  for (const field of place.querySelectorAll('input')) field.value = typed.get(nameOf(field)) ?? field.value;
  if (!focused) return;
  const all = reachableIn(place);
  // What is gone leaves the focus to what has come into its place, so that nobody's key press goes astray.
  const next =
    all.find((element) => nameOf(element) === focused.name) ??
    stopAt(place, focused.stop)?.querySelector<HTMLElement>(reachable) ??
    all[Math.min(focused.at, all.length - 1)];
  next?.focus({ preventScroll: true });
  if (selection && next instanceof HTMLInputElement && nameOf(next) === focused.name) {
    next.setSelectionRange(...selection);
  }
}

/** What the keys walk through. */
function stopsIn(place: HTMLElement): readonly HTMLElement[] {
  return [...place.querySelectorAll<HTMLElement>('[data-stop]')];
}

/** Who was at the last of them and has settled it goes on with the one before. */
function stopAt(place: HTMLElement, at: number): HTMLElement | undefined {
  const stops = stopsIn(place);
  return at < 0 ? undefined : stops[Math.min(at, stops.length - 1)];
}

/** Tells one thing of a part from the others, whatever stands before it. What was settled is another thing. */
function nameOf(element: HTMLElement): string {
  const said = ['id', 'href', 'formaction', 'name', 'value'].map((name) => element.getAttribute(name) ?? '');
  return [element.tagName, ...said, element.parentElement?.id ?? '', element.closest('[data-stop]') ? 'stop' : ''].join(
    ' ',
  );
}
