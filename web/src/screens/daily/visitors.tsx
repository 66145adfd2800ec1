// Visitors: who is inside with which badge, out by one press, in by a short form. `I` goes to the
// form (or to somebody who was here before), `O` to the first who may leave; Enter does it.
import { useId, useRef, useState, type FormEvent } from 'react';
import * as api from '../../api/daily';
import type { Daily, Entering, Visit } from '../../api/daily';
import { date_short } from '../../lib/era_date';
import { Choice, Line } from '../../parts/form_line';
import { Mark, Note } from '../../parts/mark';
import { Empty, Panel } from '../../parts/panel';
import { ActionTrouble } from '../../parts/trouble';
import { useKeys } from '../../state/keys';
import { useWords } from '../../state/language';
import { Link } from '../../state/router';
import { to_record } from '../../state/routes';
import { useAction } from '../../state/use_action';

interface Props {
  data: Daily;
  inside: Visit[];
  done: () => void;
}

export function Visitors({ data, inside, done }: Props) {
  const { t } = useWords();
  const table = useRef<HTMLTableElement>(null);
  const form = useRef<HTMLDivElement>(null);
  const action = useAction();
  useKeys(
    data.may_enter
      ? [
          {
            on: 'i',
            cap: 'I',
            label: t('daily.key_enter'),
            run: () =>
              (
                form.current?.querySelector<HTMLElement>('[data-again]') ??
                form.current?.querySelector<HTMLElement>('input')
              )?.focus(),
          },
          {
            on: 'o',
            cap: 'O',
            label: t('daily.key_leave'),
            run: () => table.current?.querySelector<HTMLElement>('button')?.focus(),
          },
        ]
      : [],
  );
  const leave = (visit: Visit, badge: boolean) =>
    void action.run(() => api.leave(visit.id, badge)).then((sent) => sent && done());
  return (
    <>
      <Panel title={t('daily.inside')} count={inside.length}>
        <ActionTrouble fault={action.fault} />
        {inside.length === 0 ? (
          <Empty why={t('daily.inside_none')} />
        ) : (
          <div className="wide" tabIndex={0} role="group" aria-label={t('daily.inside')}>
            <table className="tight" data-inside ref={table}>
              <thead>
                <tr>
                  <th scope="col">{t('daily.person')}</th>
                  <th scope="col">{t('daily.badge')}</th>
                  <th scope="col">{t('daily.area')}</th>
                  <th scope="col">{t('daily.entered')}</th>
                  <th scope="col">{t('daily.purpose')}</th>
                  {data.may_enter ? <th scope="col">{t('daily.action')}</th> : null}
                </tr>
              </thead>
              <tbody>
                {inside.map((visit) => (
                  <Row
                    key={visit.id}
                    visit={visit}
                    today={data.today}
                    leave={data.may_enter ? leave : null}
                    busy={action.busy}
                  />
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Panel>
      {data.may_enter ? (
        <div ref={form}>
          <Enter data={data} done={done} />
        </div>
      ) : null}
    </>
  );
}

interface RowProps {
  visit: Visit;
  today: string;
  leave: ((visit: Visit, badge: boolean) => void) | null;
  busy: boolean;
}

function Row({ visit, today, leave, busy }: RowProps) {
  const { t, d, lang } = useWords();
  const { person } = visit;
  return (
    <tr data-visit={visit.visit_no}>
      <th scope="row">
        <Link to={to_record('area_visit', visit.id)}>{person}</Link>
        <div className="sub">
          {d(visit.kind.label)} {visit.company}
        </div>
      </th>
      <td className="nw">{visit.badge_no || t('daily.no_badge')}</td>
      <td>{visit.area}</td>
      <td className="nw">
        {visit.entered_on < today ? (
          <Mark tone="bad">
            {t('daily.yesterday', { date: date_short(visit.entered_on, lang) })}
          </Mark>
        ) : (
          visit.entered_at
        )}
      </td>
      <td>
        {visit.purpose}
        <div className="sub">{visit.host}</div>
      </td>
      {leave ? (
        <td>
          <div className="row">
            <button
              type="button"
              className="btn s"
              disabled={busy}
              aria-label={`${t(visit.badge_no ? 'daily.leave_badge' : 'daily.leave')} ${person}`}
              onClick={() => leave(visit, visit.badge_no !== '')}
            >
              {t(visit.badge_no ? 'daily.leave_badge' : 'daily.leave')}
            </button>
            {visit.badge_no ? (
              <button
                type="button"
                className="btn s quiet"
                disabled={busy}
                aria-label={`${t('daily.leave_kept')} ${person}`}
                onClick={() => leave(visit, false)}
              >
                {t('daily.leave_kept')}
              </button>
            ) : null}
          </div>
        </td>
      ) : null}
    </tr>
  );
}

const kEmpty: Entering = {
  area: '',
  kind: 'contractor',
  person: '',
  company: '',
  purpose: '',
  badge_no: '',
  brings: false,
  brought: '',
  permitted_by: '',
};

/** Those who were here last, each once. */
function former(recent: Visit[]): Visit[] {
  const seen = new Set<string>();
  return recent
    .filter((visit) => {
      const key = `${visit.person}/${visit.company}`;
      return !seen.has(key) && seen.add(key);
    })
    .slice(0, 4);
}

function Enter({ data, done }: { data: Daily; done: () => void }) {
  const { t } = useWords();
  const badge = useRef<HTMLInputElement>(null);
  const badge_id = useId();
  const areas = data.areas ?? [];
  const [visit, set] = useState<Entering>({ ...kEmpty, area: areas[0]?.area_no ?? '' });
  const [number, set_number] = useState<string | null>(null);
  const action = useAction();
  const field = (name: keyof Entering) => (value: string) => set({ ...visit, [name]: value });
  const again = (one: Visit) => {
    const area = areas.find((place) => place.id === one.area_id)?.area_no ?? visit.area;
    const { person, company, purpose } = one;
    set({ ...kEmpty, area, kind: one.kind.key, person, company, purpose });
    badge.current?.focus();
  };
  const send = async (event: FormEvent) => {
    event.preventDefault();
    set_number(null);
    const sent = await action.run(async () => set_number((await api.enter(visit)).visit_no));
    if (!sent) return;
    set({ ...kEmpty, area: visit.area });
    done();
  };
  return (
    <Panel title={t('daily.enter')}>
      <form className="pad stack" data-enter onSubmit={(event) => void send(event)}>
        {data.recent && data.recent.length > 0 ? (
          <div className="row" role="group" aria-label={t('daily.enter_again')}>
            <span className="sub">{t('daily.enter_again')}</span>
            {former(data.recent).map((one) => (
              <button key={one.id} type="button" className="btn s" data-again onClick={() => again(one)}>
                {one.company
                  ? t('daily.enter_again_of', { person: one.person, company: one.company })
                  : one.person}
              </button>
            ))}
          </div>
        ) : null}
        <div className="row">
          <Line label={t('daily.name')} value={visit.person} set={field('person')} max_length={60} />
          <Line label={t('daily.company')} value={visit.company} set={field('company')} max_length={60} />
          <div>
            <label className="f" htmlFor={badge_id}>
              {t('daily.badge_no')}
            </label>
            <input
              id={badge_id}
              ref={badge}
              className="in"
              type="text"
              style={{ width: 120 }}
              maxLength={20}
              value={visit.badge_no}
              onChange={(event) => field('badge_no')(event.target.value)}
            />
          </div>
        </div>
        <div className="row">
          <Choice
            label={t('daily.area')}
            value={visit.area}
            set={field('area')}
            options={areas.map((area) => [area.area_no, area.name] as const)}
          />
          <Choice
            label={t('daily.kind')}
            value={visit.kind}
            set={field('kind')}
            options={[
              ['contractor', t('daily.kind_contractor')],
              ['visitor', t('daily.kind_visitor')],
              ['staff', t('daily.kind_staff')],
            ]}
          />
        </div>
        <Line label={t('daily.why')} value={visit.purpose} set={field('purpose')} />
        <label className="row py-1.5">
          <input
            type="checkbox"
            checked={visit.brings}
            onChange={(event) => set({ ...visit, brings: event.target.checked })}
          />{' '}
          {t('daily.brings')}
        </label>
        {visit.brings ? (
          <div className="row">
            <Line label={t('daily.brought')} value={visit.brought} set={field('brought')} />
            <Line
              label={t('daily.permitted')}
              value={visit.permitted_by}
              set={field('permitted_by')}
              max_length={60}
            />
          </div>
        ) : null}
        <ActionTrouble fault={action.fault} />
        {number ? (
          <Note tone="ok" role="status">
            {t('daily.entered_done', { number })}
          </Note>
        ) : null}
        <div>
          <button
            type="submit"
            className="btn fill"
            disabled={action.busy || visit.person.trim() === '' || visit.purpose.trim() === ''}
          >
            {t('daily.enter_send')}
          </button>
        </div>
      </form>
    </Panel>
  );
}
