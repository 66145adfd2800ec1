// Ordering a job: at once, at a time, or again and again. The server decides who may.
import { useState, type FormEvent } from 'react';
import * as api from '../../api/endpoints';
import type { JobOrder, Jobs } from '../../api/types';
import { is_date_or_empty } from '../../lib/era_date';
import { parse_clock, plain_number } from '../../lib/typed_value';
import { Choice, DateLine, Line } from '../../parts/form_line';
import { Note } from '../../parts/mark';
import { Panel } from '../../parts/panel';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useRouter } from '../../state/router';
import { useToday } from '../../state/server_state';
import { useAction } from '../../state/use_action';

type When = 'now' | 'at' | 'daily' | 'monthly';

// Imports, exports and what works on a backup or a proposal have screens of their own, with what
// they need.
const kElsewhere = ['export', 'backup_trial', 'backup_prune', 'erasure'];

interface Props {
  jobs: Jobs;
  changed: () => void;
}

export function OrderPanel({ jobs, changed }: Props) {
  const { t, d } = useWords();
  const today = useToday();
  const kinds = jobs.kinds.filter(
    (kind) =>
      !kind.takes_file &&
      !kElsewhere.includes(kind.name) &&
      kind.may_order,
  );
  const { search, set_query } = useRouter();
  const asked = search.get('order');
  const kind = kinds.find((one) => one.name === asked)?.name ?? 'verify';
  const set_kind = (next: string) => set_query({ order: next });
  const [year, set_year] = useState((today ?? '2026').slice(0, 4));
  const [when, set_when] = useState<When>('now');
  const [day, set_day] = useState(today ?? '');
  const [time, set_time] = useState('02:00');
  const [said, set_said] = useState<string | null>(null);
  const { busy, fault, run } = useAction();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    set_said(null);
    const clock = parse_clock(time);
    if (when !== 'now' && clock === null) return;
    if (when === 'at' && (day === '' || !is_date_or_empty(day))) return;
    const order: JobOrder = { kind };
    if (kind === 'levy') order.parameters = { year: Number(plain_number(year)) };
    if (when === 'at') order.at = `${day}T${clock}`;
    if (when === 'daily') order.every = `daily ${clock}`;
    if (when === 'monthly') order.every = `monthly last ${clock}`;
    const done = await run(async () => {
      const made = await api.order_job(order);
      set_said(made.plan ? t('jobs.planned') : t('jobs.ordered'));
    });
    if (done) changed();
  };
  return (
    <Panel title={t('jobs.order')} begins="order">
      <form className="pad grid gap-3" onSubmit={(event) => void submit(event)} noValidate>
        <Choice
          label={t('jobs.order_kind')}
          value={kind}
          set={set_kind}
          options={kinds.map((one) => [one.name, d(one.label)])}
        />
        {kind === 'levy' ? (
          <Line
            label={t('jobs.order_year')}
            value={year}
            set={set_year}
            max_length={8}
            width={108}
            digits
          />
        ) : null}
        <Choice
          label={t('jobs.order_when')}
          value={when}
          set={(value) => set_when(value as When)}
          options={[
            ['now', t('jobs.when_now')],
            ['at', t('jobs.when_at')],
            ['daily', t('jobs.when_daily')],
            ['monthly', t('jobs.when_monthly')],
          ]}
        />
        {when === 'at' ? (
          <DateLine label={t('jobs.when_day')} value={day} set={set_day} />
        ) : null}
        {when === 'now' ? null : (
          <Line
            label={t('jobs.when_clock')}
            value={time}
            set={set_time}
            max_length={12}
            width={108}
            fault={parse_clock(time) === null ? t('time.bad_clock', { typed: time }) : null}
          />
        )}
        <p>
          <button type="submit" className="btn" disabled={busy}>
            {t('jobs.order')}
          </button>
        </p>
        <div role="status" className="empty:hidden">
          {said ? <Note tone="ok">{said}</Note> : null}
        </div>
        <ActionTrouble fault={fault} />
      </form>
    </Panel>
  );
}
