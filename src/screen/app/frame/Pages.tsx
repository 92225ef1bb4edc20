import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { withoutReadings } from '../../../kernel/furigana.ts';
import { questionOf } from '../../keypad/question.ts';
import { useKiosk } from '../kiosk.ts';
import { Phrases } from '../screens/Phrases.tsx';
import { blocksOf, pageOf, pagesOf, showPage } from './pageBreaks.ts';

/** Whether the screen is laid out one thing below the other, a page at a time. */
export function isFlowing({ settings, panel }: ReturnType<typeof useKiosk>['view']): boolean {
  return settings.text > 100 || settings.low || panel !== 'none';
}

/** Around the screen: where its words are too large to stand there together, they are turned over page by page. */
export function Pages({ children }: { readonly children: ComponentChildren }) {
  const { view, words } = useKiosk();
  const pages = useRef<HTMLDivElement>(null);
  const leaf = useRef<HTMLDivElement>(null);
  const [turned, setTurned] = useState({ question: '', at: 0 });
  const [count, setCount] = useState(1);
  const isFlow = isFlowing(view);
  // What is said anew is seen from its beginning.
  const question = `${questionOf(view)} ${'state' in view ? view.state : ''}`;
  const place = view.keys?.at ?? null;
  const at = turned.question === question ? turned.at : 0;

  useLayoutEffect(() => {
    if (!pages.current || !leaf.current) return;
    const { blocks, starts } = isFlow ? laidOut(pages.current, leaf.current) : { blocks: [], starts: [] };
    setCount(Math.max(1, starts.length));
    showPage(leaf.current, blocks, starts, Math.min(at, starts.length - 1));
  });

  // The page of the cursor comes up with it.
  useLayoutEffect(() => {
    if (!pages.current || !leaf.current || !isFlow || place === null) return;
    const target = leaf.current.querySelector(`[data-action="${place}"], [data-place="${place}"]`);
    if (!target) return;
    const { blocks, starts } = laidOut(pages.current, leaf.current);
    setTurned({ question, at: pageOf(target, blocks, starts) });
  }, [place, question, isFlow]);

  const here = Math.min(at, count - 1);
  const turn = (by: number) => setTurned({ question, at: here + by });
  return (
    <div class="pages" ref={pages}>
      <div class="leaf" ref={leaf}>
        {children}
      </div>
      {isFlow && (
        <nav
          class={count > 1 ? 'pager' : 'pager pager-blank'}
          aria-label={withoutReadings(words.pages.label(here + 1, count))}
        >
          <Turn action="page.previous" isOff={here === 0} onTurn={() => turn(-1)}>
            {words.pages.previous}
          </Turn>
          <p aria-hidden="true">
            {here + 1} / {count}
          </p>
          <Turn action="page.next" isOff={here >= count - 1} onTurn={() => turn(1)}>
            {words.pages.next}
          </Turn>
        </nav>
      )}
    </div>
  );
}

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
