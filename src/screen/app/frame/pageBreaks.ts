/** Something that is not divided between pages, and where it stands in the whole; pixels from its top. */
export interface Block {
  readonly element: HTMLElement;
  readonly top: number;
  readonly bottom: number;
}

/** What stays whole: what is pressed, a line of a list, a drawing, keys; and whatever holds words itself. */
const whole = '.press, .row, .item, .setting, .keypad, .places, .stage, .cap, .notice, .waiting, .idle-step, h1, p';

/** Air above the first block of a page, pixels. */
const margin = 12;

/** The blocks of what is in `leaf`, from top to bottom. What lies outside its flow is none. */
export function blocksOf(leaf: HTMLElement): readonly Block[] {
  const main = leaf.firstElementChild;
  if (!(main instanceof HTMLElement)) return [];
  const from = main.getBoundingClientRect().top;
  const found: Block[] = [];
  const look = (element: Element): void => {
    if (!(element instanceof HTMLElement) || element.matches('.unseen')) return;
    const { position, display } = getComputedStyle(element);
    if (display === 'none' || position === 'fixed' || position === 'absolute') return;
    const box = element.getBoundingClientRect();
    // What is larger than a page is divided after all.
    const isWhole = element.matches(whole) && (box.height <= leaf.clientHeight || element.matches('button'));
    if (isWhole || display === 'inline' || element.childElementCount === 0) {
      if (box.height > 0) found.push({ element, top: box.top - from, bottom: box.bottom - from });
      return;
    }
    for (const child of element.children) look(child);
  };
  for (const child of main.children) look(child);
  return found.toSorted((one, other) => one.top - other.top);
}

/** Where each page begins, so that no block is cut; pixels from the top of the whole. @param height of a page */
export function pagesOf(blocks: readonly Block[], height: number): readonly number[] {
  const together = answersOf(blocks, height);
  const starts: number[] = [];
  let start = Number.NEGATIVE_INFINITY;
  for (const { top, bottom } of bandsOf(blocks)) {
    const end = together?.top === top ? Math.max(bottom, together.bottom) : bottom;
    if (end + margin - start > height) {
      start = starts.length === 0 ? 0 : top - margin;
      starts.push(start);
    }
  }
  return starts;
}

type Band = Pick<Block, 'top' | 'bottom'>;

/** What stands side by side is not parted: from its top to where the last of it ends. */
function bandsOf(blocks: readonly Block[]): readonly Band[] {
  const bands: { top: number; bottom: number }[] = [];
  for (const { top, bottom } of blocks) {
    const last = bands.at(-1);
    if (last && top < last.bottom) last.bottom = Math.max(last.bottom, bottom);
    else bands.push({ top, bottom });
  }
  return bands;
}

/**
 * The answers to one question stand on one page, so that none is nearer than another; keys stand with what is typed,
 * whatever other ways there are. In a list each row has its own.
 */
function answersOf(blocks: readonly Block[], height: number): Band | undefined {
  if (blocks.some(({ element }) => element.matches('.row, .setting'))) return undefined;
  const keys = blocks.find(({ element }) => element.matches('.keypad'));
  const first = blocks.find(({ element }) => element.matches(keys ? '.places, .number-part, .keypad' : '.press'));
  const last = keys ?? blocks.findLast(({ element }) => element.matches('.press'));
  const fits = first && last && last.bottom - first.top + 2 * margin <= height;
  return fits ? { top: first.top, bottom: last.bottom } : undefined;
}

/** On which page `target` stands; undefined where it is on none. */
export function pageOf(target: Element, blocks: readonly Block[], pages: readonly number[]): number | undefined {
  const block = blocks.find(({ element }) => element.contains(target) || target.contains(element));
  return block && Math.max(0, pageAt(block, pages));
}

/** What page `at` is looked at for: what may be pressed on it, or what it begins with. */
export function firstOf(at: number, blocks: readonly Block[], pages: readonly number[]): Element | undefined {
  const here = blocks.filter((block) => pageAt(block, pages) === at).map(({ element }) => element);
  return here.find((element) => element.matches('.press, .keypad')) ?? here[0];
}

function pageAt({ top }: Block, pages: readonly number[]): number {
  return pages.findLastIndex((start) => start <= top);
}

/** Brings up one page. What stands on another is neither seen nor reached. */
export function showPage(leaf: HTMLElement, blocks: readonly Block[], pages: readonly number[], at: number): void {
  const main = leaf.firstElementChild;
  if (!(main instanceof HTMLElement)) return;
  for (const hidden of leaf.querySelectorAll('[data-off]')) hidden.removeAttribute('data-off');
  for (const block of blocks) {
    block.element.toggleAttribute('data-off', pageAt(block, pages) !== at && pages.length > 1);
  }
  // Not a transform: what is fixed to the screen would move with it.
  main.style.top = pages.length > 1 ? `${-(pages[at] ?? 0)}px` : '';
}
