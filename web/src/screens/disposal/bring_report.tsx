// Bringing an erasure report: dropped or chosen, read by the server, matched by serial number.
import { useState } from 'react';
import * as api from '../../api/disposals';
import type { AddedReport } from '../../api/disposals';
import { FileChoice } from '../../parts/file_choice';
import { Note } from '../../parts/mark';
import { Panel } from '../../parts/panel';
import { ActionTrouble } from '../../parts/trouble';
import { useWords } from '../../state/language';
import { useAction } from '../../state/use_action';

const kKinds = ['.log', '.txt', '.json'] as const;
const kMost = 4 * 1024 * 1024;

export function BringReport({ id, done }: { id: string; done: () => void }) {
  const { t } = useWords();
  const [file, set_file] = useState<File | null>(null);
  const [added, set_added] = useState<AddedReport | null>(null);
  const action = useAction();
  const send = async () => {
    if (!file) return;
    set_added(null);
    const sent = await action.run(async () => set_added(await api.add_report(id, file)));
    if (!sent) return;
    set_file(null);
    done();
  };
  return (
    <Panel title={t('disposal.report')}>
      <div className="pad stack" data-report>
        <p className="sub">{t('disposal.report_why')}</p>
        <FileChoice
          label={t('disposal.report_file')}
          file={file}
          choose={set_file}
          kinds={kKinds}
          most_bytes={kMost}
        />
        <ActionTrouble fault={action.fault} />
        {added ? <Said added={added} /> : null}
        <div>
          <button
            type="button"
            className="btn fill"
            disabled={!file || action.busy}
            onClick={() => void send()}
          >
            {t('disposal.report_send')}
          </button>
        </div>
      </div>
    </Panel>
  );
}

function Said({ added }: { added: AddedReport }) {
  const { t, d } = useWords();
  const all = added.added.every((one) => one.accepted) && added.foreign.length === 0;
  return (
    <Note tone={all ? 'ok' : 'bad'} role="status">
      {added.added.map((one) => {
        const run = added.report.runs.find((read) => read.serial === one.serial);
        return (
          <div key={one.id}>
            {t(one.accepted ? 'disposal.report_accepted' : 'disposal.report_refused', {
              serial: one.serial,
              run: one.run_no,
            })}{' '}
            {one.accepted ? '' : (run?.reasons ?? []).map((reason) => d(reason)).join(' ')}
          </div>
        );
      })}
      {added.foreign.map((serial, index) => (
        <div key={`${serial}/${index}`}>{t('disposal.report_foreign', { serial })}</div>
      ))}
    </Note>
  );
}
