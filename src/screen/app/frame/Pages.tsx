import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { withoutReadings } from '../../../kernel/furigana.ts';
import { questionOf } from '../../keypad/question.ts';
import { useKiosk } from '../kiosk.ts';
import { Phrases } from '../screens/Phrases.tsx';
import { blocksOf, firstOf, pageOf, pagesOf, showPage } from './pageBreaks.ts';

/** Whether the screen is laid out one thing below the other, a page at a time. */
export function isFlowing({ settings, panel }: ReturnType<typeof useKiosk>['view']): boolean {
  return settings.text > 100 || settings.low || panel !== 'none';
}

/** What a patient is at: what they turned to, touched last or have the cursor on, as long as this is asked. */
interface Held {
  readonly question: string;
  readonly place: Element;
}

/** Around the screen: where its words are too large to stand there together, they are turned over page by page. */
export function Pages({ children }: { readonly children: ComponentChildren }) {
  const { view, words } = useKiosk();
  const pages = useRef<HTMLDivElement>(null);
  const leaf = useRef<HTMLDivElement>(null);
  const held = useRef<Held | null>(null);
  const [{ here, count, title }, setTurned] = useState({ here: 0, count: 1, title: '' });
  const isFlow = isFlowing(view);
  // What is said anew is seen from its beginning.
  const question = `${questionOf(view)} ${'state' in view ? view.state : ''}`;
  const cursor = view.keys?.at ?? null;

  /** Lays the pages out and shows the one with what the patient is at: whatever comes up beside it, that stays. */
  const show = (by = 0): void => {
    if (!pages.current || !leaf.current) return;
    const { blocks, starts } = isFlow ? laidOut(pages.current, leaf.current) : nothing;
    const isNew = held.current?.question !== question;
    const kept = held.current && !isNew ? pageOf(held.current.place, blocks, starts) : undefined;
    const last = Math.max(0, starts.length - 1);
    const at = Math.min(Math.max(0, (kept ?? (isNew ? 0 : here)) + by), last);
    const place = firstOf(at, blocks, starts);
    if (place && (isNew || by !== 0)) held.current = { question, place };
    showPage(leaf.current, blocks, starts, at);
    const now = { here: at, count: last + 1, title: titleElsewhere(leaf.current) };
    setTurned((was) => (was.here === at && was.count === now.count && was.title === now.title ? was : now));
  };

  // The page of the cursor comes up with it.
  useLayoutEffect(() => {
    const place = cursor && leaf.current?.querySelector(`[data-action="${cursor}"], [data-place="${cursor}"]`);
    if (place) held.current = { question, place };
  }, [cursor, question]);
  useLayoutEffect(() => show());

  const touch = ({ target }: Event): void => {
    const place = target instanceof Element ? target.closest('.press') : null;
    if (place) held.current = { question, place };
  };
  return (
    <div class="pages" ref={pages}>
      <div class="leaf" ref={leaf} onPointerDown={touch}>
        {children}
      </div>
      {isFlow && (
        <nav
          class={count > 1 ? 'pager' : 'pager pager-blank'}
          aria-label={withoutReadings(words.pages.label(here + 1, count))}
        >
          {title !== '' && <h1 class="unseen">{title}</h1>}
          <Turn action="page.previous" isOff={here === 0} onTurn={() => show(-1)}>
            {words.pages.previous}
          </Turn>
          <p aria-hidden="true">
            {here + 1} / {count}
          </p>
          <Turn action="page.next" isOff={here >= count - 1} onTurn={() => show(1)}>
            {words.pages.next}
          </Turn>
        </nav>
      )}
    </div>
  );
}

/** Where everything stands at its place at once. */
const nothing = { blocks: [], starts: [] };

/** What is on it and where its pages begin: one where it fits without the way to others, which takes room itself. */
function laidOut(pages: HTMLElement, leaf: HTMLElement) {
  for (const isOne of [true, false]) {
    pages.toggleAttribute('data-one', isOne);
    const blocks = blocksOf(leaf);
    const starts = pagesOf(blocks, leaf.clientHeight);
    if (!isOne || starts.length < 2) return { blocks, starts };
  }
  throw new Error('a screen has one page or several');
}

/** The question, where it stands on another page than the one that is up: whoever does not see still hears what is asked. */
function titleElsewhere(leaf: HTMLElement): string {
  const title = leaf.querySelector('h1[data-off]')?.cloneNode(true);
  if (!(title instanceof HTMLElement)) return '';
  for (const reading of title.querySelectorAll('rt')) reading.remove();
  return title.textContent ?? '';
}

interface TurnProps {
  readonly action: string;
  readonly isOff: boolean;
  readonly onTurn: () => void;
  readonly children: string;
}

/** Turning a page is no answer: the process need not know. */
function Turn({ action, isOff, onTurn, children }: TurnProps) {
  return (
    <button type="button" class="press answer" data-action={action} disabled={isOff} onClick={onTurn}>
      <span>
        <Phrases>{children}</Phrases>
      </span>
    </button>
  );
}
