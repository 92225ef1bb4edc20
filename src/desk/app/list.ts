// Search, filters and printing of today's list. What is typed stays in this page alone, and through every arrival: the
// fields stand outside the list, and lines that are unchanged stay as they are.
import { renewed } from './parts.ts';
import { reopened } from './signals.ts';
import { hasWords, typedWords } from './typed.ts';

interface Line {
  readonly row: HTMLElement;
  readonly findable: string;
  readonly marks: ReadonlySet<string>;
}

/** Ends with the page as it was before it was locked. */
let page = new AbortController();
arrange();
document.addEventListener(reopened, () => {
  page.abort();
  page = new AbortController();
  arrange();
});

function arrange(): void {
  const find = document.querySelector<HTMLFormElement>('#find');
  const place = document.querySelector<HTMLElement>('#arrivals');
  if (find && place) followList(find, place, page.signal);
  for (const button of document.querySelectorAll<HTMLElement>('[data-print]')) {
    button.hidden = false;
    button.addEventListener('click', () => print());
  }
}

/** @param until when the list is no longer on the page */
function followList(form: HTMLFormElement, list: HTMLElement, until: AbortSignal): void {
  const field = form.querySelector<HTMLInputElement>('input[type="search"]');
  const found = form.querySelector<HTMLElement>('output');
  const chips = [...form.querySelectorAll<HTMLButtonElement>('button[data-mark]')];
  if (!field || !found) return;
  let lines: readonly Line[] = [];
  let wantedLines: readonly Line[] = [];

  const apply = (): void => {
    const words = typedWords(field.value);
    const wanted = chips.filter(isPressed).map(markOf);
    wantedLines = lines.filter(
      ({ marks, findable }) => wanted.every((mark) => marks.has(mark)) && hasWords(findable, words),
    );
    const isWanted = new Set(wantedLines);
    for (const line of lines) hide(line, !isWanted.has(line));
    const isWhole = words.length === 0 && wanted.length === 0;
    found.textContent = isWhole ? `${lines.length}件` : `${lines.length}件のうち${wantedLines.length}件`;
  };
  const read = (): void => {
    lines = [...list.querySelectorAll<HTMLElement>('tr[data-find]')].map((row) => ({
      row,
      findable: row.dataset.find ?? '',
      marks: new Set((row.dataset.marks ?? '').split(' ')),
    }));
    for (const chip of chips) {
      const count = lines.filter(({ marks }) => marks.has(markOf(chip))).length;
      const number = chip.querySelector('b');
      if (number) number.textContent = String(count);
      chip.hidden = count === 0 && !isPressed(chip);
    }
    apply();
  };

  field.addEventListener('input', apply);
  for (const chip of chips) {
    chip.addEventListener('click', () => {
      chip.setAttribute('aria-pressed', String(!isPressed(chip)));
      apply();
    });
  }
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    // Whoever typed until one was left wants to see it.
    if (wantedLines.length === 1) wantedLines[0]?.row.querySelector<HTMLAnchorElement>('th a')?.click();
  });
  form.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    field.value = '';
    for (const chip of chips) chip.setAttribute('aria-pressed', 'false');
    apply();
  });
  document.addEventListener(renewed, read, { signal: until });
  form.hidden = false;
  read();
}

/** Written only where it changes: each writing costs a look at the line's style. */
function hide({ row }: Line, isHidden: boolean): void {
  if (row.hidden !== isHidden) row.hidden = isHidden;
}

function isPressed(chip: HTMLButtonElement): boolean {
  return chip.getAttribute('aria-pressed') === 'true';
}

function markOf(chip: HTMLButtonElement): string {
  return chip.dataset.mark ?? '';
}
