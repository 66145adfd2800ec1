// What every printed page says of itself: which city, when it was printed, by whom. Once on top for
// any browser, and at the foot of each page, with its number, where the browser knows page margins.
// Never on screen.
import { useEffect, useState } from 'react';
import { moment_long } from '../lib/era_date';
import { useWords } from '../state/language';
import { useServer } from '../state/server_state';

/** A text as CSS writes it. */
export const css_text = (text: string) =>
  `"${text.replace(/["\\]/g, '\\$&').replace(/[\n\r]+/g, ' ')}"`;

/** Margins belong to no element, so they have a style sheet of their own. */
function usePageFoot(left: string, middle: string) {
  useEffect(() => {
    if (!('adoptedStyleSheets' in document)) return;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      `@media print { @page { @bottom-left { content: ${css_text(left)}; }` +
        ` @bottom-center { content: ${css_text(middle)}; } } }`,
    );
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
    };
  }, [left, middle]);
}

const now = () => new Date().toISOString();

export function PaperHead() {
  const { t, d, lang } = useWords();
  const { place, session } = useServer();
  const [at, set_at] = useState(now);
  useEffect(() => {
    const print = () => set_at(now());
    // A dialog of the browser asks for the page as it is by then; the clock is kept near.
    const timer = window.setInterval(print, 30_000);
    window.addEventListener('beforeprint', print);
    return () => {
      window.clearInterval(timer);
      window.removeEventListener('beforeprint', print);
    };
  }, []);
  const city = place ? d(place.municipality.name) : '';
  const account = session?.account;
  const printed = t('print.by', {
    at: moment_long(at, lang),
    who: account ? t('print.person', { name: account.name, number: account.number }) : '—',
  });
  const name = `${city} ${t('print.product')}${place?.demonstration ? ` ${t('shell.demo')}` : ''}`;
  usePageFoot(name, printed);
  return (
    <div className="paper-head" aria-hidden="true">
      <b>{name}</b>
      <span>
        {printed} {account ? d(account.department) : ''}
      </span>
    </div>
  );
}
