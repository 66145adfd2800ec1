// 市の状況: the state of the city on one screen, of today or any past day. Every figure opens the
// list of exactly the rows it counts.
import * as api from '../../api/mayor';
import type { CityFigure, CityState } from '../../api/mayor';
import { date_long, date_short } from '../../lib/era_date';
import { change, grouped, yen_headline } from '../../lib/number_format';
import { Await } from '../../parts/await';
import { Icon } from '../../parts/icon';
import { Mark } from '../../parts/mark';
import { PageHead } from '../../parts/page_head';
import { Empty, Panel } from '../../parts/panel';
import { TimeBar } from '../../parts/time_bar';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { Link, useRouter } from '../../state/router';

export function MayorScreen() {
  const { t, lang } = useWords();
  const { at } = useRouter();
  const query = useQuery(`mayor:${at.as_of ?? ''}:${at.as_known ?? ''}`, (signal) =>
    api.city_state(at, signal),
  );
  return (
    <main className="main" id="main" tabIndex={-1}>
      <PageHead
        crumbs={[{ label: t('nav.govern') }, { label: t('nav.mayor') }]}
        title={t('nav.mayor')}
        actions={
          <a className="btn s" href={api.sheet_pdf(at, lang)} target="_blank" rel="noreferrer">
            <Icon name="print" small />
            {t('mayor.sheet')}
          </a>
        }
      />
      <TimeBar />
      <Await query={query} rows={16}>
        {(state) => (
          <>
            <Head state={state} />
            {state.blocks.length === 0 ? (
              <Empty why={t('mayor.none')} next={t('mayor.none_next')} />
            ) : (
              <div className="mayor">
                {state.blocks.map((block) => (
                  <Block key={block.id} block={block} />
                ))}
              </div>
            )}
          </>
        )}
      </Await>
    </main>
  );
}

function Head({ state }: { state: CityState }) {
  const { t, lang } = useWords();
  const past = state.as_of !== state.today;
  return (
    <p className="sub mb-1.5">
      {t('mayor.as_of', { date: date_long(state.as_of, lang) })}
      {'　'}
      {t('mayor.journal', { n: grouped(state.journal.entries) })}
      {state.left_out > 0 ? `　${t('mayor.left_out', { n: state.left_out })}` : ''}
      {past ? `　${t('mayor.past')}` : ''}
    </p>
  );
}

function Block({ block }: { block: CityState['blocks'][number] }) {
  const { d } = useWords();
  return (
    <Panel title={d(block.label)}>
      <ul data-block={block.id}>
        {block.figures.map((figure) => (
          <Figure key={figure.id} figure={figure} />
        ))}
      </ul>
    </Panel>
  );
}

const kWords = { ok: 'mayor.ok', warn: 'mayor.warn', bad: 'mayor.bad' } as const;

function Figure({ figure }: { figure: CityFigure }) {
  const { t, d } = useWords();
  return (
    <li className="state-line" data-figure={figure.id}>
      <Link to={figure.route} data-stop>
        {d(figure.label)}
      </Link>
      <Value figure={figure} />
      <span className="sub before">
        <Before figure={figure} />
      </span>
      <span className="tone">
        {figure.tone === 'none' ? null : (
          <Mark tone={figure.tone}>{t(kWords[figure.tone])}</Mark>
        )}
      </span>
    </li>
  );
}

function Value({ figure }: { figure: CityFigure }) {
  const { t, d, lang } = useWords();
  if (figure.kind === 'fact') {
    const text = d(figure.text);
    return <b className="value words">{/^\d{4}-\d\d-\d\d$/.test(text) ? date_short(text, lang) : text}</b>;
  }
  if (figure.value === null) return <b className="value words">{t('mayor.nothing')}</b>;
  const { number, unit } = shown(figure, figure.value, lang, d(figure.unit));
  return (
    <b className="value">
      {number}
      <small>{unit}</small>
    </b>
  );
}

const tenths = (value: number) => `${grouped(Math.trunc(value / 10))}.${value % 10}`;

function shown(figure: CityFigure, value: number, lang: 'ja' | 'en', unit: string) {
  if (figure.kind === 'share') return { number: tenths(value), unit };
  // What is counted stands in the label; English would need it in the singular as well.
  const said = lang === 'en' && figure.kind === 'count' ? '' : unit;
  if (figure.unit?.en !== 'yen') return { number: grouped(value), unit: said };
  const headline = yen_headline(value, lang);
  return { number: headline.figure, unit: headline.unit };
}

/** The same question of an earlier day, and how far the figure moved. */
function Before({ figure }: { figure: CityFigure }) {
  const { t, lang } = useWords();
  const { before } = figure;
  if (!before) return null;
  const when =
    figure.compare === 'fiscal_year' ? t('mayor.last_year') : date_short(before.as_of, lang);
  if (before.value === null) return <>{t('mayor.unknown', { when })}</>;
  const { number, unit } = shown(figure, before.value, lang, '');
  const moved = figure.value === null ? null : figure.value - before.value;
  const plain = figure.kind === 'count' && moved !== null ? `（${change(moved)}）` : '';
  return (
    <>
      {when} {number}
      {unit === '%' ? '' : unit}
      {plain}
    </>
  );
}
