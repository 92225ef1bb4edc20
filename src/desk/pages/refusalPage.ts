import { type Html, html } from '../../kernel/html.ts';
import { wholeDocument } from './document.ts';

/** Where there is no page to go back to. */
export function refusalPage(said: string): Html {
  return wholeDocument(
    '受付端末',
    html`<main class="narrow"><p class="bad" role="alert">${said}</p><p><a class="button" href="/">受付の画面へ</a></p></main>`,
    'none',
  );
}
