/**
 * Runs in the page (so plain JavaScript). Its value: words that stand out too little from their ground, and things to
 * press of which neither edge nor ground stands out from what is around them. Ratios as WCAG counts them.
 */
({ words, edges }) => {
  const faults = [];
  const shown = [...document.body.querySelectorAll('*')].filter(
    (element) => !element.closest('svg, .unseen, [inert]') && element.checkVisibility({ visibilityProperty: true }),
  );
  const channels = (text) => (text.match(/[\d.]+/g) ?? []).map(Number);
  const luminance = ([red, green, blue]) => {
    const linear = [red, green, blue].map((value) => {
      const share = value / 255;
      return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
  };
  const ratio = (one, other) => {
    const [light, dark] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  };
  const groundOf = (element) => {
    for (let at = element; at; at = at.parentElement) {
      // What has no box of its own has no ground either.
      if (getComputedStyle(at).display === 'contents') continue;
      const ground = channels(getComputedStyle(at).backgroundColor);
      if (ground.length === 3 || ground[3] === 1) return ground;
      // Fixed over the upper part, on the ground of the stage.
      if (getComputedStyle(at).position === 'fixed')
        return channels(getComputedStyle(document.querySelector('.kiosk'), '::before').backgroundColor);
    }
    return [255, 255, 255];
  };
  const nameOf = (element) => `${element.getAttribute('class')} "${element.textContent.trim().slice(0, 16)}"`;

  for (const element of shown) {
    const own = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim());
    const style = getComputedStyle(element);
    if (own) {
      const seen = ratio(channels(style.color), groundOf(element));
      if (seen < words) faults.push(`words ${seen.toFixed(1)}: ${nameOf(element)}`);
    }
    if (element.matches('button, .place, .choice-mark')) {
      const around = groundOf(element.parentElement);
      const hasEdge = Number.parseFloat(style.borderTopWidth) > 0;
      const edge = hasEdge ? ratio(channels(style.borderTopColor), around) : 0;
      const ground = ratio(groundOf(element), around);
      if (Math.max(edge, ground) < edges && !element.closest('.languages'))
        faults.push(`edge ${Math.max(edge, ground).toFixed(1)}: ${nameOf(element)}`);
    }
  }
  return faults;
};
