// Where the focus stands, as somebody sees it who works with keys alone.

/** {text, nowhere, fault}: what has the focus in words, and what is wrong with its place. With an
 *  element asked for also its side: here, before or after the place of the focus, or gone. */
export async function where(page, wanted = null) {
  const side = await page.evaluate((target) => {
    if (target === null) return null;
    if (!target.isConnected) return 'gone';
    const now = document.activeElement ?? document.body;
    if (now === target) return 'here';
    const before = now.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_PRECEDING;
    return before && !now.contains(target) ? 'before' : 'after';
  }, wanted);
  return { ...(await place(page)), side };
}

function place(page) {
  return page.evaluate(() => {
    const node = document.activeElement;
    if (!node || node === document.body || node === document.documentElement)
      return { text: 'the page', nowhere: true, fault: 'the focus stands nowhere' };
    const name = (
      node.getAttribute('aria-label') ||
      node.labels?.[0]?.textContent ||
      node.textContent ||
      ''
    )
      .replace(/\s+/g, ' ')
      .trim()
      .slice(0, 40);
    const mark = node.id ? `#${node.id}` : node.name ? `[name=${node.name}]` : '';
    const text = `${node.tagName.toLowerCase()}${mark} “${name}”`;
    const modal = [...document.querySelectorAll('[aria-modal=true]')].at(-1);
    if (modal && !modal.contains(node))
      return { text, nowhere: false, fault: `${text} has the focus behind the dialog` };
    // What only takes the focus over (a screen, a panel) is no control and may be taller than the
    // window.
    if (node.tabIndex < 0) return { text, nowhere: false, fault: null };
    const shown = [node, ...(node.labels ?? [])].some((one) => {
      const box = one.getBoundingClientRect();
      const style = getComputedStyle(one);
      if (box.width < 2 || box.height < 2 || style.visibility !== 'visible') return false;
      const places = [0.5, 0.1, 0.9].flatMap((x) =>
        [0.5, 0.15, 0.85].map((y) => [box.left + box.width * x, box.top + box.height * y]),
      );
      return places.some(([x, y]) => {
        const top = document.elementFromPoint(x, y);
        return top !== null && (one.contains(top) || top.contains(one));
      });
    });
    if (!shown) return { text, nowhere: false, fault: `${text} has the focus and is not seen` };
    // Somebody looks for the ring: an outline or a shadow, on the control or on what it stands in
    // for (a field that is drawn by its label).
    const ringed = [node, ...(node.labels ?? [])].some((one) => {
      const style = getComputedStyle(one);
      return (
        (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) ||
        style.boxShadow !== 'none'
      );
    });
    if (!ringed) return { text, nowhere: false, fault: `${text} has the focus and shows no ring` };
    return { text, nowhere: false, fault: null };
  });
}
