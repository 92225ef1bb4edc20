/**
 * Runs in the page (so plain JavaScript): everything that is cut off, sticks out, lies on something else, or is too
 * small for a finger or for old eyes. The value of this script is the list of what is wrong.
 */
({ smallestTarget, smallestText }) => {
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
  const drawn = 'svg, .stage, .waiting, .unseen';
  const elements = [...document.body.querySelectorAll('*')].filter(
    (element) => !element.closest(drawn) && element.checkVisibility(),
  );

  for (const element of elements) {
    const box = boxOf(element);
    const style = getComputedStyle(element);
    if (!inside(box, screen)) faults.push(`outside the screen: ${nameOf(element)}`);
    // What is inline is as tall as its font, whatever its line is: its words are looked at below.
    const isPlaced = style.position !== 'fixed' && style.display !== 'inline';
    if (isPlaced && !inside(box, boxOf(element.parentElement))) {
      faults.push(`sticks out of its place: ${nameOf(element)}`);
    }

    const next = element.nextElementSibling;
    if (next && elements.includes(next) && getComputedStyle(next).position === 'static' && overlap(box, boxOf(next))) {
      faults.push(`${nameOf(element)} lies on ${nameOf(next)}`);
    }

    for (const node of element.childNodes) {
      if (node.nodeType !== Node.TEXT_NODE || !node.textContent.trim()) continue;
      const size = Number.parseFloat(style.fontSize);
      if (size < smallestText) faults.push(`type of ${style.fontSize}: ${nameOf(element)}`);
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const line of range.getClientRects()) {
        // The font's own box is 1.45 em tall, whatever the line's height is: what shows is its middle.
        const air = size * 0.25;
        const seen = { left: line.left, right: line.right, top: line.top + air, bottom: line.bottom - air };
        if (!inside(seen, box)) faults.push(`words stick out: ${nameOf(element)}`);
      }
    }
  }

  const overlaid = document.querySelector('[inert]') !== null;
  for (const button of document.querySelectorAll('button')) {
    if (!button.dataset.action) faults.push(`without data-action: ${nameOf(button)}`);
    const { width, height, left, top } = boxOf(button);
    if (width < smallestTarget || height < smallestTarget) {
      faults.push(`target of ${Math.round(width)} × ${Math.round(height)}: ${nameOf(button)}`);
    }
    if (overlaid && button.closest('[inert]')) continue;
    const hit = document.elementFromPoint(left + width / 2, top + height / 2);
    if (!button.disabled && !button.contains(hit)) faults.push(`covered: ${nameOf(button)}`);
  }
  return faults;
};
