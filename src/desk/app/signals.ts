/** Told on the document when an answer says that the session is locked. */
export const isShut = 'desk-is-shut';
/** Told on the document when the kiosk tells this page no more news. */
export const streamClosed = 'desk-stream-closed';

/** Told on the document when a page that was locked is there anew, before what was typed is put back. */
export const reopened = 'desk-reopened';

/** Fetches for a page that is open; whoever watches for leaving hears where the session is locked. */
export async function ask(path: string, sent?: RequestInit): Promise<Response | undefined> {
  const answer = await fetch(path, sent).catch(() => undefined);
  if (answer?.status === 423) document.dispatchEvent(new Event(isShut));
  return answer;
}
