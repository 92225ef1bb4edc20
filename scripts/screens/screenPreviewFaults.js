/**
 * Runs in the page (so plain JavaScript). Its value: `faults`, everything that is cut off, sticks out, lies on something
 * else, breaks within a word (where `breaks` are looked at), or is too small for a finger or for old eyes; and `places`,
 * where the keys and the ways out are, by what they do.
 */
({ smallestTarget, smallestText, smallestOnLeaf = smallestText, breaks = true }) => {
  const faults = [];
  const slack = 1;
  const nameOf = (element) =>
    `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''} "${element.textContent.trim().slice(0, 20)}"`;
  const boxOf = (element) => element.getBoundingClientRect();
  const inside = (inner, outer) =>
    inner.left >= outer.left - slack &&
    inner.top >= outer.top - slack &&
    inner.right <= outer.right + slack &&
    inner.bottom <= outer.bottom + slack;
  const overlap = (a, b) =>
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > slack &&
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > slack;

  const screen = { left: 0, top: 0, right: window.innerWidth, bottom: window.innerHeight };
  const root = document.documentElement;
  if (root.scrollWidth > screen.right || root.scrollHeight > screen.bottom) faults.push('the page scrolls');

  // Drawings may run off their stage on purpose; the waiting bar's runner does.
  const drawn = 'svg, .stage, .waiting, .unseen, rt';
  const elements = [...document.body.querySelectorAll('*')].filter(
    // What stands on another page is hidden, and what holds it reaches beyond this one.
    (element) =>
      !element.closest(drawn) &&
      element.checkVisibility({ visibilityProperty: true }) &&
      !element.querySelector('[data-off]'),
  );

  const isElement = new Set(elements);

  // Readings stand above their kanji; where they are written behind them, somebody has shown the sentence as it is kept.
  const labels = [...document.querySelectorAll('[aria-label]')].map((element) => element.ariaLabel);
  for (const said of [document.body.innerText, document.title, ...labels]) {
    if (/[《》]/.test(said)) faults.push(`a reading as it is written: ${said.match(/.{0,8}《.{0,8}/)?.[0]}`);
  }

  for (const element of elements) {
    const box = boxOf(element);
    const style = getComputedStyle(element);
    if (box.height > 0 && !inside(box, screen)) faults.push(`outside the screen: ${nameOf(element)}`);
    // What is inline is as tall as its font, whatever its line is: its words are looked at below.
    const isPlaced = style.position !== 'fixed' && !isInline(style) && box.height > 0;
    if (isPlaced && !element.matches('.leaf > main') && !inside(box, boxOf(holderOf(element)))) {
      faults.push(`sticks out of its place: ${nameOf(element)}`);
    }
    // The font's own box again (below): what is above and under its middle is no word that is lost.
    const spare = slack + Number.parseFloat(style.fontSize) * 0.25;
    const isCut =
      element.scrollWidth > element.clientWidth + slack || element.scrollHeight > element.clientHeight + spare;
    if (style.overflow !== 'visible' && isCut) faults.push(`cut off: ${nameOf(element)}`);

    const next = element.nextElementSibling;
    if (next && isElement.has(next) && getComputedStyle(next).position === 'static' && overlap(box, boxOf(next))) {
      faults.push(`${nameOf(element)} lies on ${nameOf(next)}`);
    }

    // The kanji under a reading: their lines are looked at with the sentence's.
    if (style.display === 'ruby') continue;
    for (const node of element.childNodes) {
      if (node.nodeType !== Node.TEXT_NODE || !node.textContent.trim()) continue;
      const size = Number.parseFloat(style.fontSize);
      const smallest = element.closest('.leaf') ? smallestOnLeaf : smallestText;
      if (size < smallest - 0.1) faults.push(`type of ${style.fontSize}: ${nameOf(element)}`);
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const line of range.getClientRects()) {
        // The font's own box is 1.45 em tall, whatever the line's height is: what shows is its middle.
        const air = size * 0.25;
        const seen = { left: line.left, right: line.right, top: line.top + air, bottom: line.bottom - air };
        if (style.display !== 'ruby' && !inside(seen, box)) faults.push(`words stick out: ${nameOf(element)}`);
      }
    }
    // Names of clinics, certificates and languages may be longer than a line, and break as they can.
    if (!breaks || element.closest('.clinic-name, .certificate-words, .languages')) continue;
    const language = element.closest('[lang]').lang;
    for (const [before, after] of breaksIn(element)) {
      if (isBadBreak(before, after, language)) faults.push(`breaks ${before} / ${after}`);
    }
  }

  /** What this stands in; what has no box of its own holds nothing. */
  function holderOf(element) {
    let holder = element.parentElement;
    while (getComputedStyle(holder).display === 'contents') holder = holder.parentElement;
    return holder;
  }

  /** Where the lines of this block end: what stands before and after, nothing of what is a block of its own. */
  function breaksIn(block) {
    if (isInline(getComputedStyle(block))) return [];
    const lines = [];
    let bottom = Number.NEGATIVE_INFINITY;
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (blockOf(node) !== block) continue;
      for (let at = 0; at < node.length; at++) {
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        const [rect] = range.getClientRects();
        if (!rect) continue;
        const middle = (rect.top + rect.bottom) / 2;
        if (middle > bottom) {
          lines.push('');
          bottom = rect.bottom;
        }
        lines[lines.length - 1] += node.data[at];
      }
    }
    return lines.slice(1).map((line, at) => [lines[at].trimStart(), line.trimEnd()]);
  }

  function blockOf(node) {
    let element = node.parentElement;
    while (isInline(getComputedStyle(element))) element = element.parentElement;
    return element;
  }

  function isInline({ display }) {
    return display === 'inline' || display === 'ruby';
  }

  function isBadBreak(before, after, language) {
    if (/\p{Script=Latin}$/u.test(before) && /^\p{Script=Latin}/u.test(after)) return true;
    if (language === 'zh-Hans')
      return after.length < 2 || /^[，。、；：？！”）》]/.test(after) || /[“（《]$/.test(before);
    if (!/[ぁ-ん一-龯]/.test(before + after)) return false;
    return (
      after.length < 4 ||
      /^[をがへんっゃゅょーァィゥェォッャュョ、。」）]|^(ます|です|した|して|ません|る|れ)/.test(after) ||
      (/[一-龯]$/.test(before) && /^[一-龯0-9]/.test(after)) ||
      (/もう$/.test(before) && /^一度/.test(after)) ||
      (/[ァ-ヴー]$/.test(before) && /^[ァ-ヴー]/.test(after))
    );
  }

  // Drawings: the rings around the reader run off the stage, nothing else does.
  for (const stage of document.querySelectorAll('.stage:has(.scene)')) {
    for (const shape of stage.querySelectorAll(':is(rect, circle, path):not(.ripple, .way)')) {
      if (getComputedStyle(shape).opacity === '0' || boxOf(shape).width === 0) continue;
      if (!inside(boxOf(shape), boxOf(stage))) {
        faults.push(`a drawing is cut: ${shape.getAttribute('class') ?? shape.parentElement.getAttribute('class')}`);
        break;
      }
    }
  }

  const overlaid = document.querySelector('[inert]') !== null;
  const places = {};
  for (const button of document.querySelectorAll('button')) {
    if (!button.checkVisibility({ visibilityProperty: true })) continue;
    if (!button.dataset.action) faults.push(`without data-action: ${nameOf(button)}`);
    const { width, height, left, top } = boxOf(button);
    if (width < smallestTarget || height < smallestTarget) {
      faults.push(`target of ${Math.round(width)} × ${Math.round(height)}: ${nameOf(button)}`);
    }
    if (button.closest('.keypad, .languages, .header, .footer')) {
      places[button.dataset.action] = [left, top, width, height].map(Math.round).join(' ');
    }
    if (overlaid && button.closest('[inert]')) continue;
    const hit = document.elementFromPoint(left + width / 2, top + height / 2);
    if (!button.disabled && !button.contains(hit)) faults.push(`covered: ${nameOf(button)}`);
  }
  return { faults, places };
};
