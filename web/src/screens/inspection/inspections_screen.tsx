// 自己点検: how far the sections are this year, results by section and by item. Section staff see
// their own section alone.
import * as api from '../../api/inspections';
import type { InspectionHead, Inspections } from '../../api/inspections';
import { date_short } from '../../lib/era_date';
import { Await } from '../../parts/await';
import { Mark, Note, type Tone } from '../../parts/mark';
import { PageHead } from '../../parts/page_head';
import { Empty, Panel } from '../../parts/panel';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { Link, useRouter } from '../../state/router';
import { useAction } from '../../state/use_action';
import { Constructed } from '../system/parts';

export function InspectionsScreen() {
  const { t } = useWords();
  const { search, set_query } = useRouter();
  const year = search.get('year');
  const query = useQuery(`inspections ${year ?? ''}`, (signal) => api.inspections(year, signal));
  const data = query.data;
  return (
    <main className="main" id="main" tabIndex={-1}>
      <PageHead
        crumbs={[{ label: t('nav.govern') }]}
        title={t('inspection.title')}
        tags={
          data ? (
            <span className="tag">
              {t('inspection.progress', { n: data.answered, all: data.sections })}
            </span>
          ) : null
        }
        actions={
          data && data.years.length > 0 ? (
            <label className="row">
              <span>{t('inspection.year')}</span>
              <select
                className="sel"
                value={data.year}
                onChange={(event) => set_query({ year: event.target.value })}
              >
                {data.years.map((one) => (
                  <option key={one} value={one}>
                    {t('inspection.fiscal_year', { year: one })}
                  </option>
                ))}
              </select>
            </label>
          ) : null
        }
      />
      <Await query={query} rows={8}>
        {(found) => (
          <div className="stack">
            {found.may.govern ? <Remind data={found} done={query.reload} /> : null}
            <Sections data={found} />
            <Items data={found} />
          </div>
        )}
      </Await>
    </main>
  );
}

function Remind({ data, done }: { data: Inspections; done: () => void }) {
  const { t } = useWords();
  const action = useAction();
  const late = data.rows.filter((row) => row.overdue).length;
  if (late === 0) return null;
  return (
    <Note tone="warn">
      <div className="row">
        <span>{t('inspection.late', { n: late })}</span>
        <button
          type="button"
          className="btn s"
          disabled={action.busy}
          onClick={() =>
            void action
              .run(() => api.remind(data.year))
              .then((well) => {
                if (well) done();
              })
          }
        >
          {t('inspection.remind')}
        </button>
      </div>
      <ActionTrouble fault={action.fault} />
    </Note>
  );
}

function state_of(row: InspectionHead): { tone: Tone; key: 'answered' | 'late' | 'waiting' } {
  if (row.answered_on) return { tone: 'ok', key: 'answered' };
  return row.overdue ? { tone: 'bad', key: 'late' } : { tone: 'warn', key: 'waiting' };
}

function Sections({ data }: { data: Inspections }) {
  const { t, lang } = useWords();
  if (data.rows.length === 0)
    return (
      <Panel title={t('inspection.sections')}>
        <Empty why={t('inspection.none')} next={t('inspection.none_next')} />
      </Panel>
    );
  return (
    <Panel title={t('inspection.sections')} count={data.rows.length}>
      <div className="scroll-x" tabIndex={0} role="region" aria-label={t('inspection.sections_table')}>
        <table className="tight" data-table="inspections">
          <thead>
            <tr>
              <th scope="col">{t('inspection.section')}</th>
              <th scope="col">{t('inspection.state')}</th>
              <th scope="col">{t('inspection.due')}</th>
              <th scope="col" className="num">{t('inspection.met')}</th>
              <th scope="col" className="num">{t('inspection.weak')}</th>
              <th scope="col" className="num">{t('inspection.unknown')}</th>
              <th scope="col" className="num">{t('inspection.plans')}</th>
              <th scope="col">{t('inspection.reminded')}</th>
            </tr>
          </thead>
          <tbody>
            {data.rows.map((row) => {
              const { tone, key } = state_of(row);
              return (
                <tr key={row.id} data-inspection={row.department}>
                  <th scope="row">
                    <Link to={`/inspections/${row.id}`}>{row.department}</Link>{' '}
                    {row.constructed ? <Constructed /> : null}
                  </th>
                  <td className="nw">
                    <Mark tone={tone}>{t(`inspection.state.${key}`)}</Mark>
                  </td>
                  <td className="nw">{date_short(row.due, lang)}</td>
                  <td className="num">{row.items === null ? '－' : row.met}</td>
                  <td className="num">{row.items === null ? '－' : row.unmet}</td>
                  <td className="num">{row.items === null ? '－' : row.unknown}</td>
                  <td className="num">{row.plans}</td>
                  <td className="nw">
                    {row.reminded_on
                      ? t('inspection.reminded_on', {
                          day: date_short(row.reminded_on, lang),
                          n: row.reminders,
                        })
                      : ''}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

function Items({ data }: { data: Inspections }) {
  const { t, d } = useWords();
  return (
    <Panel title={t('inspection.by_item')} count={data.items.length}>
      <p className="pad sub">{t('inspection.by_item_note')}</p>
      <div className="scroll-x" tabIndex={0} role="region" aria-label={t('inspection.items_table')}>
        <table className="tight" data-table="inspection-items">
          <thead>
            <tr>
              <th scope="col">{t('criteria.number')}</th>
              <th scope="col">{t('inspection.item')}</th>
              <th scope="col" className="num">{t('inspection.met')}</th>
              <th scope="col" className="num">{t('inspection.weak')}</th>
              <th scope="col" className="num">{t('inspection.unknown')}</th>
              <th scope="col" className="num">{t('inspection.excused')}</th>
            </tr>
          </thead>
          <tbody>
            {data.items.map((item) => (
              <tr key={item.no} data-item={item.no}>
                <td className="nw">{item.no}</td>
                <th scope="row">
                  {d(item.label)} <span className="sub">{d(item.category)}</span>
                </th>
                <td className="num">{item.met}</td>
                <td className="num">{item.weak}</td>
                <td className="num">{item.unknown}</td>
                <td className="num">{item.excused}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
