/** Writes how long ago something began beside its time, where that is a minute or more. */
export function countUp(): void {
  for (const place of document.querySelectorAll<HTMLElement>('[data-since]')) {
    const minutes = Math.floor((Date.now() - Number(place.dataset.since)) / 60000);
    place.textContent = minutes >= 1 ? `（${inWords(minutes)}）` : '';
  }
}

function inWords(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  return hours === 0 ? `${minutes}分` : `${hours}時間${minutes % 60}分`;
}
