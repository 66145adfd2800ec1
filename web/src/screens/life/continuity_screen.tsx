// 業務継続: contradictions first with the way that explains each, the first hours as a table, what
// depends on what as a drawing and as a list, drills and copies on paper.
import * as api from '../../api/life';
import type { Continuity, ContinuityPlace, Drill } from '../../api/life';
import { date_short } from '../../lib/era_date';
import { Await } from '../../parts/await';
import { Icon } from '../../parts/icon';
import { Mark } from '../../parts/mark';
import { PageHead } from '../../parts/page_head';
import { Empty, Panel } from '../../parts/panel';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { Link } from '../../state/router';
import { to_continuity, to_list, to_record } from '../../state/routes';
import { Drawing } from './drawing';
import { Grid } from './grid';
import { Hours } from './hours';

export function ContinuityScreen() {
  const { t, lang } = useWords();
  const query = useQuery('continuity', api.continuity);
  return (
    <main className="main" id="main" tabIndex={-1}>
      <PageHead
        crumbs={[{ label: t('nav.govern') }, { label: t('nav.continuity') }]}
        title={t('nav.continuity')}
        actions={
          <>
            <Link className="btn s" to={to_list('continuity_plan')}>
              {t('continuity.register')}
            </Link>
            <a className="btn s" href={api.continuity_sheets(lang)} target="_blank" rel="noreferrer">
              <Icon name="print" small />
              {t('continuity.print_all')}
            </a>
          </>
        }
      />
      <Await query={query} rows={16}>
        {(data) => (
          <div className="stack">
            <Summary data={data} />
            <Contradictions data={data} />
            <Hours data={data} />
            <div className="two-columns">
              <Points data={data} />
              <Circles data={data} />
            </div>
            <Panel title={t('continuity.drawing')} end={t('continuity.drawing_why')}>
              <Drawing drawing={data.drawing} />
            </Panel>
            <Drills drills={data.drills} />
            <Papers data={data} />
          </div>
        )}
      </Await>
    </main>
  );
}

const kWatch = '?view=watch_';

function Summary({ data }: { data: Continuity }) {
  const { t } = useWords();
  const figures: readonly [string, number, string, boolean][] = [
    [t('continuity.needed', { n: data.needed_hours }), data.needed, '?view=needed', false],
    [t('continuity.missing'), data.missing, `${kWatch}missing`, true],
    [t('continuity.late'), data.late, `${kWatch}stale`, true],
    [t('continuity.no_paper'), data.no_paper, `${kWatch}no_paper`, true],
  ];
  return (
    <Panel title={t('continuity.summary')} end={t('continuity.of', { n: data.plans, months: data.review_months })}>
      <ul className="pad" data-summary>
        {figures.map(([label, count, where, wrong]) => (
          <li key={label} className="state-line">
            <Link to={`${to_list('continuity_plan')}${where}`}>{label}</Link>{' '}
            <b className="value">{count}</b>
            <span className="tone">
              {wrong ? (
                <Mark tone={count > 0 ? 'bad' : 'ok'}>{count > 0 ? t('is.wrong') : t('is.right')}</Mark>
              ) : null}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

export function Place({ place }: { place: Pick<ContinuityPlace, 'label' | 'kind' | 'system'> }) {
  const { t } = useWords();
  if (place.system) return <Link to={to_continuity(place.system)}>{place.label || '—'}</Link>;
  return (
    <>
      {place.label || '—'} <span className="sub">{t(`continuity.kind.${place.kind}`)}</span>
    </>
  );
}

function Contradictions({ data }: { data: Continuity }) {
  const { t } = useWords();
  return (
    <Panel title={t('continuity.contradictions')} count={data.contradictions_all}>
      {data.contradictions.length === 0 ? (
        <Empty why={t('continuity.contradictions_none')} />
      ) : (
        <ul className="pad stack wraps" data-contradictions>
          {data.contradictions.map((one) => (
            <li key={`${one.at.system ?? one.at.label}`}>
              <Mark tone="bad">
                <Place place={one.at} />{' '}
                {t('continuity.promise', { promised: one.promised, real: one.real })}
              </Mark>
              <div className="sub">
                {one.way.map((step, at) => (
                  <span key={at}>
                    {at === 0 ? '' : ' → '}
                    {step.label}
                    {step.hours === null ? '' : `（${t('continuity.hours', { n: step.hours })}）`}
                  </span>
                ))}
              </div>
            </li>
          ))}
        </ul>
      )}
      {data.contradictions_all > data.contradictions.length ? (
        <p className="pad sub">
          {t('more', { n: data.contradictions_all - data.contradictions.length })}
        </p>
      ) : null}
    </Panel>
  );
}

function Points({ data }: { data: Continuity }) {
  const { t } = useWords();
  return (
    <Panel title={t('continuity.points')} count={data.single_points.length}>
      <Grid
        label={t('continuity.points')}
        name="points"
        none={t('continuity.points_none')}
        rows={data.single_points}
        id_of={(one) => `${one.at.kind} ${one.at.label}`}
        columns={[
          { head: t('continuity.what'), cell: (one) => <Place place={one.at} /> },
          { head: t('continuity.count'), num: true, cell: (one) => one.count },
          {
            head: t('continuity.dependents'),
            cell: (one) => one.dependents.map((place) => place.label).join('、'),
          },
        ]}
      />
    </Panel>
  );
}

function Circles({ data }: { data: Continuity }) {
  const { t } = useWords();
  return (
    <Panel title={t('continuity.circles')} count={data.cycles.length}>
      {data.cycles.length === 0 ? (
        <Empty why={t('continuity.circles_none')} />
      ) : (
        <ul className="pad wraps" data-circles>
          {data.cycles.map((circle, at) => (
            <li key={at}>
              <Mark tone="warn">
                {circle.map((place) => place.label).join(' ⇄ ')}
                {circle.length === 1 ? ` ${t('continuity.itself')}` : ''}
              </Mark>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Drills({ drills }: { drills: readonly Drill[] }) {
  const { t, lang } = useWords();
  return (
    <Panel title={t('continuity.drills')} count={drills.length}>
      <Grid
        label={t('continuity.drills')}
        name="drills"
        none={t('continuity.drills_none')}
        rows={drills}
        id_of={(one) => one.no}
        columns={[
          {
            head: t('continuity.planned'),
            nw: true,
            cell: (one) => (
              <Link to={to_record('continuity_drill', one.id)}>{date_short(one.planned_on, lang)}</Link>
            ),
          },
          { head: t('system'), cell: (one) => one.plan },
          { head: t('continuity.scenario'), cell: (one) => one.scenario },
          {
            head: t('continuity.held'),
            nw: true,
            cell: (one) =>
              one.held_on ? (
                date_short(one.held_on, lang)
              ) : one.late ? (
                <Mark tone="bad">{t('continuity.not_held')}</Mark>
              ) : (
                <Mark tone="none">{t('continuity.to_come')}</Mark>
              ),
          },
          {
            head: t('continuity.took'),
            cell: (one) =>
              one.measured === null ? (
                '—'
              ) : one.too_slow ? (
                <Mark tone="bad">
                  {t('continuity.slower', { n: one.measured, promised: one.promised ?? 0 })}
                </Mark>
              ) : (
                <Mark tone="ok">{t('continuity.hours', { n: one.measured })}</Mark>
              ),
          },
          { head: t('continuity.result'), cell: (one) => one.result ?? '—' },
          {
            head: t('continuity.mend'),
            cell: (one) =>
              one.improvement === null
                ? '—'
                : `${one.improvement}（${
                    one.improved_on
                      ? t('continuity.mended', { day: date_short(one.improved_on, lang) })
                      : t('continuity.by', {
                          day: one.improvement_due ? date_short(one.improvement_due, lang) : '—',
                        })
                  }）`,
          },
        ]}
      />
    </Panel>
  );
}

function Papers({ data }: { data: Continuity }) {
  const { t, lang } = useWords();
  return (
    <Panel title={t('continuity.papers')} count={data.papers.length}>
      <Grid
        label={t('continuity.papers')}
        name="papers"
        none={t('continuity.papers_none')}
        rows={data.papers}
        id_of={(one) => one.no}
        columns={[
          {
            head: t('system'),
            cell: (one) => <Link to={to_record('continuity_paper', one.id)}>{one.plan}</Link>,
          },
          { head: t('continuity.place'), cell: (one) => one.place },
          { head: t('continuity.holder'), cell: (one) => one.holder },
          { head: t('continuity.printed'), nw: true, cell: (one) => date_short(one.printed_on, lang) },
          {
            head: t('state'),
            cell: (one) =>
              one.not_handed_over ? (
                <Mark tone="bad">{t('continuity.not_handed')}</Mark>
              ) : one.old ? (
                <Mark tone="warn">{t('continuity.old')}</Mark>
              ) : (
                <Mark tone="ok">{t('is.right')}</Mark>
              ),
          },
        ]}
      />
    </Panel>
  );
}

