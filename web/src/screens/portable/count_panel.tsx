// Counting by two: each alone; the second one is not shown what the first one found.
import { useState, type FormEvent } from 'react';
import * as api from '../../api/portable';
import type { Portable } from '../../api/portable';
import { date_short } from '../../lib/era_date';
import { Choice, Line } from '../../parts/form_line';
import { Mark, Note, type Tone } from '../../parts/mark';
import { Panel } from '../../parts/panel';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { Link } from '../../state/router';
import { to_record } from '../../state/routes';
import { useAction } from '../../state/use_action';

const kTones: Record<string, Tone> = { agrees: 'ok', differs: 'bad', first: 'warn' };

export function CountPanel({ data, done }: { data: Portable; done: () => void }) {
  const { t, d, lang } = useWords();
  return (
    <Panel title={t('portable.count')}>
      {data.may.count ? <CountForm done={done} /> : null}
      <div className="wide" tabIndex={0} role="group" aria-label={t('portable.count')}>
        <table className="tight" data-counts>
          <thead>
            <tr>
              <th scope="col">{t('portable.count_no')}</th>
              <th scope="col" className="num">
                {t('portable.count_inside')}
              </th>
              <th scope="col" className="num">
                {t('portable.count_found_both')}
              </th>
              <th scope="col">{t('portable.count_people')}</th>
              <th scope="col">{t('portable.count_result')}</th>
            </tr>
          </thead>
          <tbody>
            {data.counts.map((row) => (
              <tr key={row.id}>
                <th scope="row" className="nw">
                  <Link to={to_record('media_count', row.id)}>{row.count_no}</Link>
                  <div className="sub">
                    {d(row.span.label)} {date_short(row.counted_on, lang)}
                  </div>
                </th>
                <td className="num">{row.expected - row.out}</td>
                <td className="num nw">
                  {row.first_found ?? t('portable.count_hidden')} / {row.second_found ?? '—'}
                </td>
                <td>
                  {row.first_by}
                  {row.second_by ? `、${row.second_by}` : ''}
                </td>
                <td className="nw">
                  <Mark tone={kTones[row.state.key] ?? 'none'}>{d(row.state.label)}</Mark>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

type Said = Awaited<ReturnType<typeof api.count>>;

function CountForm({ done }: { done: () => void }) {
  const { t } = useWords();
  const [span, set_span] = useState('day');
  const [found, set_found] = useState('');
  const [why, set_why] = useState('');
  const [said, set_said] = useState<Said | null>(null);
  const action = useAction();
  const typed = found.normalize('NFKC').trim();
  const number = /^\d{1,6}$/.test(typed) ? Number(typed) : null;
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (number === null) return;
    set_said(null);
    const sent = await action.run(async () => set_said(await api.count(span, number, why)));
    if (!sent) return;
    set_found('');
    set_why('');
    done();
  };
  const words = (one: Said) =>
    one.state === 'first'
      ? t('portable.count_first', { number: one.number })
      : one.state === 'agrees'
        ? t('portable.count_agrees', { number: one.number })
        : t('portable.count_differs', { number: one.number, inside: one.expected - one.out });
  return (
    <form className="pad stack" data-count onSubmit={(event) => void send(event)}>
      <p className="sub">{t('portable.count_why')}</p>
      <div className="row">
        <Choice
          label={t('portable.count_span')}
          value={span}
          set={set_span}
          options={[
            ['day', t('portable.count_day')],
            ['month', t('portable.count_month')],
          ]}
        />
        <Line
          label={t('portable.count_found')}
          value={found}
          set={set_found}
          max_length={6}
          width={120}
          digits
        />
      </div>
      <Line label={t('portable.count_reason')} value={why} set={set_why} />
      <ActionTrouble fault={action.fault} />
      {said ? (
        <Note tone={kTones[said.state] ?? 'inf'} role="status">
          {words(said)}
        </Note>
      ) : null}
      <div>
        <button type="submit" className="btn" disabled={action.busy || number === null}>
          {t('portable.count_send')}
        </button>
      </div>
    </form>
  );
}
