// 保護措置: every measure of the assessment by section, what is not in order first.
import * as api from '../../api/findings';
import type { CoverKind, Measure, Measures } from '../../api/findings';
import { date_short, moment } from '../../lib/era_date';
import { Await } from '../../parts/await';
import { Mark, Shape, type Tone } from '../../parts/mark';
import { PageHead } from '../../parts/page_head';
import { Empty, Panel } from '../../parts/panel';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { Link, useRouter } from '../../state/router';
import { to_list, to_record } from '../../state/routes';
import { Proofs, tone_text } from '../findings/proofs';

const kTones: readonly Tone[] = ['bad', 'warn', 'none', 'ok'];
const kCovers: readonly CoverKind[] = ['built', 'evidenced', 'simulated', 'none'];
const all_of = (page: Measures) => page.sections.flatMap((section) => section.measures);

export function MeasuresScreen() {
  const { t, d, lang } = useWords();
  const query = useQuery('measures', api.measures);
  const { data } = query;
  return (
    <main className="main" id="main" tabIndex={-1}>
      <PageHead
        crumbs={[{ label: t('nav.govern') }]}
        title={t('measures.title')}
        tags={
          data ? (
            <span className="sub">
              {d(data.title)}{' '}
              {t('measures.counts', { total: all_of(data).length, at: moment(data.asked_at, lang) })}
            </span>
          ) : null
        }
        actions={
          <>
            <button type="button" className="btn s" onClick={query.reload}>
              {t('findings.ask_now')}
            </button>
            <Link className="btn s" to={to_list('protective_measure')}>
              {t('findings.as_table')}
            </Link>
            <Link className="btn s" to="/findings">
              {t('nav.controls')}
            </Link>
          </>
        }
      />
      <Await query={query} rows={20}>
        {(page) => <Shown page={page} />}
      </Await>
    </main>
  );
}

function Shown({ page }: { page: Measures }) {
  const { t, d } = useWords();
  const { search } = useRouter();
  const tone = search.get('tone');
  const cover = search.get('cover');
  const sections = page.sections
    .map((section) => ({
      ...section,
      measures: section.measures
        .filter((one) => (!tone || one.tone === tone) && (!cover || one.cover === cover))
        .sort((a, b) => kTones.indexOf(a.tone) - kTones.indexOf(b.tone)),
    }))
    .filter((section) => section.measures.length > 0);
  return (
    <div className="findings measures">
      <Narrow page={page} />
      {sections.length === 0 ? <Empty why={t('measures.nothing')} /> : null}
      {sections.map((section) => (
        <Panel
          key={section.id}
          title={d(section.label)}
          end={t('measures.in_section', {
            n: section.measures.length,
            bad: section.measures.filter((one) => one.tone === 'bad').length,
            warn: section.measures.filter((one) => one.tone === 'warn').length,
          })}
        >
          <Section measures={section.measures} built={page.built} />
        </Panel>
      ))}
      <Panel title={t('findings.source')}>
        <p className="pad">{page.source}</p>
        <p className="pad sub">{d(page.source_note)}</p>
      </Panel>
    </div>
  );
}

function Narrow({ page }: { page: Measures }) {
  const { t } = useWords();
  const { search, set_query } = useRouter();
  const measures = all_of(page);
  const tone = search.get('tone') ?? '';
  const cover = search.get('cover') ?? '';
  return (
    <div className="findings-filters">
      <span className="seg" role="group" aria-label={t('findings.tone')}>
        <button type="button" aria-pressed={tone === ''} onClick={() => set_query({ tone: null })}>
          {t('findings.all', { n: measures.length })}
        </button>
        {kTones.map((one) => (
          <button
            key={one}
            type="button"
            data-tone={one}
            aria-pressed={tone === one}
            onClick={() => set_query({ tone: one })}
          >
            <span className="mk">
              <Shape tone={one} />
              <span>
                {t(one === 'none' ? 'measures.simulated' : tone_text[one])}{' '}
                {measures.filter((measure) => measure.tone === one).length}
              </span>
            </span>
          </button>
        ))}
      </span>
      <span className="seg" role="group" aria-label={t('measures.cover')}>
        <button type="button" aria-pressed={cover === ''} onClick={() => set_query({ cover: null })}>
          {t('measures.all_covers')}
        </button>
        {kCovers.map((one) => (
          <button
            key={one}
            type="button"
            data-cover={one}
            aria-pressed={cover === one}
            onClick={() => set_query({ cover: one })}
          >
            {t(`measures.${one}`)} {measures.filter((measure) => measure.cover === one).length}
          </button>
        ))}
      </span>
    </div>
  );
}

function Section({ measures, built }: { measures: readonly Measure[]; built: string }) {
  const { t, d } = useWords();
  return (
    <table className="tight measure-rows">
      <thead>
        <tr>
          <th scope="col">{t('findings.no')}</th>
          <th scope="col">{t('findings.tone')}</th>
          <th scope="col">{t('measures.measure')}</th>
          <th scope="col">{t('measures.shown_by')}</th>
          <th scope="col">{t('findings.owner')}</th>
        </tr>
      </thead>
      <tbody>
        {measures.map((one) => (
          <tr key={one.no} data-measure={one.no} data-tone={one.tone}>
            <th scope="row">
              {one.id ? <Link to={to_record('protective_measure', one.id)}>{one.no}</Link> : one.no}
            </th>
            <td className="nw">
              <Mark tone={one.tone}>
                {t(one.tone === 'none' ? 'measures.simulated' : tone_text[one.tone])}
              </Mark>
            </td>
            <td>
              {d(one.text)}
              <div className="sub">{one.place}</div>
            </td>
            <td>
              <ShownBy measure={one} built={built} />
            </td>
            <td>{one.owner || t('findings.no_owner')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function ShownBy({ measure, built }: { measure: Measure; built: string }) {
  const { t, d, lang } = useWords();
  return (
    <>
      <b>{t(`measures.${measure.cover}`)}</b>
      {measure.cover === 'none' ? <div>{t('measures.nobody')}</div> : null}
      {measure.how ? <div>{d(measure.how)}</div> : null}
      {measure.proofs.length > 0 ? <Proofs proofs={measure.proofs} built={built} /> : null}
      {measure.cover === 'evidenced' && measure.documents.length === 0 ? (
        <div>{t('measures.no_document')}</div>
      ) : null}
      <ul className="proofs">
        {measure.documents.map((document) => (
          <li key={document.id}>
            <Link to={to_record('measure_evidence', document.id)}>{document.title}</Link>
            <div className="sub">
              {date_short(document.dated_on, lang)} {document.post}{' '}
              {document.person || t('measures.gone')}{' '}
              {document.constructed ? (
                <span className="tag">{t('measures.constructed')}</span>
              ) : null}
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}
