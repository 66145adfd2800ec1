// Ordering a levy from the screen of levies. A year whose law is not enacted is computed as a
// forecast only, and whoever orders it says that she knows.
import { useState, type FormEvent } from 'react';
import * as api from '../../api/endpoints';
import type { LevyYears } from '../../api/types';
import { fiscal_year } from '../../lib/era_date';
import { grouped } from '../../lib/number_format';
import { Choice } from '../../parts/form_line';
import { Note, Shape } from '../../parts/mark';
import { Panel } from '../../parts/panel';
import { JobLine } from '../../parts/progress';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { useToday } from '../../state/server_state';
import { useJobOf } from '../../state/use_job_of';
import { translate_or } from '../../texts';

const kKinds = ['levy'];

export function OrderLevy({ done }: { done: () => void }) {
  const query = useQuery('levy_years', api.levy_years);
  if (!query.data?.may_order) return null; // others are not offered what would be refused
  return <Order years={query.data.years} done={done} />;
}

/** The year that is on, where its law is known. */
function first_year(years: LevyYears['years'], today: string | undefined): number {
  const now = Number((today ?? '').slice(0, 4)) - (Number((today ?? '').slice(5, 7)) < 4 ? 1 : 0);
  return years.find((one) => one.fiscal_year === now)?.fiscal_year ?? years[0]?.fiscal_year ?? now;
}

function Order({ years, done }: { years: LevyYears['years']; done: () => void }) {
  const { t, lang } = useWords();
  const today = useToday();
  const jobs = useJobOf(kKinds, done);
  const [chosen, set_chosen] = useState<number | null>(null);
  const [aware, set_aware] = useState(false);
  const [tried, set_tried] = useState(false);
  const [ordered, set_ordered] = useState(false);
  const year = chosen ?? first_year(years, today);
  const of = years.find((one) => one.fiscal_year === year);
  const ahead = of !== undefined && of.law_status !== 'enacted';
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    set_tried(true);
    set_ordered(false);
    if (ahead && !aware) return;
    const parameters = ahead ? { year, provisional: true } : { year };
    set_ordered(await jobs.order({ kind: 'levy', parameters }));
  };
  const choose = (next: string) => {
    set_chosen(Number(next));
    set_aware(false);
    set_tried(false);
  };
  return (
    <Panel title={t('levy.order')} className="no-print">
      <form className="pad grid gap-2" onSubmit={(event) => void submit(event)} noValidate>
        <div className="row flex-wrap gap-2 items-end">
          <Choice
            label={t('levy.order_year')}
            value={String(year)}
            set={choose}
            options={years.map(({ fiscal_year: one }) => [String(one), fiscal_year(one, lang)])}
          />
          <button type="submit" className="btn" disabled={jobs.busy}>
            {t('levy.order_start')}
          </button>
        </div>
        {of && ahead ? (
          <Ahead of={of} aware={aware} set={set_aware} missing={tried && !aware} />
        ) : null}
        {of && !of.due_dates ? <Note tone="inf">{t('levy.order_no_due')}</Note> : null}
        <ActionTrouble fault={jobs.fault} />
        <div role="status">
          {ordered ? <Note tone="ok">{t('levy.order_done')}</Note> : null}
          {jobs.live.map((job) => (
            <JobLine key={job.id} job={job} />
          ))}
        </div>
      </form>
    </Panel>
  );
}

interface AheadProps {
  of: LevyYears['years'][number];
  aware: boolean;
  set: (aware: boolean) => void;
  missing: boolean;
}

function Ahead({ of, aware, set, missing }: AheadProps) {
  const { t, lang } = useWords();
  const status = translate_or(lang, `explain.law.${of.law_status}`, of.law_status);
  return (
    <>
      <Note tone="warn">{t('levy.order_ahead', { status, n: grouped(of.doubts) })}</Note>
      <label className="row gap-1">
        <input
          type="checkbox"
          checked={aware}
          aria-invalid={missing}
          aria-describedby={missing ? 'levy-ahead-error' : undefined}
          onChange={(event) => set(event.target.checked)}
        />
        {t('levy.order_ahead_yes')}
      </label>
      {missing ? (
        <p className="err" id="levy-ahead-error">
          <Shape tone="bad" />
          {t('levy.order_ahead_missing')}
        </p>
      ) : null}
    </>
  );
}
