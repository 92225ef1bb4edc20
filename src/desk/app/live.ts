// Keeps an open page of the desk up to date. What it shows comes ready-made from the kiosk; without it every page works
// after a reload.
const mode = document.body.dataset.live;
const title = document.title;

if (mode === 'signed-in') followKiosk();
if (mode === 'bell') setInterval(() => void listenForBell(), 5000);
setInterval(countUp, 1000);
countUp();

function followKiosk(): void {
  const events = new EventSource('/api/kiosk/events');
  let missedSome = false;
  events.addEventListener('open', () => {
    show('offline', false);
    if (missedSome) void refresh('arrivals');
    missedSome = false;
  });
  events.addEventListener('error', () => {
    missedSome = true;
    show('offline', true);
  });
  events.addEventListener('kiosk', (event) => {
    call(wordFor(needsIn(event.data)));
    void refresh('kiosk');
  });
  events.addEventListener('arrivals', () => void refresh('arrivals'));
  events.addEventListener('mode', () => {
    if (document.getElementById('kiosk')) location.reload();
  });
  events.addEventListener('signed-out', () => {
    events.close();
    location.assign('/sign-in');
  });
}

async function listenForBell(): Promise<void> {
  try {
    const bell: unknown = await (await fetch('/api/bell')).json();
    call(fieldOf(bell, 'calling') === true ? '受付機で職員を待っています。サインインしてください。' : '');
  } catch {
    // The next try may reach it.
  }
}

// One part of the page, in place. The focus stays where it was, so that nobody's key press goes astray.
async function refresh(id: string): Promise<void> {
  const place = document.getElementById(id);
  if (!place) return;
  const answer = await fetch(`/fragments/${id}`).catch(() => undefined);
  if (!answer?.ok) return;
  const text = await answer.text();
  const focused = document.activeElement?.id;
  place.innerHTML = text;
  if (focused && document.activeElement?.id !== focused) document.getElementById(focused)?.focus();
  countUp();
}

const words: Readonly<Record<string, string>> = {
  help: '受付機で患者さんが呼んでいます。',
  visual: '受付機で目視確認を待っています。',
  number: '受付機でカードの数字の入力が必要です。',
};

function wordFor(needs: string): string {
  return words[needs] ?? '';
}

/** What the kiosk needs of staff, in the event that tells of it. */
function needsIn(data: string): string {
  const needs = fieldOf(JSON.parse(data), 'needs');
  return typeof needs === 'string' ? needs : '';
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

let called = '';

// Seen in the browser's tab from another window, and heard once.
function call(word: string): void {
  document.title = word ? `● ${word}` : title;
  // The page with the kiosk's card says it there already.
  show('call', word !== '' && !document.getElementById('kiosk'), word);
  if (word && word !== called) ring();
  called = word;
}

function show(id: string, isShown: boolean, text?: string): void {
  const element = document.getElementById(id);
  if (!element) return;
  if (text !== undefined) element.textContent = text;
  element.hidden = !isShown;
}

// A browser lets a page that nobody has touched yet make no sound; it still shows the call.
function ring(): void {
  const audio = new AudioContext();
  if (audio.state !== 'running') {
    void audio.close();
    return;
  }
  const gain = audio.createGain();
  gain.gain.setValueAtTime(0.15, audio.currentTime);
  gain.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + 0.9);
  const tone = audio.createOscillator();
  tone.frequency.setValueAtTime(880, audio.currentTime);
  tone.frequency.setValueAtTime(660, audio.currentTime + 0.3);
  tone.connect(gain).connect(audio.destination);
  tone.start();
  tone.stop(audio.currentTime + 0.9);
  tone.onended = () => void audio.close();
}

function countUp(): void {
  for (const place of document.querySelectorAll<HTMLElement>('[data-since]')) {
    const minutes = Math.floor((Date.now() - Number(place.dataset.since)) / 60000);
    place.textContent = minutes >= 1 ? `（${inWords(minutes)}）` : '';
  }
}

function inWords(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  return hours === 0 ? `${minutes}分` : `${hours}時間${minutes % 60}分`;
}
