// Run in a page of the desk: what stands in the way of reading it at this width. Answers texts for a person to read.
() => {
  const faults = [];
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > width) faults.push('the page scrolls sideways');
  const shown = [...document.querySelectorAll('body *')].filter((each) => each.checkVisibility());
  for (const each of shown) {
    const { overflowX } = getComputedStyle(each);
    if (each.scrollWidth > each.clientWidth + 1 && ['auto', 'scroll'].includes(overflowX))
      faults.push(`scrolls sideways: ${each.tagName} ${each.className}`);
    if (each.matches('.hidden, .hidden *, .skip')) continue;
    const { left, right } = each.getBoundingClientRect();
    if (right > width + 1 || left < -1) faults.push(`sticks out: ${each.tagName} ${each.textContent.slice(0, 30)}`);
  }
  // Words that nobody may break: numbers, Latin words, katakana; and whatever is a label as a whole.
  const word = /U-\d+|\d{4}-\d\d-\d\d|[0-9A-Za-z][0-9A-Za-z.:/]*|[ァ-ヶー]+/g;
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    if (!text.parentElement.checkVisibility() || text.parentElement.closest('.hidden, script, style')) continue;
    const isLabel = text.parentElement.closest('th, button, dt, .badge, .mark, .code, nav a');
    const phrases = isLabel ? /[^\s（）()・、]+/g : word;
    for (const { 0: found, index } of text.data.matchAll(phrases)) {
      if (found.length > 20) continue;
      const range = document.createRange();
      range.setStart(text, index);
      range.setEnd(text, index + found.length);
      const lines = new Set([...range.getClientRects()].map(({ bottom }) => Math.round(bottom)));
      if (lines.size > 1) faults.push(`breaks within: ${found}`);
    }
  }
  return [...new Set(faults)];
};
