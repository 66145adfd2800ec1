// A file is sent, looked at as a whole, and lands only when somebody has seen what would change.
import { useState, type FormEvent } from 'react';
import type { ApiError } from '../../api/client';
import * as api from '../../api/endpoints';
import type { Field, JobOrder } from '../../api/types';
import { is_date_or_empty } from '../../lib/era_date';
import { FileChoice } from '../../parts/file_choice';
import { Choice, DateLine } from '../../parts/form_line';
import { Note } from '../../parts/mark';
import { JobLine } from '../../parts/progress';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useToday } from '../../state/server_state';
import { useAction } from '../../state/use_action';
import { Report, useReport } from './report';
import { useOneJob } from './use_one_job';

const kMostBytes = 16 * 1024 * 1024;
const kKinds = ['.csv', '.xlsx', '.xlsm', '.jsonl', '.ndjson'];
/** Said at the file: its limit is what counts. */
const too_large = (fault: ApiError | null) => fault?.status === 413;

interface Sent {
  file: string;
  parameters: Record<string, unknown>;
}

interface Props {
  register: string;
  fields: readonly Field[];
}

export function ImportForm({ register, fields }: Props) {
  const { t } = useWords();
  const today = useToday();
  const [file, set_file] = useState<File | null>(null);
  const [missing, set_missing] = useState(false);
  const [mode, set_mode] = useState('delta');
  const [from, set_from] = useState(today ?? '');
  const [sent, set_sent] = useState<Sent | null>(null);
  const [preview, set_preview] = useState<string | null>(null);
  const [landing, set_landing] = useState<string | null>(null);
  const { busy, fault, run } = useAction();
  const looked = useOneJob(preview);
  const landed = useOneJob(landing);
  const order = async (kind: string, what: Sent): Promise<string> => {
    const body: JobOrder = { kind, parameters: what.parameters, file: what.file };
    return (await api.order_job(body)).job?.id ?? '';
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    set_missing(file === null);
    if (!file || !is_date_or_empty(from)) return;
    set_preview(null);
    set_landing(null);
    await run(async () => {
      const parameters = { register, mode, valid_from: from };
      const what = { file: (await api.upload(file)).file, parameters };
      set_sent(what);
      set_preview(await order('import_preview', what));
    });
  };
  const land = () =>
    run(async () => {
      if (sent) set_landing(await order('import', sent));
    });
  const preview_report = useReport(looked);
  const landed_report = useReport(landed);
  // A file lands whole or not at all: one with faults would only be refused.
  const faults = preview_report?.data ? preview_report.data.errors.length : null;
  const seen = looked?.state === 'done' && landing === null;
  return (
    <form className="pad grid gap-3" onSubmit={(event) => void submit(event)} noValidate>
      <FileChoice
        label={t('exchange.file')}
        file={file}
        choose={(next) => {
          set_file(next);
          set_missing(false);
        }}
        kinds={kKinds}
        most_bytes={kMostBytes}
        fault={missing ? t('exchange.no_file') : too_large(fault) ? t('exchange.too_large') : null}
      />
      <Choice
        label={t('exchange.mode')}
        value={mode}
        set={set_mode}
        options={[
          ['delta', t('exchange.mode_delta')],
          ['all', t('exchange.mode_all')],
          ['full', t('exchange.mode_full')],
        ]}
      />
      <DateLine label={t('exchange.valid_from')} value={from} set={set_from} />
      <p>
        <button type="submit" className="btn" disabled={busy}>
          {busy ? t('exchange.sending') : t('exchange.preview')}
        </button>
      </p>
      <ActionTrouble fault={too_large(fault) ? null : fault} />
      {looked ? <JobLine job={looked} /> : null}
      {preview_report ? <Report query={preview_report} fields={fields} /> : null}
      {seen && faults ? <Note tone="warn">{t('exchange.mend_first')}</Note> : null}
      {seen && faults === 0 ? (
        <p>
          <button type="button" className="btn" disabled={busy} onClick={() => void land()}>
            {t('exchange.land')}
          </button>
        </p>
      ) : null}
      {landed ? <JobLine job={landed} /> : null}
      {landed_report ? <Report query={landed_report} fields={fields} /> : null}
    </form>
  );
}
