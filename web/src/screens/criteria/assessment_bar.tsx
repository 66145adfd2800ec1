// Which assessment on record is answered; beginning a new one; its check table as a file.
import { useState, type FormEvent } from 'react';
import * as api from '../../api/assessments';
import type { Begun } from '../../api/assessments';
import type { Catalog } from '../../api/criteria';
import { date_short } from '../../lib/era_date';
import { Choice, DateLine, Line } from '../../parts/form_line';
import { Panel } from '../../parts/panel';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { Link, useRouter } from '../../state/router';
import { useAction } from '../../state/use_action';

/** Assessments of this catalog that are on record; choosing one shows its answers. */
export function AssessmentBar({ catalog }: { catalog: Catalog }) {
  const { t, lang } = useWords();
  const { search, set_query } = useRouter();
  const [begins, set_begins] = useState(false);
  const query = useQuery(`assessments ${catalog.name}`, (signal) =>
    api.assessments(catalog.name, signal),
  );
  const rows = query.data?.assessments ?? [];
  const id = search.get('assessment') ?? '';
  const chosen = rows.some((row) => row.id === id) ? id : '';
  return (
    <>
      <span className="row">
        <label className="row">
          <span>{t('criteria.assessment')}</span>
          <select
            className="sel"
            value={chosen}
            onChange={(event) => set_query({ assessment: event.target.value || null })}
          >
            <option value="">{t('criteria.assessment_none')}</option>
            {rows.map((row) => (
              <option key={row.id} value={row.id}>
                {`${row.number} ${row.subject} ${row.judged_on ? date_short(row.judged_on, lang) : ''}`}
              </option>
            ))}
          </select>
        </label>
        {chosen ? (
          <>
            <Link to={`/registers/criteria_assessment/${chosen}`}>{t('criteria.open_record')}</Link>
            <a href={api.file_of(chosen, 'pdf', lang)} target="_blank" rel="noreferrer">
              {t('criteria.pdf')}
            </a>
            <a href={api.file_of(chosen, 'xlsx', lang)} download>
              {t('criteria.xlsx')}
            </a>
          </>
        ) : null}
        <Link to="/registers/criteria_assessment">{t('criteria.all_assessments')}</Link>
        {query.data?.may_begin ? (
          <button
            type="button"
            className="btn s"
            aria-expanded={begins}
            onClick={() => set_begins(!begins)}
          >
            {t('criteria.begin')}
          </button>
        ) : null}
      </span>
      {begins ? (
        <Begin
          catalog={catalog.name}
          begun={(one) => {
            set_begins(false);
            query.reload();
            set_query({ assessment: one });
          }}
        />
      ) : null}
    </>
  );
}

const kKinds = ['system', 'contract', 'section'] as const;

function Begin({ catalog, begun }: { catalog: string; begun: (id: string) => void }) {
  const { t } = useWords();
  const action = useAction();
  const [typed, set] = useState<Begun>({
    catalog,
    subject_kind: 'system',
    subject: '',
    section: '',
    due: '',
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    let id = '';
    void action
      .run(async () => {
        id = (await api.begin(typed)).id;
      })
      .then((well) => {
        if (well) begun(id);
      });
  };
  return (
    <Panel title={t('criteria.begin')}>
      <form className="pad stack criteria-begin" onSubmit={send}>
        <Choice
          label={t('criteria.subject_kind')}
          value={typed.subject_kind}
          set={(kind) => set({ ...typed, subject_kind: kind as Begun['subject_kind'] })}
          options={kKinds.map((kind) => [kind, t(`criteria.subject.${kind}`)] as const)}
        />
        {typed.subject_kind === 'section' ? null : (
          <Line
            label={t(`criteria.subject_no.${typed.subject_kind}`)}
            value={typed.subject}
            set={(subject) => set({ ...typed, subject })}
            max_length={20}
          />
        )}
        <Line
          label={t('criteria.section')}
          value={typed.section}
          set={(section) => set({ ...typed, section })}
          max_length={60}
        />
        <DateLine label={t('criteria.due')} value={typed.due} set={(due) => set({ ...typed, due })} />
        <ActionTrouble fault={action.fault} />
        <div className="acts-row">
          <button type="submit" className="btn" disabled={action.busy}>
            {t('criteria.begin_now')}
          </button>
        </div>
      </form>
    </Panel>
  );
}
