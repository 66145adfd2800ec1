// What is selected, docked below the list: how many, their sums, and what may be done with them. An
// export asks its format, its purpose and its reason; it is a job whose file is for whoever ordered
// it alone.
import { useRef, useState, type FormEvent } from 'react';
import * as api from '../../api/endpoints';
import { keep_selection } from '../../api/lists';
import type { Definition, Field } from '../../api/types';
import { grouped } from '../../lib/number_format';
import { Shape } from '../../parts/mark';
import { JobLine } from '../../parts/progress';
import { ActionTrouble } from '../../parts/trouble';
import { useKeys } from '../../state/keys';
import { useWords } from '../../state/language';
import { useRouter } from '../../state/router';
import { useAction } from '../../state/use_action';
import { useOneJob } from '../exchange/use_one_job';
import { Files } from '../jobs/job_log';
import { BulkChange } from './bulk_change';
import type { ListState } from './list_state';
import { body_of, exact_sum, type Selection } from './selection';
import type { Selecting } from './use_selection';

const kFormats: Record<string, Record<string, unknown>> = {
  csv: { format: 'csv', charset: 'utf8-bom' },
  cp932: { format: 'csv', charset: 'cp932', replace_unmapped: true },
  xlsx: { format: 'xlsx' },
  jsonl: { format: 'jsonl' },
};

interface Props {
  definition: Definition;
  state: ListState;
  selecting: Selecting;
}

export function SelectionBar({ definition, state, selecting }: Props) {
  const { t } = useWords();
  const { at } = useRouter();
  const [changing, set_changing] = useState(false);
  const { permissions } = definition;
  const may_change =
    permissions.change && definition.temporal === 'valid_time' && !at.as_of && !at.as_known;
  const selection = {
    ...body_of(selecting.selection, state.query),
    ...(at.as_of && selecting.selection.kind === 'all' ? { as_of: at.as_of } : {}),
  };
  return (
    <section className="selbar" aria-label={t('select.bar')}>
      <div className="what">
        <b role="status">{t('select.count', { n: grouped(selecting.count) })}</b>{' '}
        <button type="button" className="link" onClick={selecting.clear}>
          {t('select.clear')}
        </button>
        <Sums fields={state.fields} selection={selecting.selection} />
      </div>
      {permissions.export && !at.as_known ? (
        <ExportSelected definition={definition} state={state} selection={selection} />
      ) : null}
      {may_change ? (
        <button type="button" className="btn" onClick={() => set_changing(true)}>
          {t('bulk.open')}
        </button>
      ) : null}
      {changing ? (
        <BulkChange
          definition={definition}
          selection={selection}
          count={selecting.count}
          close={(done) => {
            set_changing(false);
            if (done) selecting.clear();
          }}
        />
      ) : null}
    </section>
  );
}

/** Sums of what is shown of the selected rows: areas and amounts, at most two. */
function Sums({ fields, selection }: { fields: readonly Field[]; selection: Selection }) {
  const { t, d } = useWords();
  if (selection.kind === 'all') return null;
  const rows = [...selection.rows.values()];
  const sums = fields
    // An amount for each of something has no sum.
    .filter((field) => field.type === 'area' || field.type === 'yen')
    .filter((field) => !field.unit?.en.includes('/'))
    .flatMap((field) => {
      const sum = rows.every((row) => field.name in row.values)
        ? exact_sum(rows.map((row) => row.values[field.name]))
        : null;
      if (sum === null) return [];
      const unit = field.unit ? d(field.unit) : field.type === 'yen' ? t('taxpayer.yen') : '';
      return [{ field, text: `${grouped(sum)} ${unit}` }];
    });
  if (sums.length === 0) return null;
  return (
    <p className="sub">
      {sums.slice(0, 2).map(({ field, text }) => (
        <span key={field.name} className="nw mr-2" title={d(field.label)}>
          {text}
        </span>
      ))}
    </p>
  );
}

interface ExportProps {
  definition: Definition;
  state: ListState;
  selection: object;
}

function ExportSelected({ definition, state, selection }: ExportProps) {
  const { t, d } = useWords();
  const { at } = useRouter();
  const [format, set_format] = useState('csv');
  const [which, set_which] = useState<'shown' | 'all'>('shown');
  const [purpose, set_purpose] = useState('');
  const [reason, set_reason] = useState('');
  const [tried, set_tried] = useState(false);
  const [id, set_id] = useState<string | null>(null);
  const first = useRef<HTMLSelectElement>(null);
  const { busy, fault, run } = useAction();
  const job = useOneJob(id);
  const purposes = definition.purposes?.list ?? [];
  useKeys([
    { on: 'e', cap: 'E', label: t('keys.export'), run: () => first.current?.focus() },
  ]);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    set_tried(true);
    if (reason.trim() === '') return;
    await run(async () => {
      const kept = await keep_selection(definition.name, selection);
      const parameters = {
        register: definition.name,
        ...kFormats[format],
        reason: reason.trim(),
        selection: kept.file,
        ...(purpose ? { purpose: Number(purpose) } : {}),
        ...(which === 'shown' ? { fields: state.columns } : {}),
        ...(at.as_of ? { as_of: at.as_of } : {}),
      };
      const ordered = await api.order_job({ kind: 'export', parameters, file: kept.file });
      set_id(ordered.job?.id ?? null);
    });
  };
  const missing = tried && reason.trim() === '';
  return (
    <form className="export" onSubmit={(event) => void submit(event)} noValidate>
      <label>
        <span className="f">{t('select.format')}</span>
        <select
          ref={first}
          className="sel s"
          value={format}
          onChange={(event) => set_format(event.target.value)}
        >
          <option value="csv">CSV</option>
          <option value="cp932">{t('exchange.cp932')}</option>
          <option value="xlsx">Excel</option>
          <option value="jsonl">JSON Lines</option>
        </select>
      </label>
      <label>
        <span className="f">{t('select.fields')}</span>
        <select
          className="sel s"
          value={which}
          onChange={(event) => set_which(event.target.value as 'shown' | 'all')}
        >
          <option value="shown">{t('select.fields_shown')}</option>
          <option value="all">{t('select.fields_all')}</option>
        </select>
      </label>
      {purposes.length > 0 ? (
        <label>
          <span className="f">{t('select.purpose')}</span>
          <select
            className="sel s"
            value={purpose}
            onChange={(event) => set_purpose(event.target.value)}
          >
            <option value="">{t('select.no_purpose')}</option>
            {purposes.map((one) => (
              <option key={one.number} value={one.number}>
                {d(one.label)}
              </option>
            ))}
          </select>
        </label>
      ) : null}
      <label className="grow">
        <span className="f">
          {t('select.reason')}
          <span className="req">{t('levy.required')}</span>
        </span>
        <input
          className="in s w-full"
          maxLength={400}
          value={reason}
          aria-invalid={missing}
          aria-describedby={missing ? 'select-reason' : undefined}
          onChange={(event) => set_reason(event.target.value)}
        />
      </label>
      <button type="submit" className="btn fill" disabled={busy}>
        {t('select.export')}
      </button>
      <div className="told" aria-live="polite">
        {missing ? (
          <p className="err" id="select-reason">
            <Shape tone="bad" />
            {t('exchange.reason_missing')}
          </p>
        ) : null}
        <ActionTrouble fault={fault} />
        {job ? <JobLine job={job} /> : null}
        {job ? <Files id={job.id} files={job.files} /> : null}
        {job || missing || fault ? null : (
          <p className="sub">{t('select.recorded')}</p>
        )}
      </div>
    </form>
  );
}
