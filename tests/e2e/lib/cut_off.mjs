// Texts that a reader cannot see whole: cut by a box that does not scroll. An ellipsis will do where
// the whole text is in the title of its box.
export function cut_off(page) {
  return page.evaluate(() => {
    const slack = 2; // px: glyphs stand a little over their line
    const clips = (value) => value === 'hidden' || value === 'clip';
    const by_itself = (box, style) => style.textOverflow === 'ellipsis' && box.title !== '';
    const faults = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!node.textContent.trim() || node.parentElement.closest('.vh,.sr-only,[aria-hidden=true],svg,option'))
        continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const text = range.getBoundingClientRect();
      if (text.width === 0) continue;
      for (let box = node.parentElement; box && box !== document.body; box = box.parentElement) {
        const style = getComputedStyle(box);
        const scrolls = /auto|scroll/.test(style.overflowX + style.overflowY);
        if (scrolls || style.position === 'fixed') break; // the rest is reached by scrolling
        const frame = box.getBoundingClientRect();
        const wide = clips(style.overflowX) && text.right > frame.right + slack;
        const high = clips(style.overflowY) && text.bottom > frame.bottom + slack;
        if ((wide && !by_itself(box, style)) || high) {
          faults.push(`${node.textContent.trim().slice(0, 60)} in ${box.tagName}.${box.className}`);
          break;
        }
      }
    }
    const root = document.scrollingElement;
    if (root.scrollWidth > root.clientWidth + 1)
      faults.push(`the page is ${root.scrollWidth} px wide in ${root.clientWidth}`);
    return [...new Set(faults)];
  });
}
