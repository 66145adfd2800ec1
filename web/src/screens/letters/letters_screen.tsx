// Letters by state, and the templates with the register whose record each is written from.
import { useState } from 'react';
import * as api from '../../api/letters';
import type { LetterState, Letters } from '../../api/letters';
import { date_short, fiscal_year_short } from '../../lib/era_date';
import { Await } from '../../parts/await';
import { Mark } from '../../parts/mark';
import { PageHead } from '../../parts/page_head';
import { Empty, Panel } from '../../parts/panel';
import { Tabs } from '../../parts/tabs';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { Link } from '../../state/router';
import { to_letter, to_list } from '../../state/routes';
import { letter_tones } from './letter_screen';
import { Pager } from '../requests/pager';
import { SearchLine } from '../requests/search_line';

const kStates: readonly LetterState[] = ['draft', 'approved', 'sent', 'returned', 'void'];

export function LettersScreen() {
  const { t } = useWords();
  const [state, set_state] = useState('');
  const [q, set_q] = useState('');
  const [offset, set_offset] = useState(0);
  const query = useQuery(`letters ${state} ${q} ${offset}`, api.letters({ state, q, offset }));
  const counts = query.data?.counts;
  return (
    <main className="main" id="main" tabIndex={-1}>
      <PageHead
        crumbs={[{ label: t('nav.govern') }, { label: t('nav.letters') }]}
        title={t('letters.title')}
        actions={
          <Link className="btn s" to={to_list('letter')}>
            {t('letters.register')}
          </Link>
        }
      />
      <div className="stack">
        <Tabs
          label={t('letters.states')}
          tabs={[
            { id: 'all', label: t('letters.all') },
            ...kStates.map((one) => ({
              id: one,
              label: t(`letters.state_${one}`),
              count: counts ? String(counts[one]) : null,
            })),
          ]}
          current={state === '' ? 'all' : state}
          choose={(id) => {
            set_state(id === 'all' ? '' : id);
            set_offset(0);
          }}
        />
        <div id="tab-panel" role="tabpanel" className="stack">
          <SearchLine
            label={t('letters.search')}
            search={(text) => {
              set_q(text);
              set_offset(0);
            }}
          />
          <Await query={query} rows={12}>
            {(data) => (
              <>
                <Table data={data} />
                <Pager total={data.total} offset={data.offset} go={set_offset} />
                <Templates data={data} />
              </>
            )}
          </Await>
        </div>
      </div>
    </main>
  );
}

function Table({ data }: { data: Letters }) {
  const { t, d, lang } = useWords();
  const date = (day: string | null) => (day ? date_short(day, lang) : '—');
  return (
    <Panel title={t('letters.title')} count={data.total}>
      {data.rows.length === 0 ? (
        <Empty why={t('letters.none')} next={t('letters.none_next')} />
      ) : (
        <div className="wide" tabIndex={0} role="group" aria-label={t('letters.title')}>
          <table className="tight" data-letters>
            <thead>
              <tr>
                <th scope="col">{t('letters.number')}</th>
                <th scope="col">{t('letters.heading')}</th>
                <th scope="col">{t('letters.to')}</th>
                <th scope="col">{t('letters.drafted')}</th>
                <th scope="col">{t('letters.approved')}</th>
                <th scope="col">{t('letters.sent')}</th>
                <th scope="col">{t('letters.state')}</th>
              </tr>
            </thead>
            <tbody>
              {data.rows.map((row) => (
                <tr key={row.id}>
                  <th scope="row" className="nw">
                    <Link to={to_letter(row.id)}>{row.number ?? row.letter_no}</Link>
                    <div className="sub">
                      {row.fiscal_year === null ? '' : fiscal_year_short(row.fiscal_year, lang)}
                    </div>
                  </th>
                  <td>
                    {row.title}
                    <div className="sub">{row.about_key}</div>
                  </td>
                  <td>{row.to ?? t('letters.withheld')}</td>
                  <td className="nw">
                    {date(row.drafted_on)}
                    <div className="sub">{row.drafted_by}</div>
                  </td>
                  <td className="nw">{date(row.approved_on)}</td>
                  <td className="nw">{date(row.sent_on)}</td>
                  <td className="nw">
                    <Mark tone={letter_tones[row.state.key] ?? 'none'}>{d(row.state.label)}</Mark>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}

function Templates({ data }: { data: Letters }) {
  const { t, d } = useWords();
  return (
    <Panel title={t('letters.templates')} count={data.templates.length}>
      <p className="sub pad">{t('letters.templates_why')}</p>
      <div className="wide" tabIndex={0} role="group" aria-label={t('letters.templates')}>
        <table className="tight" data-templates>
          <thead>
            <tr>
              <th scope="col">{t('letters.template')}</th>
              <th scope="col">{t('letters.from_register')}</th>
              <th scope="col">{t('letters.symbol')}</th>
              <th scope="col">{t('letters.for_what')}</th>
            </tr>
          </thead>
          <tbody>
            {data.templates.map((one) => (
              <tr key={one.id}>
                <th scope="row">
                  {d(one.title)}
                  <div className="sub">{one.edition}</div>
                </th>
                <td className="nw">
                  <Link to={to_list(one.register)}>{d(one.register_label)}</Link>
                </td>
                <td className="nw">{one.symbol}</td>
                <td>{d(one.explanation)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
