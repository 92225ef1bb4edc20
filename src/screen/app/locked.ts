/** The browser itself does with these what the page wants: moves the focus, presses what is focused. */
const leftToTheBrowser = new Set(['Tab', 'Enter', ' ']);

/** What a browser offers its user and nobody at a reception is to have: menu, selection, drag and drop. */
const refused = ['contextmenu', 'selectstart', 'dragstart', 'dragenter', 'dragover', 'drop', 'auxclick'] as const;

/**
 * Makes the browser part of the kiosk: no key, wheel, button or gesture reloads, prints, searches, zooms, navigates or
 * opens anything, since what one patient did to the browser the next would find. Called once, before anything listens.
 */
export function lockBrowser(): void {
  const at = { capture: true, passive: false } as const;
  window.addEventListener('keydown', refuseForeignKeys, at);
  window.addEventListener('wheel', (event) => event.ctrlKey && event.preventDefault(), at);
  for (const kind of refused) window.addEventListener(kind, (event) => event.preventDefault(), at);
  for (const kind of ['mousedown', 'mouseup', 'pointerdown', 'pointerup'] as const) {
    // The wheel scrolls by itself when pressed; the thumb's buttons go back and forward.
    window.addEventListener(kind, (event) => event.button > 0 && event.preventDefault(), at);
  }
}

/** Which keys mean something here the configuration says; to the browser itself hardly any does. */
function refuseForeignKeys(event: KeyboardEvent): void {
  const isTyped = event.target instanceof HTMLInputElement;
  const isShortcut = event.ctrlKey || event.altKey || event.metaKey;
  if (isShortcut || !(isTyped || leftToTheBrowser.has(event.key))) event.preventDefault();
  if (isShortcut) event.stopImmediatePropagation();
}
