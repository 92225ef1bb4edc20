// The list of arrivals, put in place line by line: a line that is unchanged comes as its name alone and stays where it is,
// with its layout, its filter and whoever's focus is on it.

/** What the page says it has when it asks for a part again: the mark of its list. */
export function hadIn(place: HTMLElement): string {
  const had = place.querySelector<HTMLElement>('[data-had]')?.dataset.had;
  return had === undefined ? '' : `?had=${encodeURIComponent(had)}`;
}

/**
 * Puts the list that came as `text` in the place of the one that is there. False where that cannot be done line by line:
 * there was no list yet, there is none any more, or it lacks a line that the kiosk thought it had.
 */
export function putRows(place: HTMLElement, text: string): boolean {
  const came = document.createElement('template');
  came.innerHTML = text;
  const [old, fresh] = [place, came.content].map((within) => within.querySelector<HTMLElement>('[data-had]'));
  const body = old?.querySelector('tbody');
  if (!old || !fresh || !body) return false;
  const had = new Map(rowsIn(old).map((row) => [row.dataset.row, row]));
  const wanted = rowsIn(fresh).map((row) => (row.childElementCount === 0 ? had.get(row.dataset.row) : row));
  if (!wanted.every((row) => row !== undefined)) return false;

  const focused = focusIn(old);
  const staying = new Set(wanted);
  const next = new Map(wanted.map((row) => [row.dataset.row, row]));
  for (const [name, row] of had) {
    if (staying.has(row)) continue;
    const instead = next.get(name);
    if (instead) row.replaceWith(instead);
    else row.remove();
  }
  let at = body.firstElementChild;
  for (const row of wanted) {
    if (row === at) at = row.nextElementSibling;
    else body.insertBefore(row, at);
  }
  old.dataset.had = fresh.dataset.had;
  if (focused && !focused.isConnected) {
    body
      .querySelector<HTMLElement>(`[href="${CSS.escape(focused.getAttribute('href') ?? '')}"]`)
      ?.focus({ preventScroll: true });
  }
  const headings = [place, came.content].map((within) => within.querySelector('.heading'));
  const [heading, changed] = headings;
  if (heading && changed && heading.outerHTML !== changed.outerHTML) heading.replaceWith(changed);
  return true;
}

function rowsIn(table: HTMLElement): readonly HTMLElement[] {
  return [...table.querySelectorAll<HTMLElement>('tr[data-row]')];
}

function focusIn(table: HTMLElement): HTMLElement | undefined {
  const { activeElement } = document;
  return activeElement instanceof HTMLElement && table.contains(activeElement) ? activeElement : undefined;
}
