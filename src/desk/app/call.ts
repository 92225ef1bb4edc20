// That somebody is wanted at the kiosk: seen on every page, in the browser's tab from another window, and heard once.
let called = '';

const words: Readonly<Record<string, string>> = {
  help: '受付機で患者さんが呼んでいます。',
  visual: '受付機で目視確認を待っています。',
  number: '受付機でカードの数字の入力が必要です。',
  'card-left': '受付機にカードが置いたままです。',
};

/** Says what the kiosk wants of staff, by its name in the event; the empty name where it wants nothing. */
export function callFor(needs: string): void {
  call(words[needs] ?? '');
}

/** Whether somebody calls; nothing else is told to a desk that nobody is at. */
export async function listenForBell(): Promise<void> {
  try {
    const bell: unknown = await (await fetch('/api/bell')).json();
    const calling = typeof bell === 'object' && bell !== null && Reflect.get(bell, 'calling') === true;
    call(calling ? '受付機で職員を待っています。' : '');
  } catch {
    // The next try may reach it.
  }
}

export function show(id: string, isShown: boolean, text?: string): void {
  const element = document.getElementById(id);
  if (!element) return;
  if (text !== undefined) element.textContent = text;
  element.hidden = !isShown;
}

function call(word: string): void {
  const title = document.title.replace(/^● .*? \| /, '');
  document.title = word ? `● ${word} | ${title}` : title;
  // The page with the kiosk's card says it there already.
  show('call', word !== '' && !document.getElementById('kiosk'), word);
  if (word && word !== called) ring();
  called = word;
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
