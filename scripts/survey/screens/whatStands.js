/**
 * Runs in the page (so plain JavaScript). Its value: everything that the rules look at, as digests to be compared. Where it
 * is the same as on a page that was found good, so is whatever is said about it.
 */
async () => {
  const elements = [...document.body.querySelectorAll('*')].filter((element) => !element.parentElement.closest('svg'));
  const styles = new Map([document.body, ...elements].map((element) => [element, getComputedStyle(element)]));
  const isShown = (element) => element.checkVisibility({ visibilityProperty: true });

  /** Where everything is and how it is set; not in which colours. */
  const geometry = elements.map((element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    const { font, letterSpacing, display, visibility, position, overflow } = styles.get(element);
    return [left, top, width, height, font, letterSpacing, display, visibility, position, overflow].join();
  });
  const colours = elements.map((element) => colourOf(element));

  function colourOf(element) {
    const { color, backgroundColor, backgroundImage, borderTopColor, borderTopWidth, opacity } = styles.get(element);
    return [color, backgroundColor, backgroundImage, borderTopColor, borderTopWidth, opacity].join();
  }

  /** What the contrast of an element's own words hangs on: their colour and size, and everything behind each line. */
  function wordsOf(element) {
    const { color, fontSize, fontWeight, textShadow } = styles.get(element);
    const range = document.createRange();
    range.selectNodeContents(element);
    const behind = [...range.getClientRects()].map(({ left, top, width, height }) =>
      document
        .elementsFromPoint(left + width / 2, top + height / 2)
        .filter((each) => styles.has(each))
        .map((each) => `${each.className} ${colourOf(each)}`)
        .join(' < '),
    );
    return [color, fontSize, fontWeight, textShadow, ...new Set(behind)].join(' | ');
  }

  const hasWords = (element) =>
    [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim() !== '');
  const texts = elements.filter((element) => hasWords(element) && isShown(element) && !element.closest('svg, .unseen'));

  /** Whether each thing to press is a large button of which nothing is covered, which no rule about targets can refuse. */
  const pressed = 'a[href], button, input, select, textarea, summary, [tabindex], [role="button"], [role="link"]';
  const areTargetsLarge = [...document.querySelectorAll(pressed)].filter(isShown).every((element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    const shares = [0.02, 0.5, 0.98];
    return (
      width >= 64 &&
      height >= 64 &&
      shares.every((x) =>
        shares.every((y) => {
          const hit = document.elementFromPoint(left + x * width, top + y * height);
          // Beyond a round corner lies what the button lies on.
          return hit !== null && (element.contains(hit) || hit.contains(element));
        }),
      )
    );
  });

  /** The markup as it is on every page of it, and apart from it what says which page is up. */
  const whole = document.body.cloneNode(true);
  for (const element of whole.querySelectorAll('[data-off], [style]')) {
    element.removeAttribute('data-off');
    element.removeAttribute('style');
  }
  const pager = whole.querySelector('.pager');
  pager?.remove();
  pager?.querySelector('h1')?.replaceChildren('…');
  const markup = whole.innerHTML;

  /** Whoever does not see finds what a page is about by its headings. */
  const levels = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')]
    .filter(isShown)
    .map(({ tagName }) => +tagName[1]);
  const headings = [
    ...(levels.filter((level) => level === 1).length === 1 ? [] : [`headings of the first level: ${levels}`]),
    ...(levels.some((level, at) => at > 0 && level > levels[at - 1] + 1)
      ? [`a level of headings is missing: ${levels}`]
      : []),
  ];

  const digestOf = async (text) =>
    btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.digest('SHA-1', new TextEncoder().encode(text)))));
  const stage = getComputedStyle(document.querySelector('.kiosk'), '::before').backgroundColor;

  return {
    markup: await digestOf(markup),
    pager: await digestOf(pager?.outerHTML ?? ''),
    geometry: await digestOf([document.body.outerHTML, ...geometry].join('\n')),
    colours: await digestOf([stage, ...colours].join('\n')),
    words: await Promise.all([...new Set(texts.map(wordsOf))].map(digestOf)),
    areTargetsLarge,
    headings,
  };
};
