// A file dropped or chosen and analysed now; the journal of this system needs none.
import { useState } from 'react';
import * as endpoints from '../../api/endpoints';
import type { Logs } from '../../api/logs';
import { DateInput } from '../../parts/date_input';
import { FileChoice } from '../../parts/file_choice';
import { Note } from '../../parts/mark';
import { Panel } from '../../parts/panel';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useAction } from '../../state/use_action';
import { useJobOf } from '../../state/use_job_of';

const kKinds = ['.csv', '.tsv', '.jsonl', '.log', '.xml', '.txt', '.gz'] as const;
const kMost = 64 * 1024 * 1024;

/** First and last day of the month before. */
function month_before(today: string): [string, string] {
  const [year = 0, month = 1] = today.split('-').map(Number);
  const two = (value: number) => String(value).padStart(2, '0');
  const [y, m] = month === 1 ? [year - 1, 12] : [year, month - 1];
  const last = new Date(Date.UTC(y, m, 0)).getUTCDate();
  return [`${y}-${two(m)}-01`, `${y}-${two(m)}-${two(last)}`];
}

export function RunNow({ data, done }: { data: Logs; done: () => void }) {
  const { t, d } = useWords();
  const used = data.sources.filter((one) => one.state.key === 'in_use');
  const [first, last] = month_before(data.today);
  const [source, set_source] = useState(used[0]?.source_no ?? '');
  const [from, set_from] = useState(first);
  const [to, set_to] = useState(last);
  const [file, set_file] = useState<File | null>(null);
  const action = useAction();
  const jobs = useJobOf(['logs'], done);
  const journal = used.find((one) => one.source_no === source)?.journal ?? false;
  const send = async () => {
    const sent = await action.run(async () => {
      const brought = journal || !file ? null : await endpoints.upload(file);
      const order = { kind: 'logs', parameters: { source, from, to } };
      await endpoints.order_job(brought ? { ...order, file: brought.file } : order);
    });
    if (!sent) return;
    set_file(null);
    jobs.reload();
  };
  const newest = jobs.ended[0];
  return (
    <Panel title={t('logs.run_now')}>
      <div className="pad stack" data-run-now>
        <div className="row">
          <label className="row">
            <span>{t('logs.source')}</span>
            <select className="sel" value={source} onChange={(event) => set_source(event.target.value)}>
              {used.map((one) => (
                <option key={one.id} value={one.source_no}>
                  {`${one.source_no} ${one.name}`}
                </option>
              ))}
            </select>
          </label>
          <span className="row">
            <span>{t('logs.from')}</span>
            <DateInput small label={t('logs.from')} value={from} set={set_from} />
          </span>
          <span className="row">
            <span>{t('logs.to')}</span>
            <DateInput small label={t('logs.to')} value={to} set={set_to} />
          </span>
        </div>
        {journal ? (
          <p className="sub">{t('logs.journal_why')}</p>
        ) : (
          <FileChoice
            label={t('logs.file')}
            file={file}
            choose={set_file}
            kinds={kKinds}
            most_bytes={kMost}
          />
        )}
        <ActionTrouble fault={action.fault} />
        {jobs.live.length > 0 ? (
          <Note tone="inf" role="status">
            {t('logs.running')}
          </Note>
        ) : newest?.result ? (
          <Note tone={newest.state === 'done' ? 'ok' : 'bad'} role="status">
            {typeof newest.result === 'string' ? newest.result : d(newest.result)}
          </Note>
        ) : null}
        <div>
          <button
            type="button"
            className="btn fill"
            disabled={(!file && !journal) || !from || !to || action.busy}
            onClick={() => void send()}
          >
            {t('logs.analyse')}
          </button>
        </div>
      </div>
    </Panel>
  );
}
