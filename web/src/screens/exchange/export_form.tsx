// An export is a disclosure: its reason stays in the journal; what leaves the house is encrypted.
import { useState, type FormEvent } from 'react';
import * as api from '../../api/endpoints';
import { is_date_or_empty } from '../../lib/era_date';
import { Choice, DateLine, Line } from '../../parts/form_line';
import { Shape } from '../../parts/mark';
import { JobLine } from '../../parts/progress';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useAction } from '../../state/use_action';
import { Files } from '../jobs/job_log';
import { useOneJob } from './use_one_job';

const kFormats: Record<string, Record<string, unknown>> = {
  csv: { format: 'csv' },
  bom: { format: 'csv', charset: 'utf8-bom' },
  cp932: { format: 'csv', charset: 'cp932', replace_unmapped: true },
  xlsx: { format: 'xlsx' },
  jsonl: { format: 'jsonl' },
};

export function ExportForm({ register }: { register: string }) {
  const { t } = useWords();
  const [format, set_format] = useState('csv');
  const [as_of, set_as_of] = useState('');
  const [reason, set_reason] = useState('');
  const [recipient, set_recipient] = useState('');
  const [due, set_due] = useState('');
  const [tried, set_tried] = useState(false);
  const [id, set_id] = useState<string | null>(null);
  const { busy, fault, run, clear } = useAction();
  const job = useOneJob(id);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    set_tried(true);
    clear();
    // An unreadable date says so at its field.
    if (reason.trim() === '' || !is_date_or_empty(as_of) || !is_date_or_empty(due)) return;
    await run(async () => {
      const parameters = {
        register,
        ...kFormats[format],
        reason: reason.trim(),
        ...(as_of ? { as_of } : {}),
        ...(recipient.trim() ? { recipient: recipient.trim() } : {}),
        ...(recipient.trim() && due ? { due } : {}),
      };
      set_id((await api.order_job({ kind: 'export', parameters })).job?.id ?? null);
    });
  };
  return (
    <form className="pad grid gap-3" onSubmit={(event) => void submit(event)} noValidate>
      <Choice
        label={t('exchange.format')}
        value={format}
        set={set_format}
        options={[
          ['csv', 'CSV (UTF-8)'],
          ['bom', t('exchange.bom')],
          ['cp932', t('exchange.cp932')],
          ['xlsx', 'XLSX'],
          ['jsonl', 'JSON Lines'],
        ]}
      />
      <DateLine label={t('exchange.as_of')} value={as_of} set={set_as_of} />
      <Line label={t('exchange.reason')} value={reason} set={set_reason} />
      <Line label={t('exchange.recipient')} value={recipient} set={set_recipient} />
      {recipient.trim() ? (
        <DateLine label={t('exchange.due')} value={due} set={set_due} />
      ) : null}
      {tried && reason.trim() === '' ? (
        <p className="err" role="alert">
          <Shape tone="bad" />
          {t('exchange.reason_missing')}
        </p>
      ) : null}
      <p>
        <button type="submit" className="btn" disabled={busy}>
          {t('exchange.do_export')}
        </button>
      </p>
      <ActionTrouble fault={fault} />
      {job ? <JobLine job={job} /> : null}
      {job ? <Files id={job.id} files={job.files} /> : null}
    </form>
  );
}
