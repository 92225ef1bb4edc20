/** How often, milliseconds. A device takes a screen for standing still whose last frame is older than ten times that. */
const everyMs = 2_000;

/**
 * On the kiosk's own screen, in the set-up: says after a frame that it was painted. A window that is hidden, or whose
 * graphics hang, is given no frame and says nothing.
 */
export function sayThatItPaints(): void {
  window.requestAnimationFrame(() => {
    // Once the frame's callbacks are over it has been handed on to be painted.
    window.setTimeout(() => {
      void fetch('/api/set-up/painted').catch(() => undefined);
      window.setTimeout(sayThatItPaints, everyMs);
    });
  });
}
