// Bringing a list: dropped or chosen, rehearsed first, then received. What is wrong with a line is
// said with its number; nothing lands while one is wrong.
import { useId, useState } from 'react';
import * as api from '../../api/account_review';
import type { ListReport, ReviewSource } from '../../api/account_review';
import { FileChoice } from '../../parts/file_choice';
import { DateLine, Line } from '../../parts/form_line';
import { Note } from '../../parts/mark';
import { Panel } from '../../parts/panel';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useAction } from '../../state/use_action';

const kKinds = ['.csv', '.xlsx', '.xlsm'] as const;
const kMost = 16 * 1024 * 1024;

interface Props {
  sources: readonly ReviewSource[];
  today: string;
  done: () => void;
}

export function BringList({ sources, today, done }: Props) {
  const { t } = useWords();
  const id = useId();
  const used = sources.filter((one) => one.in_use);
  const [source, set_source] = useState(used[0]?.no ?? '');
  const [as_of, set_as_of] = useState(today);
  const [why, set_why] = useState('');
  const [file, set_file] = useState<File | null>(null);
  const [report, set_report] = useState<ListReport | null>(null);
  const action = useAction();
  const send = (preview: boolean) => async () => {
    if (!file) return;
    set_report(null);
    const sent = await action.run(async () =>
      set_report(await api.bring_list(source, as_of, file, preview, why)),
    );
    if (!sent || preview) return;
    set_file(null);
    set_why('');
    done();
  };
  const ready = file !== null && source !== '' && as_of !== '' && !action.busy;
  return (
    <Panel title={t('review.bring')}>
      <div className="pad stack" data-bring>
        <div>
          <label className="f" htmlFor={id}>
            {t('review.source')}
          </label>
          <select
            id={id}
            className="in"
            value={source}
            onChange={(event) => set_source(event.target.value)}
          >
            {used.map((one) => (
              <option key={one.id} value={one.no}>
                {one.no} {one.name}
              </option>
            ))}
          </select>
        </div>
        <DateLine label={t('review.as_of')} value={as_of} set={set_as_of} />
        <FileChoice
          label={t('review.file')}
          file={file}
          choose={(chosen) => {
            set_file(chosen);
            set_report(null);
          }}
          kinds={kKinds}
          most_bytes={kMost}
        />
        <Line label={t('review.why_fewer')} value={why} set={set_why} max_length={400} />
        <ActionTrouble fault={action.fault} />
        {report ? <Said report={report} /> : null}
        <div className="acts-row">
          <button type="button" className="btn" disabled={!ready} onClick={() => void send(true)()}>
            {t('review.preview')}
          </button>
          <button
            type="button"
            className="btn fill"
            disabled={!ready}
            onClick={() => void send(false)()}
          >
            {t('review.land')}
          </button>
        </div>
      </div>
    </Panel>
  );
}

function Said({ report }: { report: ListReport }) {
  const { t } = useWords();
  const { accounts, before, added, changed, gone, matches, list } = report;
  return (
    <Note tone="ok" role="status">
      {report.landed
        ? t('review.landed', { list, accounts, added, changed, gone, left: report.not_carried_out })
        : t('review.previewed', {
            accounts,
            before,
            added,
            changed,
            gone,
            unknown: matches.unknown ?? 0,
            ambiguous: matches.ambiguous ?? 0,
          })}
    </Note>
  );
}
