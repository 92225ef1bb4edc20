/**
 * Put into the page before its own scripts: notes when it was touched, when each screen and the first live picture were
 * painted, milliseconds since the epoch. `forgetTimes()` begins anew.
 */
export const noteWaking = `
  window.forgetTimes = () => { window.times = { painted: {} }; };
  forgetTimes();
  window.afterPaint = (then) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => { then(); port1.close(); };
    requestAnimationFrame(() => port2.postMessage(null));
  };
  const onceDrawn = () => {
    const canvas = document.querySelector('[data-screen="face"] canvas');
    if (canvas && canvas.width > 0) afterPaint(() => { times.picture ??= Date.now(); });
    else if (times.picture === undefined) requestAnimationFrame(onceDrawn);
  };
  addEventListener('pointerdown', () => { times.touched ??= Date.now(); }, true);
  const Line = window.WebSocket;
  window.WebSocket = class extends Line {
    constructor(...where) {
      super(...where);
      this.addEventListener('message', ({ data }) => {
        if (typeof data !== 'string') { onceDrawn(); return; }
        const { screen, language } = JSON.parse(data).view;
        afterPaint(() => { times.painted[screen + ' ' + language] ??= Date.now(); });
      });
    }
  };
`;

/** What {@link noteWaking} has noted. */
export interface WakingTimes {
  readonly touched?: number;
  readonly picture?: number;
  /** By screen and language. */
  readonly painted: Readonly<Record<string, number>>;
}
