/**
 * Loads the page again where the process has come back with another version of it than this one: an update was
 * installed while the page stood open.
 */
export async function loadNewerApp(): Promise<void> {
  const answer = await fetch('/', { cache: 'no-store' }).catch(() => undefined);
  if (!answer?.ok) return;
  const served = new DOMParser().parseFromString(await answer.text(), 'text/html');
  if (entryOf(served) !== entryOf(document)) window.location.reload();
}

/** The built file's name holds its digest. */
function entryOf(page: Document): string | null | undefined {
  return page.querySelector('script[type="module"]')?.getAttribute('src');
}
