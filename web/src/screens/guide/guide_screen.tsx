// The user's guide inside the product: contents at the left, one page at the right. Its text is made
// from docs/guide when the screens are built, so it needs no network and fits this version.
import { useEffect, useLayoutEffect, useMemo, useState, type MouseEvent } from 'react';
import { guide, type GuidePage } from 'virtual:guide';
import { PageHead } from '../../parts/page_head';
import { Empty } from '../../parts/panel';
import { useWords } from '../../state/language';
import { Link, useRouter } from '../../state/router';
import { to_guide } from '../../state/routes';

export function GuideScreen({ page: id }: { page: string | null }) {
  const { t, d } = useWords();
  const at = id === null ? 0 : guide.findIndex((page) => page.id === id);
  const page = guide[at];
  return (
    <main className="main" id="main" tabIndex={-1}>
      <PageHead
        crumbs={[{ label: t('help.guide_title'), to: to_guide() }]}
        title={page ? d(page.title) : t('help.guide_title')}
      />
      <div className="guide">
        <Contents current={page?.id ?? null} />
        {page ? <Page key={page.id} page={page} at={at} /> : <Empty why={t('help.no_page')} />}
      </div>
    </main>
  );
}

function Contents({ current }: { current: string | null }) {
  const { t, d } = useWords();
  return (
    <nav className="pn" aria-label={t('help.pages')}>
      <ol className="contents">
        {guide.map((page) => (
          <li key={page.id}>
            <Link to={to_guide(page.id)} aria-current={page.id === current ? 'page' : undefined}>
              {d(page.title)}
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** Null until the page's chunk is here; its sections can be pointed at only then. */
function usePage(page: GuidePage): string | null {
  const { lang } = useWords();
  const [html, set_html] = useState<string | null>(null);
  useEffect(() => {
    let wanted = true;
    void page.load[lang]().then((chunk) => {
      if (wanted) set_html(chunk.default);
    });
    return () => {
      wanted = false;
    };
  }, [page, lang]);
  return html;
}

function Page({ page, at }: { page: GuidePage; at: number }) {
  const { t, d } = useWords();
  const { go, hash } = useRouter();
  const html = usePage(page);
  // One object as long as the text is one: React writes the text anew for another one, and with it
  // goes the focus.
  const content = useMemo(() => ({ __html: html ?? '' }), [html]);
  // With the text, not after it: nobody shall see the top of the page first.
  useLayoutEffect(() => {
    if (html === null || hash === '') return;
    const place = document.getElementById(`guide-${hash}`);
    place?.scrollIntoView();
    place?.setAttribute('tabindex', '-1');
    place?.focus({ preventScroll: true });
  }, [html, hash]);
  // Links of the text are plain; they change screens like every other one.
  const follow = (event: MouseEvent<HTMLDivElement>) => {
    const link = (event.target as Element).closest('a');
    if (!link || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    go(link.getAttribute('href') ?? to_guide());
  };
  const previous = guide[at - 1];
  const next = guide[at + 1];
  return (
    <article className="pn">
      {page.sections.length > 1 ? (
        <nav aria-label={t('help.sections')}>
          <ul className="places">
            {page.sections.map((section) => (
              <li key={section.id}>
                <Link to={to_guide(page.id, section.id)}>{d(section.title)}</Link>
              </li>
            ))}
          </ul>
        </nav>
      ) : null}
      <div
        className="text"
        aria-busy={html === null}
        onClick={follow}
        // Our own text, rendered at build time from Markdown without HTML.
        dangerouslySetInnerHTML={content}
      />
      <p className="acts">
        {previous ? (
          <Link className="btn" to={to_guide(previous.id)}>
            {t('help.previous', { title: d(previous.title) })}
          </Link>
        ) : null}
        {next ? (
          <Link className="btn" to={to_guide(next.id)}>
            {t('help.next', { title: d(next.title) })}
          </Link>
        ) : null}
      </p>
    </article>
  );
}
