/**
 * Put into the page before its own scripts: notes when a press was sent, when the view that answers it has come, and
 * when the frame that shows it was handed on to be painted.
 */
export const noteTimes = `
  window.presses = [];
  window.pictures = 0;
  const Line = window.WebSocket;
  window.WebSocket = class extends Line {
    constructor(...where) {
      super(...where);
      this.addEventListener('message', ({ data }) => {
        if (typeof data !== 'string') { window.pictures += 1; return; }
        const open = window.presses.find((each) => each.came === undefined);
        if (!open) return;
        open.came = performance.now();
        afterPaint(() => { open.painted = performance.now(); told(); });
      });
    }
    send(data) {
      const { action } = JSON.parse(data);
      if (action) window.presses.push({ action, sent: performance.now() });
      super.send(data);
    }
  };
  // Told by the page: asking it again and again would be work for it while it is measured.
  const waiting = [];
  const told = () => { if (presses.every((each) => each.painted !== undefined)) for (const tell of waiting.splice(0)) tell(); };
  window.whenAllPainted = () => new Promise((tell) => { waiting.push(tell); told(); });
  // Before whatever else waits: the next view may have come meanwhile, and its work is none of this frame's.
  window.afterPaint = (then) => {
    requestAnimationFrame(() => scheduler.postTask(then, { priority: 'user-blocking' }));
  };
`;

/** In the page: from now to the end of the next frame, forty times; what any change must wait for. Milliseconds. */
export const bareFrames = `(async () => {
  const taken = [];
  for (let round = 0; round < 40; round += 1) {
    await new Promise((resolve) => setTimeout(resolve, 7 * (round % 5)));
    const from = performance.now();
    await new Promise((resolve) => afterPaint(resolve));
    taken.push(performance.now() - from);
  }
  return taken;
})()`;

/** One press, milliseconds since the page was opened. */
export interface TimedPress {
  readonly action: string;
  readonly sent: number;
  readonly came: number;
  readonly painted: number;
}
