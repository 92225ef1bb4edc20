import { type Fragment, type Html, html } from '../../kernel/html.ts';

/** A whole document. `live` tells the page what to keep up to date. */
export function wholeDocument(
  title: string,
  body: Html,
  live: 'signed-in' | 'bell' | 'set-up' | 'none',
  attributes: Fragment = null,
): Html {
  return html`<!doctype html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="/icon.svg">
<link rel="stylesheet" href="/desk.css">
<script type="module" src="/live.js"></script>
</head>
<body data-live="${live}"${attributes}>
${body}
</body>
</html>
`;
}

/** Every form carries it. */
export function csrfField(csrf: string): Html {
  return html`<input type="hidden" name="_csrf" value="${csrf}">`;
}

/** A list of names and values; those without a value are left out. */
export function facts(rows: readonly (readonly [string, Fragment])[]): Html {
  return html`<dl>${rows
    .filter(([, value]) => value !== null && value !== undefined && value !== false && value !== '')
    .map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}
