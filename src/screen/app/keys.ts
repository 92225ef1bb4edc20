import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { View } from '../view.ts';

/** What a browser does by itself where a button has the focus. */
const pressesButton = new Set(['Enter', 'NumpadEnter', 'Space']);

/**
 * Every key goes to the process, which knows what it means; but for Tab, and for the button somebody has tabbed to. What
 * went down comes up, wherever the cursor has got to meanwhile: otherwise a switch would be held for ever.
 *
 * @param send the same at each call
 */
export function useKeys(view: View, send: (code: string, up: boolean) => void): void {
  const shown = useRef(view);
  // With what is painted, and before the focus moves: a key that comes right then is meant for what is there.
  useLayoutEffect(() => {
    shown.current = view;
  }, [view]);
  useEffect(() => {
    const down = new Set<string>();
    const isOurs = (event: KeyboardEvent): boolean => {
      const { screen, keys } = shown.current;
      // A technician types letters.
      if (screen === 'diagnostics' || !/^\w{1,32}$/.test(event.code)) return false;
      if (event.code === 'Tab' || event.ctrlKey || event.altKey || event.metaKey) return false;
      const { activeElement } = document;
      const tabbedTo = activeElement instanceof HTMLButtonElement ? activeElement.dataset.action : undefined;
      return !pressesButton.has(event.code) || tabbedTo === undefined || tabbedTo === keys?.at;
    };
    const onDown = (event: KeyboardEvent): void => {
      // Of a key whose coming up nobody saw the next press is judged anew.
      const isHeld = event.repeat && down.has(event.code);
      if (!isHeld && !isOurs(event)) return;
      event.preventDefault();
      if (event.repeat) return;
      down.add(event.code);
      send(event.code, false);
    };
    const onUp = (event: KeyboardEvent): void => {
      if (!down.delete(event.code)) return;
      event.preventDefault();
      send(event.code, true);
    };
    window.addEventListener('keydown', onDown);
    window.addEventListener('keyup', onUp);
    return () => {
      window.removeEventListener('keydown', onDown);
      window.removeEventListener('keyup', onUp);
    };
  }, [send]);
}

/** The focus follows the cursor of the keys, and stands at the question where no answer is meant yet. */
export function useCursor({ keys, screen, panel, countdown }: View): void {
  const at = keys?.at;
  const isEnding = countdown !== null;
  useLayoutEffect(() => {
    document.documentElement.toggleAttribute('data-keys', at !== undefined);
    if (at === undefined) return;
    const places = document.querySelectorAll<HTMLElement>(
      at === null ? 'h1' : `[data-action="${at}"], [data-place="${at}"]`,
    );
    [...places].find((place) => !place.closest('[inert], .unseen'))?.focus({ preventScroll: true });
  }, [at, screen, panel, isEnding]);
}
