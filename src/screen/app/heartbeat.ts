/** How often the page says that it has painted, milliseconds; the process waits for it five times as long. */
const everyMs = 2_000;

/**
 * Calls `say` after a frame was painted, at once and then every two seconds, with the zoom of what is seen. A window
 * that is hidden, or whose graphics hang, is given no frame and says nothing. Returns the way to stop.
 */
export function beat(say: (zoom: number) => void): () => void {
  let frame = 0;
  let timer = 0;
  const { port1: painted, port2: frameEnd } = new MessageChannel();
  painted.onmessage = () => {
    say(window.visualViewport?.scale ?? 1);
    timer = window.setTimeout(ask, everyMs);
  };
  // What a frame's callback posts arrives after the frame was handed on to be painted.
  function ask(): void {
    frame = window.requestAnimationFrame(() => frameEnd.postMessage(null));
  }
  ask();
  return () => {
    window.cancelAnimationFrame(frame);
    window.clearTimeout(timer);
    painted.close();
  };
}
