// What accidents do to every task today, and the command that says of each accident whether it is
// serious, notes that in the register of incidents and decides all tasks anew.
import { useState } from 'react';
import * as api from '../../api/privacy';
import type { Incident, Overview } from '../../api/privacy';
import { date_short } from '../../lib/era_date';
import { Mark, Note } from '../../parts/mark';
import { Empty, Panel } from '../../parts/panel';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { Link } from '../../state/router';
import { to_record } from '../../state/routes';
import { useAction } from '../../state/use_action';

type Told = Record<string, { serious: boolean; not_ours: boolean }>;

export function CascadePanel({ data, done }: { data: Overview; done: () => void }) {
  const { t } = useWords();
  const [told, set_told] = useState<Told>({});
  const [said, set_said] = useState<{ decided: number; missing: number } | null>(null);
  const action = useAction();
  const decide = async () => {
    set_said(null);
    const incidents = Object.entries(told).map(([id, one]) => ({ id, ...one }));
    const good = await action.run(async () => set_said(await api.decide(incidents)));
    if (!good) return;
    set_told({});
    done();
  };
  return (
    <Panel title={t('privacy.cascade')} count={data.cascade.length}>
      <p className="pad sub">{t('privacy.cascade_why')}</p>
      <CascadeTable data={data} />
      <Incidents data={data} told={told} set={set_told} />
      <div className="pad stack">
        <ActionTrouble fault={action.fault} />
        {said ? (
          <Note tone="ok" role="status">
            {t('privacy.decided', said)}
          </Note>
        ) : null}
        {data.may_change ? (
          <div>
            <button
              type="button"
              className="btn fill"
              data-decide
              disabled={action.busy}
              onClick={() => void decide()}
            >
              {t('privacy.decide')}
            </button>
          </div>
        ) : null}
      </div>
    </Panel>
  );
}

function CascadeTable({ data }: { data: Overview }) {
  const { t, d, lang } = useWords();
  if (data.cascade.length === 0) return <Empty why={t('privacy.none')} />;
  return (
    <div className="wide" tabIndex={0} role="group" aria-label={t('privacy.cascade')}>
      <table className="tight" data-cascade>
        <thead>
          <tr>
            {(['task', 'without', 'today', 'falls_back', 'standing'] as const).map((one) => (
              <th scope="col" key={one}>
                {t(`privacy.${one}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.cascade.map((row) => (
            <tr key={row.task} data-rises={row.rises}>
              <th scope="row">{row.name}</th>
              <td>{d(row.without)}</td>
              <td>
                {row.rises ? <Mark tone="warn">{d(row.obligatory)}</Mark> : d(row.obligatory)}
              </td>
              <td className="nw">
                {row.falls_back_on ? date_short(row.falls_back_on, lang) : ''}
              </td>
              <td>
                <Mark tone={row.missing ? 'bad' : 'ok'}>
                  {row.missing
                    ? t('privacy.not_made')
                    : row.rises
                      ? t('privacy.rises')
                      : t('privacy.same')}
                </Mark>
                {row.noted ? null : <span className="sub"> {t('privacy.not_noted')}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface IncidentsProps {
  data: Overview;
  told: Told;
  set: (told: Told) => void;
}

function Incidents({ data, told, set }: IncidentsProps) {
  const { t, lang } = useWords();
  if (data.incidents.length === 0) return null;
  const of = (one: Incident) => told[one.id] ?? { serious: one.serious, not_ours: one.not_ours };
  return (
    <div className="wide" tabIndex={0} role="group" aria-label={t('privacy.incidents')}>
      <table className="tight" data-incidents>
        <thead>
          <tr>
            <th scope="col">{t('privacy.incidents')}</th>
            <th scope="col">{t('privacy.known_on')}</th>
            <th scope="col">{t('privacy.serious')}</th>
            <th scope="col">{t('privacy.not_ours')}</th>
            <th scope="col">{t('privacy.standing')}</th>
          </tr>
        </thead>
        <tbody>
          {data.incidents.map((one) => (
            <tr key={one.id}>
              <th scope="row">
                <Link to={to_record('incident', one.id)}>
                  {one.number} {one.title}
                </Link>
                <div className="sub">
                  {one.specific ? t('privacy.specific') : t('privacy.personal')}
                  {one.likely ? `・${t('privacy.likely')}` : ''}
                </div>
              </th>
              <td className="nw">{date_short(one.known_on, lang)}</td>
              {(['serious', 'not_ours'] as const).map((name) => (
                <td key={name}>
                  <input
                    type="checkbox"
                    aria-label={`${one.number} ${t(`privacy.${name}`)}`}
                    checked={of(one)[name]}
                    disabled={!data.may_change}
                    onChange={(event) =>
                      set({ ...told, [one.id]: { ...of(one), [name]: event.target.checked } })
                    }
                  />
                </td>
              ))}
              <td className="nw">
                <Mark tone={one.told ? 'ok' : 'warn'}>
                  {one.told ? t('privacy.told') : t('privacy.untold')}
                </Mark>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
