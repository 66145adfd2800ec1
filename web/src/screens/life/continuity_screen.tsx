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
import { useLifeWords } from './words';

export function ContinuityScreen() {
  const { t } = useWords();
  const { w, lang } = useLifeWords();
  const query = useQuery('continuity', api.continuity);
  return (
    <main className="main" id="main" tabIndex={-1}>
      <PageHead
        crumbs={[{ label: t('nav.govern') }, { label: t('nav.continuity') }]}
        title={t('nav.continuity')}
        actions={
          <>
            <Link className="btn s" to={to_list('continuity_plan')}>
              {w('continuity.register')}
            </Link>
            <a className="btn s" href={api.continuity_sheets(lang)} target="_blank" rel="noreferrer">
              <Icon name="print" small />
              {w('continuity.print_all')}
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
            <Panel title={w('continuity.drawing')} end={w('continuity.drawing_why')}>
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
  const { w } = useLifeWords();
  const figures: readonly [string, number, string, boolean][] = [
    [w('continuity.needed', { n: data.needed_hours }), data.needed, '?view=needed', false],
    [w('continuity.missing'), data.missing, `${kWatch}missing`, true],
    [w('continuity.late'), data.late, `${kWatch}stale`, true],
    [w('continuity.no_paper'), data.no_paper, `${kWatch}no_paper`, true],
  ];
  return (
    <Panel title={w('continuity.summary')} end={w('continuity.of', { n: data.plans, months: data.review_months })}>
      <ul className="pad" data-summary>
        {figures.map(([label, count, where, wrong]) => (
          <li key={label} className="state-line">
            <Link to={`${to_list('continuity_plan')}${where}`}>{label}</Link>{' '}
            <b className="value">{count}</b>
            <span className="tone">
              {wrong ? (
                <Mark tone={count > 0 ? 'bad' : 'ok'}>{count > 0 ? w('is.wrong') : w('is.right')}</Mark>
              ) : null}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

export function Place({ place }: { place: Pick<ContinuityPlace, 'label' | 'kind' | 'system'> }) {
  const { w } = useLifeWords();
  if (place.system) return <Link to={to_continuity(place.system)}>{place.label || '—'}</Link>;
  return (
    <>
      {place.label || '—'} <span className="sub">{w(`continuity.kind.${place.kind}`)}</span>
    </>
  );
}

function Contradictions({ data }: { data: Continuity }) {
  const { w } = useLifeWords();
  return (
    <Panel title={w('continuity.contradictions')} count={data.contradictions_all}>
      {data.contradictions.length === 0 ? (
        <Empty why={w('continuity.contradictions_none')} />
      ) : (
        <ul className="pad stack wraps" data-contradictions>
          {data.contradictions.map((one) => (
            <li key={`${one.at.system ?? one.at.label}`}>
              <Mark tone="bad">
                <Place place={one.at} />{' '}
                {w('continuity.promise', { promised: one.promised, real: one.real })}
              </Mark>
              <div className="sub">
                {one.way.map((step, at) => (
                  <span key={at}>
                    {at === 0 ? '' : ' → '}
                    {step.label}
                    {step.hours === null ? '' : `（${w('continuity.hours', { n: step.hours })}）`}
                  </span>
                ))}
              </div>
            </li>
          ))}
        </ul>
      )}
      {data.contradictions_all > data.contradictions.length ? (
        <p className="pad sub">
          {w('more', { n: data.contradictions_all - data.contradictions.length })}
        </p>
      ) : null}
    </Panel>
  );
}

function Points({ data }: { data: Continuity }) {
  const { w } = useLifeWords();
  return (
    <Panel title={w('continuity.points')} count={data.single_points.length}>
      <Grid
        label={w('continuity.points')}
        name="points"
        none={w('continuity.points_none')}
        rows={data.single_points}
        id_of={(one) => `${one.at.kind} ${one.at.label}`}
        columns={[
          { head: w('continuity.what'), cell: (one) => <Place place={one.at} /> },
          { head: w('continuity.count'), num: true, cell: (one) => one.count },
          {
            head: w('continuity.dependents'),
            cell: (one) => one.dependents.map((place) => place.label).join('、'),
          },
        ]}
      />
    </Panel>
  );
}

function Circles({ data }: { data: Continuity }) {
  const { w } = useLifeWords();
  return (
    <Panel title={w('continuity.circles')} count={data.cycles.length}>
      {data.cycles.length === 0 ? (
        <Empty why={w('continuity.circles_none')} />
      ) : (
        <ul className="pad wraps" data-circles>
          {data.cycles.map((circle, at) => (
            <li key={at}>
              <Mark tone="warn">
                {circle.map((place) => place.label).join(' ⇄ ')}
                {circle.length === 1 ? ` ${w('continuity.itself')}` : ''}
              </Mark>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Drills({ drills }: { drills: readonly Drill[] }) {
  const { w, lang } = useLifeWords();
  return (
    <Panel title={w('continuity.drills')} count={drills.length}>
      <Grid
        label={w('continuity.drills')}
        name="drills"
        none={w('continuity.drills_none')}
        rows={drills}
        id_of={(one) => one.no}
        columns={[
          {
            head: w('continuity.planned'),
            nw: true,
            cell: (one) => (
              <Link to={to_record('continuity_drill', one.id)}>{date_short(one.planned_on, lang)}</Link>
            ),
          },
          { head: w('system'), cell: (one) => one.plan },
          { head: w('continuity.scenario'), cell: (one) => one.scenario },
          {
            head: w('continuity.held'),
            nw: true,
            cell: (one) =>
              one.held_on ? (
                date_short(one.held_on, lang)
              ) : one.late ? (
                <Mark tone="bad">{w('continuity.not_held')}</Mark>
              ) : (
                <Mark tone="none">{w('continuity.to_come')}</Mark>
              ),
          },
          {
            head: w('continuity.took'),
            cell: (one) =>
              one.measured === null ? (
                '—'
              ) : one.too_slow ? (
                <Mark tone="bad">
                  {w('continuity.slower', { n: one.measured, promised: one.promised ?? 0 })}
                </Mark>
              ) : (
                <Mark tone="ok">{w('continuity.hours', { n: one.measured })}</Mark>
              ),
          },
          { head: w('continuity.result'), cell: (one) => one.result ?? '—' },
          {
            head: w('continuity.mend'),
            cell: (one) =>
              one.improvement === null
                ? '—'
                : `${one.improvement}（${
                    one.improved_on
                      ? w('continuity.mended', { day: date_short(one.improved_on, lang) })
                      : w('continuity.by', {
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
  const { w, lang } = useLifeWords();
  return (
    <Panel title={w('continuity.papers')} count={data.papers.length}>
      <Grid
        label={w('continuity.papers')}
        name="papers"
        none={w('continuity.papers_none')}
        rows={data.papers}
        id_of={(one) => one.no}
        columns={[
          {
            head: w('system'),
            cell: (one) => <Link to={to_record('continuity_paper', one.id)}>{one.plan}</Link>,
          },
          { head: w('continuity.place'), cell: (one) => one.place },
          { head: w('continuity.holder'), cell: (one) => one.holder },
          { head: w('continuity.printed'), nw: true, cell: (one) => date_short(one.printed_on, lang) },
          {
            head: w('state'),
            cell: (one) =>
              one.not_handed_over ? (
                <Mark tone="bad">{w('continuity.not_handed')}</Mark>
              ) : one.old ? (
                <Mark tone="warn">{w('continuity.old')}</Mark>
              ) : (
                <Mark tone="ok">{w('is.right')}</Mark>
              ),
          },
        ]}
      />
    </Panel>
  );
}

