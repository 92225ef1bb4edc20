// The pages of the set-up: what is found around the kiosk renews itself, a file is read into its field, and the page
// goes on by itself once the kiosk has started. Everything but the live view works without it.

/** How often a page asks whether the kiosk is there again, milliseconds. */
const startedMs = 1_500;

export function followSetUp(): void {
  for (const part of document.querySelectorAll<HTMLElement>('[data-renew]')) renewNowAndThen(part);
  for (const picture of document.querySelectorAll<HTMLImageElement>('img[data-again-ms]')) lookAgain(picture);
  readFiles();
  const waiting = document.querySelector<HTMLElement>('[data-until-started]');
  if (waiting) void goOnOnceStarted(waiting.dataset.untilStarted ?? '/');
}

/** Reads a chosen file into the field it belongs to; the file itself goes nowhere. */
export function readFiles(): void {
  for (const chooser of document.querySelectorAll<HTMLInputElement>('input[type="file"][data-into]')) {
    chooser.closest('label')?.removeAttribute('hidden');
    chooser.addEventListener('change', async () => {
      const [file] = chooser.files ?? [];
      const field = document.getElementById(chooser.dataset.into ?? '');
      if (file && field instanceof HTMLTextAreaElement) field.value = await file.text();
    });
  }
}

function renewNowAndThen(part: HTMLElement): void {
  const { renew = '', againMs } = part.dataset;
  let shown = part.innerHTML;
  const look = async (): Promise<void> => {
    const answer = await fetch(renew).catch(() => undefined);
    const text = answer?.ok ? await answer.text() : shown;
    const plain = (markup: string): string => markup.replaceAll(/name="_csrf" value="[^"]*"/g, '');
    // Left alone where nothing has changed: a screen reader would say it all again, and a press would miss its button.
    if (plain(text) !== plain(shown)) part.innerHTML = text;
    shown = text;
    setTimeout(() => void look(), Number(againMs));
  };
  setTimeout(() => void look(), Number(againMs));
}

/** One picture after the other: the next is asked for when this one is there, or could not be had. */
function lookAgain(picture: HTMLImageElement): void {
  const source = picture.src;
  let count = 0;
  const next = (): void => {
    count += 1;
    setTimeout(() => {
      picture.src = `${source}?${count}`;
    }, Number(picture.dataset.againMs));
  };
  picture.addEventListener('load', next);
  picture.addEventListener('error', next);
  if (picture.complete) next();
}

/** The set-up answers until it ends; then nobody does for a moment, and then the kiosk. */
async function goOnOnceStarted(to: string): Promise<void> {
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, startedMs));
    const answer = await fetch('/set-up/finish', { redirect: 'manual' }).catch(() => undefined);
    if (answer && !answer.ok) location.assign(to);
  }
}
