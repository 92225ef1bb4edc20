import { useEffect, useLayoutEffect } from 'preact/hooks';
import type { View } from '../view.ts';

/** What a browser does by itself where a button has the focus. */
const pressesButton = new Set(['Enter', 'NumpadEnter', 'Space']);

/** Every key goes to the process, which knows what it means; but for Tab, and for the button somebody has tabbed to. */
export function useKeys(view: View, send: (code: string, up: boolean) => void): void {
  const isTyped = view.screen === 'diagnostics';
  useEffect(() => {
    // A technician types letters.
    if (isTyped) return undefined;
    const isOurs = (event: KeyboardEvent): boolean => {
      if (event.code === 'Tab' || event.ctrlKey || event.altKey || event.metaKey) return false;
      const { activeElement } = document;
      const tabbedTo = activeElement instanceof HTMLButtonElement ? activeElement.dataset.action : undefined;
      return !pressesButton.has(event.code) || tabbedTo === undefined || tabbedTo === view.keys?.at;
    };
    const onKey = (event: KeyboardEvent): void => {
      if (!/^\w{1,32}$/.test(event.code) || !isOurs(event)) return;
      event.preventDefault();
      if (!event.repeat) send(event.code, event.type === 'keyup');
    };
    window.addEventListener('keydown', onKey);
    window.addEventListener('keyup', onKey);
    return () => {
      window.removeEventListener('keydown', onKey);
      window.removeEventListener('keyup', onKey);
    };
  }, [view, send, isTyped]);
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
