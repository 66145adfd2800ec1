// The articles of the contract, each with its why beside it; what was changed or left out; papers.
import { paper, type Article, type Contract } from '../../api/entrust';
import { Mark } from '../../parts/mark';
import { Empty, Panel } from '../../parts/panel';
import { useWords } from '../../state/language';

export function Articles({ data }: { data: Contract }) {
  const { t } = useWords();
  const id = data.contract.id;
  const papers: [string, string, string][] = [
    ['specification.pdf', '', t('entrust.paper.contractor')],
    ['specification.pdf', 'copy=city', t('entrust.paper.city')],
    ['specification.docx', 'copy=city', t('entrust.paper.docx')],
    ['table.pdf', '', t('entrust.paper.table')],
    ['table.xlsx', '', t('entrust.paper.table_xlsx')],
  ];
  return (
    <>
      <Panel title={t('entrust.papers')}>
        <p className="pad row flex-wrap gap-x-2" data-papers>
          {papers.map(([name, query, label]) => (
            <a key={name + query} className="btn s" href={paper(id, name, query)} target="_blank" rel="noreferrer">
              {label}
            </a>
          ))}
        </p>
      </Panel>
      <Panel
        title={t('entrust.articles')}
        count={data.articles.length}
        end={t('entrust.of_edition', { edition: data.contract.edition })}
      >
        <ol className="articles" data-articles>
          {data.articles.map((one, at) => (
            <Line key={one.clause} one={one} number={at + 1} />
          ))}
        </ol>
      </Panel>
      <Panel title={t('entrust.left_out')} count={data.left_out.length}>
        {data.left_out.length === 0 ? (
          <Empty why={t('entrust.left_out_none')} />
        ) : (
          <ul className="articles" data-left-out>
            {data.left_out.map((one) => (
              <Line key={one.clause} one={one} number={null} />
            ))}
          </ul>
        )}
      </Panel>
    </>
  );
}

function Line({ one, number }: { one: Article; number: number | null }) {
  const { t, d, lang } = useWords();
  return (
    <li id={one.clause}>
      <div>
        <h3>
          {number === null ? '' : t('entrust.article', { n: number })} {d(one.title)}{' '}
          <span className="sub">{one.clause}</span>
        </h3>
        <p lang="ja">{one.text}</p>
        {lang === 'en' && !one.changed ? <p className="sub">{one.text_en}</p> : null}
        {one.changed ? <Mark tone="warn">{t('entrust.changed')}</Mark> : null}
        {one.reason ? <p>{t('entrust.reason', { reason: one.reason })}</p> : null}
      </div>
      <div className="why">
        <b>{t('entrust.why')}</b>
        <p>{d(one.why)}</p>
        <b>{t('entrust.measure')}</b>
        <p>{d(one.measure)}</p>
        <b>{t('entrust.practice')}</b>
        <p>{d(one.practice)}</p>
      </div>
    </li>
  );
}
