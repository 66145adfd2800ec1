// What has reached its end by the beginning of a fiscal year: looked at first, then proposed.
import { useState } from 'react';
import * as admin from '../../api/admin';
import type { Retention } from '../../api/admin';
import { fiscal_year } from '../../lib/era_date';
import { Await } from '../../parts/await';
import { Choice } from '../../parts/form_line';
import { Note } from '../../parts/mark';
import { Empty, Panel } from '../../parts/panel';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { useAction } from '../../state/use_action';
import { ErasableTable } from './erasable_table';

const kYears = 5;

export function DuePanel({ data, changed }: { data: Retention; changed: () => void }) {
  const { t, lang } = useWords();
  const [year, set_year] = useState(data.fiscal_year);
  const query = useQuery(`due:${year}`, (signal) => admin.due(year, signal));
  const action = useAction();
  const [said, set_said] = useState<string | null>(null);
  const years = Array.from({ length: kYears }, (_, i) => data.fiscal_year - i);
  const propose = async () => {
    set_said(null);
    const done = await action.run(async () => {
      const { number } = await admin.propose_erasure(year);
      set_said(t('erase.proposed', { number }));
    });
    if (done) changed();
  };
  return (
    <Panel title={t('erase.due')} begins="propose" count={query.data?.targets.length}>
      <div className="pad acts-row ends">
        <Choice
          label={t('erase.year')}
          value={String(year)}
          set={(value) => set_year(Number(value))}
          options={years.map((one) => [String(one), fiscal_year(one, lang)])}
        />
        {data.may_propose ? (
          <p>
            <button
              type="button"
              className="btn"
              disabled={action.busy || !query.data || query.data.targets.length === 0}
              onClick={() => void propose()}
            >
              {t('erase.propose')}
            </button>
          </p>
        ) : null}
      </div>
      <div role="status" className="empty:hidden">
        {said ? <Note tone="ok">{said}</Note> : null}
      </div>
      <ActionTrouble fault={action.fault} />
      <Await query={query} rows={3}>
        {({ targets }) =>
          targets.length === 0 ? (
            <Empty why={t('erase.due_none')} next={t('erase.due_none_next')} />
          ) : (
            <>
              <ErasableTable targets={targets} label={t('erase.due')} />
              <p className="pad sub">{t('erase.due_note')}</p>
            </>
          )
        }
      </Await>
    </Panel>
  );
}
