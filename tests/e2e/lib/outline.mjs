// What a screen says by itself, without the data in it: titles, headings, column heads, labels,
// buttons, tabs. A picture of the guide is stale when this is no longer what it was.
export function outline(page) {
  return page.evaluate(() => {
    const parts = 'h1,h2,h3,th,label,legend,button,[role=tab],summary,dt';
    // Choices of a list are data; what only says how it is ordered belongs to no picture.
    const said = (node) => {
      const copy = node.cloneNode(true);
      for (const inner of copy.querySelectorAll('select,textarea,.count,kbd')) inner.remove();
      return (copy.textContent || node.getAttribute('aria-label') || '')
        .replace(/[0-90-9][0-90-9,.]*/g, '0')
        .replace(/\s+/g, ' ')
        .trim();
    };
    const shown = (node) => node.getClientRects().length > 0 && !node.closest('td');
    const root = document.querySelector('[role=dialog]') ?? document.querySelector('main');
    const lines = [...root.querySelectorAll(parts)]
      .filter(shown)
      .map((node) => `${node.tagName.toLowerCase()} ${said(node)}`);
    return [...new Set(lines)].filter((line) => line.includes(' ')).join('\n') + '\n';
  });
}
